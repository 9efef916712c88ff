from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.guards import MemberRequest
from releases.models import Release, SourceSubject, Subject


@admin.register(Subject)
class SubjectAdmin(admin.ModelAdmin):
    list_display = ("name", "parent")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(SourceSubject)
class SourceSubjectAdmin(admin.ModelAdmin):
    """Which of our subjects each subject of the WebAPI stands for; the fetching adds the rows."""

    list_display = ("name", "key", "subject")
    list_editable = ("subject",)
    list_select_related = ("subject",)
    search_fields = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin):
    """To look at: releases are written at /petugas/rilis/, where each change is recorded."""

    list_display = ("title", "subject", "region", "planned_on", "published_at")
    list_filter = ("subject",)
    search_fields = ("title",)
    date_hierarchy = "planned_on"
    actions = ("publish",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in Release._meta.fields]

    @admin.action(description=_("Publish the chosen releases"))
    def publish(self, request: MemberRequest, queryset: QuerySet[Any]) -> None:
        """The data are out: whoever waits for them hears of it."""
        for release in queryset:
            release.publish(request.user)
