from django.contrib import admin
from django.http import HttpRequest

from servicedesk.models import Holiday, OpeningHours, Policy, ServiceType, StatusChange, Ticket


class StatusChangeInline(admin.TabularInline):
    model = StatusChange
    extra = 0
    can_delete = False
    readonly_fields = ("by", "at", "from_status", "to_status", "note")

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(Ticket)
class TicketAdmin(admin.ModelAdmin):
    """To look at, not to move: moves go through the pages, which record who made them."""

    list_display = ("code", "channel", "status", "assignee", "opened_at", "first_officer_at")
    list_filter = ("status", "channel", "team")
    search_fields = ("code",)
    inlines = (StatusChangeInline,)

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(ServiceType)
class ServiceTypeAdmin(admin.ModelAdmin):
    list_display = ("name", "first_response_hours", "resolution_days", "team", "position")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(OpeningHours)
class OpeningHoursAdmin(admin.ModelAdmin):
    list_display = ("__str__", "valid_from", "valid_until")


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    list_display = ("day", "name")
    search_fields = ("name",)
    date_hierarchy = "day"


@admin.register(Policy)
class PolicyAdmin(admin.ModelAdmin):
    """One row: it is made once, changed, and never deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Policy.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return False
