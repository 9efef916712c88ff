"""The asker rates how an ended request was served, or skips that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.guards import MemberRequest
from servicedesk.matter import Matter
from servicedesk.models import Rating
from servicedesk.models.rating import RatingRefusedError
from servicedesk.rating_form import RatingForm


def rate(request: MemberRequest, matter: Matter) -> HttpResponse:
    """Take what the asker sent; 409 while the request is open, or once the rating stands."""
    ticket = matter.ticket
    try:
        if "skip" in request.POST:
            Rating.objects.skip(ticket, request.user)
            messages.info(request, _("Understood. You will not be asked about this request again."))
            return redirect(matter.get_absolute_url())
        form = RatingForm(request.POST)
        if not form.is_valid():
            return _page(request, matter, 422, form=form)
        Rating.objects.give(ticket, request.user, form.answers, form.cleaned_data["comment"])
    except RatingRefusedError as refusal:
        return _page(request, matter, 409, refusal=refusal)
    messages.success(request, _("Thank you for your rating."))
    return redirect(matter.get_absolute_url())


def _page(request: MemberRequest, matter: Matter, status: int, **more: object) -> HttpResponse:
    context = {"matter": matter, **more}
    return render(request, "servicedesk/rating_new.html", context, status=status)
