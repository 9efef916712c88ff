from django.contrib import admin
from django.http import HttpRequest

from notifications.models import Delivery, Incoming


class RecordAdmin(admin.ModelAdmin):
    """What happened: to be looked at, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(RecordAdmin):
    list_display = ("id", "recipient", "channel", "timing", "state", "tries", "error", "due_at")
    list_filter = ("state", "channel", "timing", "error")
    list_select_related = ("recipient",)
    show_full_result_count = False


@admin.register(Incoming)
class IncomingAdmin(RecordAdmin):
    list_display = ("at", "member", "topic", "outcome")
    list_filter = ("outcome",)
    list_select_related = ("member", "topic")
    show_full_result_count = False
