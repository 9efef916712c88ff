from django.contrib import admin
from django.http import HttpRequest

from dashboard.models import ReportSettings


@admin.register(ReportSettings)
class ReportSettingsAdmin(admin.ModelAdmin):
    """One row: it is made once, changed, and never deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not ReportSettings.objects.exists()

    def has_delete_permission(
        self, request: HttpRequest, obj: ReportSettings | None = None
    ) -> bool:
        return False
