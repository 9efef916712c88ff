"""How well the office answers."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.guards import MemberRequest, officer_required
from dashboard.figures import PERIODS, figures
from dashboard.repeats import clusters
from dashboard.volume import volume_by_week
from pages import moment

_USUAL_PERIOD = 90


@officer_required
@require_safe
def figures_page(request: MemberRequest) -> HttpResponse:
    asked = request.GET.get("hari", "")
    days = next((period for period in PERIODS if str(period) == asked), _USUAL_PERIOD)
    since = moment.now() - timedelta(days=days)
    context = {
        "days": days,
        "periods": PERIODS,
        "figures": figures(days),
        "weeks": volume_by_week(since),
        "clusters": clusters(since),
    }
    return render(request, "dashboard/figures.html", context)
