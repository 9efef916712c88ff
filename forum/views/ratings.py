"""The asker rates how an ended request was served, or skips that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.guards import MemberRequest
from forum.guards import require
from forum.models import Topic
from forum.rating_form import RatingForm
from servicedesk.models import Rating
from servicedesk.models.rating import RatingRefusedError


@login_required
@require_POST
def rating_new(request: MemberRequest, code: str) -> HttpResponse:
    """The topic's asker alone; 409 while the request is open, or once the rating stands."""
    topic = get_object_or_404(Topic.objects.with_head(), ticket__code=code)
    require(topic.author_id == request.user.pk)
    try:
        if "skip" in request.POST:
            Rating.objects.skip(topic.ticket, request.user)
            messages.info(request, _("Understood. You will not be asked about this request again."))
            return redirect(topic)
        form = RatingForm(request.POST)
        if not form.is_valid():
            context = {"topic": topic, "form": form}
            return render(request, "forum/rating_new.html", context, status=422)
        Rating.objects.give(topic.ticket, request.user, form.answers, form.cleaned_data["comment"])
    except RatingRefusedError as refusal:
        context = {"topic": topic, "refusal": refusal}
        return render(request, "forum/rating_new.html", context, status=409)
    messages.success(request, _("Thank you for your rating."))
    return redirect(topic)
