from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chat.models import Opening


@admin.register(Opening)
class OpeningAdmin(admin.ModelAdmin):
    """Who looked into whose conversation: to read, never to change."""

    list_display = ("at", "officer", "code", "asker")
    list_filter = ("officer",)
    date_hierarchy = "at"
    search_fields = ("conversation__ticket__code", "officer__display_name")
    list_select_related = ("officer", "conversation__ticket", "conversation__author")

    @admin.display(description=_("Ticket code"))
    def code(self, row: Opening) -> str:
        return row.conversation.ticket.code

    @admin.display(description=_("asker"))
    def asker(self, row: Opening) -> str:
        return str(row.conversation.author)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Opening | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Opening | None = None) -> bool:
        return False
