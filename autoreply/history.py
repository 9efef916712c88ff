"""Reading an exported chat: questions and replies with everything personal hidden, which questions
repeat, and how fast the office replied."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import Length, RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from autoreply import history_file, whatsapp
from autoreply.history_file import Survey
from autoreply.history_names import Names
from autoreply.models import History, PastQuestion
from autoreply.models.job import CancelledError, JobState
from pages import background, moment
from servicedesk.clock import Calendar
from servicedesk.models import Holiday, OpeningHours
from servicedesk.percentiles import inverted_cdf
from textmatch import clusters

logger = logging.getLogger(__name__)

_BATCH = 1_000
# The newest: comparing all with all takes too long beyond.
_MOST_CLUSTERED = 20_000
# What is asked stands at the beginning.
_READ_OF_QUESTION = 500
_MARKS = re.compile(r"\[(?:nama|surel|NIK|nomor telepon)\]")
_SHOWN = 30
_DAY = timedelta(days=1)
_OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions of a chat that ask the same: how many, some of them, the longest reply."""

    number: int
    count: int
    wordings: list[str]
    reply: str


def register(survey: Survey, by: User) -> History:
    """The row of a chat that was kept; it waits to be told who the officers are."""
    known = {"file": survey.file, "order": survey.order, "lines": survey.lines}
    name = f"{survey.first} – {survey.last}"
    return History.objects.create(name=name, started_by=by, statistic=known)


def start(history: History, officers: Sequence[str]) -> None:
    """Begin to read the chat in the background, unless that was done already."""
    waiting = History.objects.filter(pk=history.pk, state=JobState.WAITING, officers=[])
    with transaction.atomic():
        if waiting.update(officers=officers, touched_at=moment.now()):
            background.start("read_history", str(history.pk))


def end(history: History) -> bool:
    """Cancel it while it is being read, and delete it with its chat otherwise; whether it was
    deleted."""
    with transaction.atomic():
        row = History.objects.select_for_update().get(pk=history.pk)
        if row.state == JobState.RUNNING and not row.is_dead:
            row.cancel()
            return False
        row.delete()
    history_file.delete(row)
    return True


def read(history: History) -> None:
    """Read the chat of a history in this process. However that ends, the chat is deleted; unless
    it is done, nothing of it stays."""
    if not history.begin(history.statistic.get("lines", 0)):
        return
    try:
        _store_questions(history)
        repeated = _cluster(history)
        _finish(history, statistic(history) | {"repeated": repeated})
    except CancelledError:
        _clear(history)
    except FileNotFoundError:
        fail(history, _("The chat is no longer there. Please upload it again."))
    except Exception as error:
        # Its message may quote the chat.
        logger.error("history %s failed: %s", history.pk, type(error).__name__)
        fail(history, _("The chat could not be read because of an error of this site."))
    finally:
        history_file.delete(history)


def fail(history: History, reason: str) -> None:
    """It ended for this reason, and nothing of it stays."""
    _clear(history)
    History.objects.filter(pk=history.pk, state__in=_OPEN).update(
        state=JobState.FAILED, failure=reason[:300], finished_at=moment.now()
    )


def sweep() -> int:
    """Fail what died, forget what nobody went on with for a day, and delete their chats and those
    of no history; how many chats were deleted."""
    count = 0
    used: set[str] = set()
    for row in History.objects.filter(state__in=_OPEN):
        if row.needs_officers and moment.now() - row.created_at > _DAY:
            count += end(row)
        elif row.is_dead:
            fail(row, _("The reading was broken off. Please upload the chat again."))
            count += 1
        else:
            used.add(row.statistic.get("file"))
    return count + history_file.sweep(used)


def statistic(history: History) -> dict[str, Any]:
    """What the questions of a history come to, in total and per month. Seconds are working
    seconds from a question to its reply; percentiles are those of `servicedesk.percentiles`."""
    months: dict[str, list[int | None]] = defaultdict(list)
    askers = set()
    rows = history.questions.order_by("asked_at", "pk")
    told = rows.values_list("asked_at", "asker", "working_seconds")
    for asked_at, asker, seconds in told.iterator(chunk_size=_BATCH):
        months[timezone.localtime(asked_at).isoformat()[:7]].append(seconds)
        askers.add(asker)
    every = [seconds for month in months.values() for seconds in month]
    holidays = {str(day.year) for day in Holiday.objects.dates("day", "year")}
    return {
        "questions": len(every),
        "answered": len(every) - every.count(None),
        "askers": len(askers),
        "months": [
            {
                "month": month,
                "questions": len(seconds),
                "answered": len(seconds) - seconds.count(None),
                "median_working_seconds": inverted_cdf(_known(seconds), 0.5),
            }
            for month, seconds in months.items()
        ],
        "median_working_seconds": inverted_cdf(_known(every), 0.5),
        "p90_working_seconds": inverted_cdf(_known(every), 0.9),
        "years_without_holidays": sorted({month[:4] for month in months} - holidays),
    }


