"""Replays: beginning one, watching it, opening what changed."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from autoreply import replaying
from autoreply.models import AnswerVersion, Replay
from autoreply.models.replay import Change
from pages import background, keyset, moment

_USUAL_PERIOD = timedelta(days=365)
_PAGE = 50


class ReplayForm(forms.ModelForm):
    class Meta:
        model = Replay
        fields = ("since", "until", "with_lookups")
        widgets = {
            "since": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def clean(self) -> None:
        """A period ends after it begins."""
        super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", gettext_lazy("This is before the day it begins."))


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def replay_new(request: MemberRequest, version_id: int) -> HttpResponse:
    """Choose a period; a first look takes a sample and is done at once."""
    version = get_object_or_404(AnswerVersion.objects.select_related("answer"), pk=version_id)
    today = moment.today()
    instance = Replay(
        version=version, started_by=request.user, since=today - _USUAL_PERIOD, until=today
    )
    form = ReplayForm(request.POST or None, instance=instance)
    if not (request.method == "POST" and form.is_valid()):
        context = {"form": form, "version": version, "earlier": version.replays.all()[:10]}
        status = 422 if request.method == "POST" else 200
        return render(request, "autoreply/workbench/replay_new.html", context, status=status)
    replay: Replay = form.save(commit=False)
    replay.is_sample = "sample" in request.POST
    replay.save()
    if replay.is_sample:
        replaying.run(replay)
    else:
        background.start("replay", str(replay.pk))
    return redirect("autoreply:replay", replay.pk)


@officer_required
@require_safe
def replay(request: MemberRequest, replay_id: int) -> HttpResponse:
    """How far it is, and what would change."""
    shown = get_object_or_404(
        Replay.objects.select_related("version__answer", "started_by"), pk=replay_id
    )
    kind = request.GET.get("jenis", "")
    kind = kind if kind in Change.values else Change.NEW
    counts = dict(shown.changes.values_list("kind").annotate(Count("pk")).order_by())
    changes = shown.changes.filter(kind=kind).select_related("topic", "before", "after")
    after = request.GET.get("sesudah", "")
    page = keyset.page(changes, "id", after, size=_PAGE, oldest_first=True)
    context = {
        "replay": shown,
        "kind": kind,
        "kinds": [(row, counts.get(row.value, 0)) for row in Change],
        "page": page,
    }
    return render(request, "autoreply/workbench/replay.html", context)


@officer_required
@require_POST
def replay_end(request: MemberRequest, replay_id: int) -> HttpResponse:
    """Stop it; what was found so far stays."""
    stopped = get_object_or_404(Replay, pk=replay_id)
    stopped.cancel()
    messages.success(request, _("Stopped. What was found so far stays."))
    return redirect("autoreply:replay", replay_id)
