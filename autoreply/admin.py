from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from autoreply.models import Answer, Phrasing


class PhrasingInline(admin.TabularInline):
    model = Phrasing
    extra = 2


@admin.register(Answer)
class AnswerAdmin(admin.ModelAdmin):
    list_display = ("question", "category", "state", "review_on", "confirm_with_office")
    list_filter = ("state", "category", "confirm_with_office")
    search_fields = ("question", "body", "phrasings__text")
    date_hierarchy = "review_on"
    inlines = (PhrasingInline,)

    def save_related(self, request: HttpRequest, form: ModelForm, *args: Any) -> None:
        """Example questions are part of the answer: changing them makes a new version of it."""
        super().save_related(request, form, *args)
        form.instance.save()
