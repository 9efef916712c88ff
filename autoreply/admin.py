from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from autoreply.models import Answer, CalibrationFit, KeywordRule, Matching, Phrasing


class PhrasingInline(admin.TabularInline):
    model = Phrasing
    extra = 2


class KeywordRuleInline(admin.StackedInline):
    model = KeywordRule
    extra = 0


@admin.register(Answer)
class AnswerAdmin(admin.ModelAdmin):
    list_display = ("question", "category", "state", "review_on", "confirm_with_office")
    list_filter = ("state", "category", "confirm_with_office")
    search_fields = ("question", "body", "phrasings__text")
    date_hierarchy = "review_on"
    inlines = (PhrasingInline, KeywordRuleInline)

    def save_related(self, request: HttpRequest, form: ModelForm, *args: Any) -> None:
        """Example questions and rules are part of the answer: it changes when they do."""
        super().save_related(request, form, *args)
        form.instance.save()


@admin.register(Matching)
class MatchingAdmin(admin.ModelAdmin):
    """One row: it is made once, changed, and never deleted."""

    list_display = ("__str__", "precision", "choose", "fit")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Matching.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Matching | None = None) -> bool:
        return False


@admin.register(CalibrationFit)
class CalibrationFitAdmin(admin.ModelAdmin):
    """Fitted by a command; here they are read."""

    list_display = ("fitted_at", "source", "samples")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