def found_clusters(history: History, first: int, last: int) -> list[Cluster]:
    """The clusters with these numbers, and those between."""
    rows = history.questions.filter(cluster__range=(first, last))
    counts = rows.order_by("cluster").values_list("cluster").annotate(Count("pk"))
    wordings: dict[int | None, list[str]] = defaultdict(list)
    for number, text in _leading(rows, F("asked_at"), _SHOWN).values_list("cluster", "question"):
        wordings[number].append(" ".join(text.split()))
    replies = dict(_leading(rows, Length("reply").desc(), 1).values_list("cluster", "reply"))
    return [
        Cluster(number or 0, count, list(dict.fromkeys(wordings[number])), replies[number])
        for number, count in counts
    ]


def _leading(rows: QuerySet[PastQuestion], order: Any, most: int) -> QuerySet[PastQuestion]:
    """The first rows of each cluster."""
    place = Window(RowNumber(), partition_by="cluster", order_by=(order, F("pk")))
    return rows.annotate(place=place).filter(place__lte=most)


def _store_questions(history: History) -> None:
    order = history.statistic["order"]
    senders = history_file.senders(history)
    officers = [name for name in senders if history_file.pseudonym(name) in history.officers]
    names = Names(senders)
    calendar = OpeningHours.objects.calendar()
    messages = whatsapp.read(_reported_lines(history), order)
    batch = []
    for exchange in whatsapp.exchanges(messages, officers):
        batch.append(_past_question(history, exchange, names, calendar))
        if len(batch) == _BATCH:
            PastQuestion.objects.bulk_create(batch)
            batch.clear()
    PastQuestion.objects.bulk_create(batch)


def _reported_lines(history: History) -> Iterator[str]:
    for number, line in enumerate(history_file.lines(history.statistic["file"]), 1):
        yield line
        if number % _BATCH == 0:
            history.report(number)


def _past_question(
    history: History, exchange: whatsapp.Exchange, names: Names, calendar: Calendar
) -> PastQuestion:
    asked_at = _office_time(exchange.asked_at)
    row = PastQuestion(
        history=history,
        asked_at=asked_at,
        asker=history_file.pseudonym(exchange.asker),
        question=names.hide(exchange.question),
        reply=names.hide(exchange.reply),
    )
    if exchange.replied_at:
        row.replied_at = _office_time(exchange.replied_at)
        row.working_seconds = calendar.working_seconds(asked_at, row.replied_at)
    return row


def _office_time(at: datetime) -> datetime:
    """The telephone that exported the chat is the office's."""
    return at.replace(tzinfo=timezone.get_default_timezone())


def _cluster(history: History) -> int:
    """Number the questions that ask the same; how many ask what another one asks."""
    newest = history.questions.order_by("-asked_at", "-pk")[:_MOST_CLUSTERED]
    rows = list(newest.values_list("pk", "question"))[::-1]
    texts = [_MARKS.sub("", question[:_READ_OF_QUESTION]) for _pk, question in rows]
    groups = [group for group in clusters(texts) if len(group) > 1]
    numbered = [
        PastQuestion(pk=rows[place][0], cluster=number)
        for number, group in enumerate(groups, 1)
        for place in group
    ]
    PastQuestion.objects.bulk_update(numbered, ["cluster"], batch_size=_BATCH)
    return len(numbered)


def _finish(history: History, figures: dict[str, Any]) -> None:
    """It is done. The report holds the row, so that nobody cancels it between the two."""
    with transaction.atomic():
        history.report(history.statistic["lines"])
        History.objects.filter(pk=history.pk).update(statistic=figures)
        history.end()


def _clear(history: History) -> None:
    history_file.delete(history)
    history.questions.all().delete()
    History.objects.filter(pk=history.pk).update(statistic={})


def _known(values: Sequence[int | None]) -> list[int]:
    return [value for value in values if value is not None]
