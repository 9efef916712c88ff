"""The front page: one box, what is new, and how the office does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.models import Topic

_NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    newest = Topic.objects.public().with_head().order_by("-last_activity_at", "-pk")[:_NEWEST]
    return render(request, "forum/home.html", {"topics": newest})
