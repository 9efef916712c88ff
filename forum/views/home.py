"""The front page: one box, what is new, and how fast we answer."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.models import Topic
from pages import moment
from servicedesk.models import Ticket

_PERIOD = timedelta(days=90)
_NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    median, p90 = Ticket.objects.opened_since(moment.now() - _PERIOD).first_officer_times()
    newest = Topic.objects.public().with_head().order_by("-last_activity_at", "-pk")[:_NEWEST]
    return render(
        request,
        "forum/home.html",
        {"topics": newest, "median": median, "p90": p90, "days": _PERIOD.days},
    )
