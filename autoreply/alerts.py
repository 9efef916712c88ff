"""What is wrong with answers in force, so that somebody looks at them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Max, Min, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from autoreply.models import Answer, Curation, Decision
from autoreply.models.answer import AnswerQuerySet, Audience, Overtaken
from pages import moment

_LAST_SHOWN = 30
# Fewer askers than that say nothing about a share.
_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is wrong: its kind, and a sentence that says it."""

    kind: str
    text: str


def of(answer: Answer) -> list[Alert]:
    """What is wrong with this answer; nothing while it is not in force."""
    found = listed(Answer.objects.filter(pk=answer.pk))
    return found[0][1] if found else []


def listed(answers: AnswerQuerySet | None = None) -> list[tuple[Answer, list[Alert]]]:
    """The answers in force with which something is wrong, the one to be reviewed first leading."""
    if answers is None:
        answers = Answer.objects.all()
    policy = Curation.objects.current()
    rows = (
        answers.published()
        .select_related("team", "category", "overtaken_by")
        .annotate(last_shown=Max("decisions__decided_at"), since=Min("versions__published_at"))
        .order_by("review_on", "pk")
    )
    helped = _helped_shares(rows)
    found = [(answer, list(_alerts(answer, policy, helped.get(answer.pk)))) for answer in rows]
    return [(answer, alerts) for answer, alerts in found if alerts]


def _alerts(answer: Answer, policy: Curation, helped: float | None) -> Iterable[Alert]:
    if answer.review_on <= moment.today():
        yield Alert("review", _("Its review is due."))
    if answer.overtaken_by:
        text = _("Newer data are due: %(release)s.") % {"release": answer.overtaken_by}
        yield Alert("overtaken", text)
    if helped is not None and helped < policy.least_helped:
        text = _("Helped %(share)d %% of the last askers.") % {"share": round(100 * helped)}
        yield Alert("helped", text)
    silent_since = moment.now() - timedelta(days=policy.silent_days)
    last = getattr(answer, "last_shown", None) or getattr(answer, "since", None)
    if last and last < silent_since and _fires(answer):
        yield Alert("silent", _("Not given for %(days)d days.") % {"days": policy.silent_days})
    if answer.link_failure:
        text = _("Its source link is broken: %(failure)s.") % {"failure": answer.link_failure}
        yield Alert("link", text)


def _fires(answer: Answer) -> bool:
    stopped = answer.overtaken_by_id and answer.when_overtaken == Overtaken.STOP
    return answer.audience == Audience.PUBLIC and not stopped


def _helped_shares(answers: QuerySet[Answer]) -> dict[int, float]:
    """Of the last times each answer was given, the share of the askers with an opinion whom it
    helped; only where enough had one."""
    latest = (
        Decision.objects.filter(answer__in=answers.values("pk"))
        .annotate(
            place=Window(RowNumber(), partition_by=F("answer"), order_by=F("decided_at").desc())
        )
        .filter(place__lte=_LAST_SHOWN)
        .values_list("answer_id", "feedback__helped")
    )
    words: dict[int, list[bool]] = defaultdict(list)
    for answer_id, helped in latest:
        if helped is not None:
            words[answer_id].append(helped)
    return {
        answer_id: sum(said) / len(said)
        for answer_id, said in words.items()
        if len(said) >= _LEAST_WORDS
    }
