from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from releases.models import Release, Subject


@admin.register(Subject)
class SubjectAdmin(admin.ModelAdmin):
    list_display = ("name", "parent")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin):
    list_display = ("title", "subject", "planned_on", "published_at")
    list_filter = ("subject",)
    search_fields = ("title",)
    date_hierarchy = "planned_on"
    readonly_fields = ("published_at",)
    actions = ("publish",)

    @admin.action(description=_("Publish the chosen releases"))
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """The data are out: whoever waits for them hears of it."""
        for release in queryset:
            release.publish()
