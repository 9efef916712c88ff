"""Every figure of a large random world, counted again in plain Python from the rows."""

from datetime import timedelta
from fractions import Fraction
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import Institution
from autoreply.models import Lookup
from chat.models import Conversation
from dashboard.figures.period import Period
from dashboard.figures.reading import read, read_parts
from dashboard.figures.registry import BREAKDOWNS, FIGURES
from dashboard.figures.report import scope_of
from forum.models import Duplicate, Topic
from servicedesk.models import ELEMENTS, Rating, Ticket
from servicedesk.moves import SETTLED
from servicedesk.percentiles import inverted_cdf
from tests.dashboard import crowd
from tests.dashboard.test_figures_agree import survival_median

DAY, HOUR = 86_400, 3_600
NOT_OWED = {*SETTLED, "waiting-asker", "answered"}


@pytest.fixture
def scope(ana, sari, dewi, db):
    crowd.world(400, ana, sari, dewi)
    return scope_of(Period.latest(90))


def within(scope, at):
    return scope.period.first <= timezone.localdate(at) <= scope.period.last


def one(row, name):
    """What stands in a one-to-one relation; None where nothing does."""
    return getattr(row, name, None)


class World:
    """The rows of a period, and what is said of each in plain words."""

    def __init__(self, scope):
        self.scope = scope
        everything = list(
            Ticket.objects.select_related("service_type").exclude(topic__public_copy__isnull=False)
        )
        self.tickets = [row for row in everything if within(scope, row.opened_at)]
        self.open = [row for row in everything if row.status not in SETTLED]
        self.lookups = [row for row in Lookup.objects.all() if within(scope, row.at)]
        self.ratings = [row for row in Rating.objects.all() if within(scope, row.at)]
        topics = Topic.objects.select_related("decision__feedback")
        private = Conversation.objects.select_related("decision__feedback")
        self.topics = {row.ticket_id: row for row in (*topics, *private)}
        self.repeats = list(Duplicate.objects.exclude(state="rejected"))

    def decision(self, ticket):
        return one(self.topics[ticket.pk], "decision")

    def topic(self, ticket):
        """The id of its topic; a conversation has none."""
        return self.topics[ticket.pk].pk if ticket.channel == "forum" else None

    def feedback(self, ticket):
        decision = self.decision(ticket)
        return one(decision, "feedback") if decision else None

    def answered(self, ticket):
        decision = self.decision(ticket)
        return decision is not None and decision.outcome == "answer"


def share(rows, hit):
    rows = list(rows)
    return sum(map(hit, rows)) / len(rows) if rows else None


def times(world):
    """The table of times, by its addresses."""
    found = {}
    for slug, field, at, due in (
        ("otomatis", "first_automatic", "first_automatic_at", "first_due_at"),
        ("petugas", "first_officer", "first_officer_at", "first_due_at"),
        ("substantif", "substantive", "substantive_at", "resolution_due_at"),
        ("selesai", "resolution", "closed_at", "resolution_due_at"),
    ):
        decided = [row for row in world.tickets if known(row, slug, at, due, world.scope.now)]
        found[f"{slug}-target-kerja"] = share(decided, partial(kept, at=at, due=due))
        found[f"{slug}-target-kalender"] = share(decided, partial(quick, field=field, due=due))
        for clock, kind in (("kerja", "working"), ("kalender", "seconds")):
            values = [getattr(row, f"{field}_{kind}") for row in world.tickets]
            reached = [value for value in values if value is not None]
            found[f"{slug}-median-{clock}"] = inverted_cdf(reached, 0.5)
            found[f"{slug}-p90-{clock}"] = inverted_cdf(reached, 0.9)
            if slug != "otomatis":
                pairs = [waited(row, field, kind, world.scope) for row in world.tickets]
                found[f"{slug}-semua-{clock}"] = survival_median(pairs)
    return found


def known(row, slug, at, due, now):
    if getattr(row, due) is None:
        return False
    if getattr(row, at) is not None:
        return True
    return slug != "otomatis" and row.status not in NOT_OWED and getattr(row, due) < now


def kept(row, at, due):
    return getattr(row, at) is not None and getattr(row, at) <= getattr(row, due)


def quick(row, field, due):
    seconds, service = getattr(row, f"{field}_seconds"), row.service_type
    if seconds is None or service is None:
        return False
    if due == "first_due_at":
        return seconds <= service.first_response_hours * HOUR
    return seconds <= max(service.resolution_days, 1) * DAY


def waited(row, field, kind, scope):
    known = getattr(row, f"{field}_{kind}")
    if known is not None:
        return known, True
    if row.status in SETTLED:
        return getattr(row, f"resolution_{kind}"), False
    until = row.waiting_since or scope.now
    if kind == "working":
        passed = scope.calendar.open_for(row.opened_at, until) - row.waited_working
    else:
        passed = until - row.opened_at - row.waited
    return max(0, int(passed.total_seconds())), False


