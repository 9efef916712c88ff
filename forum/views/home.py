"""The front page: one box, what is new, how fast we answer and how askers find that."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.models import Topic
from pages import moment
from servicedesk.models import Rating, Ticket
from servicedesk.satisfaction import ikm

_PERIOD = timedelta(days=90)
_RATED_IN = timedelta(days=365)
# Of fewer ratings the index would say more about the raters than about the service.
_FEWEST_RATINGS = 5
_NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    median, p90 = Ticket.objects.opened_since(moment.now() - _PERIOD).first_officer_times()
    newest = Topic.objects.public().with_head().order_by("-last_activity_at", "-pk")[:_NEWEST]
    satisfaction = ikm(Rating.objects.given_since(moment.now() - _RATED_IN))
    context = {
        "topics": newest,
        "median": median,
        "p90": p90,
        "days": _PERIOD.days,
        "satisfaction": satisfaction,
        "enough": satisfaction is not None and satisfaction.count >= _FEWEST_RATINGS,
        "fewest": _FEWEST_RATINGS,
    }
    return render(request, "forum/home.html", context)
