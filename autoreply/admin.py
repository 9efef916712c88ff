"""Set-up of the responder. Answers are written and published at the workbench, not here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from autoreply.models import CalibrationFit, Curation, Matching


@admin.register(Matching)
class MatchingAdmin(admin.ModelAdmin):
    """One row: it is made once, changed, and never deleted."""

    list_display = ("__str__", "precision", "choose", "fit")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Matching.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Matching | None = None) -> bool:
        return False


@admin.register(Curation)
class CurationAdmin(admin.ModelAdmin):
    """One row: it is made once, changed, and never deleted."""

    list_display = ("__str__", "needs_second_person", "least_helped", "silent_days")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Curation.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Curation | None = None) -> bool:
        return False


@admin.register(CalibrationFit)
class CalibrationFitAdmin(admin.ModelAdmin):
    """Fitted by a command; here they are read."""

    list_display = ("fitted_at", "source", "samples")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