def counted(world):
    """All other figures, by their addresses."""
    tickets, now = world.tickets, world.scope.now
    decided = [row for row in tickets if world.decision(row)]
    told = [row for row in tickets if world.feedback(row)]
    answered = [row for row in tickets if world.answered(row)]
    confirmed = {row.topic_id for row in world.repeats if row.state == "confirmed"}
    repeating = {row.topic_id for row in world.repeats}
    ended = [
        row for row in tickets
        if row.status in ("resolved", "closed") and (row.first_automatic_at or row.first_officer_at)
    ]  # fmt: skip
    grades = {
        name: [value for row in world.ratings if (value := getattr(row, name)) is not None]
        for name in ELEMENTS
    }
    means = {name: Fraction(sum(rows), len(rows)) for name, rows in grades.items()}
    return {
        "permintaan": len(tickets),
        "terbuka": len(world.open),
        "menunggu-kami": sum(row.status in ("new", "in-progress") for row in world.open),
        "lewat-waktu": sum(row.due_at is not None and row.due_at < now for row in world.open),
        "otomatis-cakupan": share(decided, world.answered),
        "otomatis-pilihan": share(decided, lambda row: world.decision(row).outcome == "choose"),
        "otomatis-terbantu": share(told, lambda row: world.feedback(row).helped),
        "otomatis-ketepatan": share(
            (row for row in told if world.answered(row)),
            lambda row: world.feedback(row).helped or world.feedback(row).reason == "outdated",
        ),
        "otomatis-diteruskan": share(
            answered,
            lambda row: row.first_officer_at is not None
            or (world.feedback(row) is not None and not world.feedback(row).helped),
        ),
        "otomatis-hemat": 15 / 60 * sum(
            world.feedback(row).helped and row.first_officer_at is None for row in told
        ),
        "tuntas-pertama": share(
            ended,
            lambda row: row.officer_answers <= 1 and row.reopened_count == 0
            and not row.waited and row.waiting_since is None,
        ),
        "dibuka-lagi": share(
            (row for row in tickets if row.closed_at or row.reopened_count),
            lambda row: row.reopened_count > 0,
        ),
        "berulang": share(tickets, lambda row: world.topic(row) in confirmed),
        "mungkin-berulang": share(tickets, lambda row: world.topic(row) in repeating),
        "pencarian": len(world.lookups),
        "pencarian-terjawab": share(
            world.lookups, lambda row: bool(row.opened_id) and not row.topic_id
        ),
        "pencarian-bertanya": share(world.lookups, lambda row: row.topic_id is not None),
        "pencarian-kosong": share(world.lookups, lambda row: row.answers == row.topics == 0),
        "ikm": sum(means.values()) / 9 * 25,
        **{f"ikm-{name}": mean for name, mean in means.items()},
    }  # fmt: skip


def test_every_figure_is_what_plain_python_counts(scope, subtests):
    world = World(scope)
    expected = times(world) | counted(world)
    now, _before = read(list(FIGURES.values()), scope)
    assert set(expected) == set(FIGURES)
    for slug, number in expected.items():
        with subtests.test(slug):
            assert now[slug].number == number


def category(matter):
    return matter.category.slug if isinstance(matter, Topic) else None


def age(row, now):
    days = (now - row.opened_at) / timedelta(days=1)
    return sum(days > bound for bound in (1, 3, 7, 14, 30, 90))


def bar(value, bounds):
    return sum(value > bound * HOUR for bound in bounds)


WORKING, CALENDAR = (0.25, 1, 2, 4, 8, 16, 24, 40, 80), (0.25, 1, 4, 12, 24, 48, 72, 168, 336)


def keys(world):
    """For each breakdown: the key of every row that has one there."""
    at = {row.pk: timezone.localtime(row.opened_at) for row in world.tickets}
    topics, tickets = world.topics, world.tickets
    asked = {row.pk: topics[row.pk] for row in tickets}
    found = {
        "per-hari": [at[row.pk].date() for row in tickets],
        "per-minggu": [
            at[row.pk].date() - timedelta(days=at[row.pk].weekday()) for row in tickets
        ],
        "per-bulan": [at[row.pk].date().replace(day=1) for row in tickets],
        "per-jam": [at[row.pk].weekday() * 24 + at[row.pk].hour for row in tickets],
        "per-kanal": [row.channel for row in tickets],
        "per-kategori": [category(asked[row.pk]) for row in tickets],
        "per-layanan": [row.service_type.slug if row.service_type else None for row in tickets],
        "per-instansi": [asked[row.pk].author.institution or None for row in tickets],
        "umur": [age(row, world.scope.now) for row in world.open],
        "pertanyaan-berulang": [
            row.original_id for row in world.repeats
            if within(world.scope, row.topic.ticket.opened_at)
        ],
    }  # fmt: skip
    for kind in ("information", "complaint", "other-complaint", "aspiration"):
        found[f"per-kanal-{kind}"] = [row.channel for row in tickets if row.classification == kind]
    for slug, field in (
        ("petugas", "first_officer"),
        ("substantif", "substantive"),
        ("selesai", "resolution"),
    ):
        for clock, kind, bounds in (
            ("kerja", "working", WORKING),
            ("kalender", "seconds", CALENDAR),
        ):
            values = [getattr(row, f"{field}_{kind}") for row in tickets]
            found[f"{slug}-sebaran-{clock}"] = [bar(v, bounds) for v in values if v is not None]
    return found


def test_every_breakdown_is_what_plain_python_counts(scope, subtests):
    expected = keys(World(scope))
    assert set(expected) == set(BREAKDOWNS)
    assert Institution.LOCAL in expected["per-instansi"]
    for slug, rows in expected.items():
        with subtests.test(slug):
            parts = read_parts([BREAKDOWNS[slug]], scope)[slug]
            found = {part.key: part.rows for part in parts if part.rows}
            counts = {}
            for key in rows:
                address = "tanpa" if key is None else str(key)
                counts[address] = counts.get(address, 0) + 1
            assert found == counts
