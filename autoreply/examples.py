"""The tests of the answers: every example question must find its answer, and no counterexample may
be given it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from autoreply import engine
from autoreply.engine import Decider
from autoreply.models import Answer, AnswerVersion
from textmatch import Ranking

# Another answer that scores so large a share of the right one attracts the same questions.
_NEAR = 0.6
# One question that two answers share is chance.
_LEAST_SHARED = 2
_reports: WeakKeyDictionary[Decider, "Report"] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not find its answer (`found` is what it finds, None: nothing), or, when
    `is_negative`, a counterexample that is given the answer all the same."""

    answer: Answer
    text: str
    found: Answer | None
    is_negative: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers that attract the same questions, with the examples of the first that show it."""

    answer: Answer
    rival: Answer
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How many examples were run, those that fail, and the pairs of answers that lie close."""

    run: int
    failures: tuple[Failure, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What publishing a draft would break and mend, beside what is broken already."""

    run: int
    broken: tuple[Failure, ...]
    mended: tuple[Failure, ...]
    remaining: tuple[Failure, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def stolen(self) -> list[Failure]:
        """Questions that would be taken from other answers."""
        return [row for row in self.broken if row.found and row.found.pk != row.answer.pk]


def check() -> Report:
    """Run every example of every answer in force."""
    return _report(engine.current())


def check_draft(draft: AnswerVersion) -> DraftReport:
    """Run every example with the draft in force, and compare with how things are."""
    now, then = _report(engine.current()), _report(engine.with_draft(draft))
    before, after = _keyed(now.failures), _keyed(then.failures)
    conflicts = [c for c in then.conflicts if draft.answer_id in (c.answer.pk, c.rival.pk)]
    return DraftReport(
        then.run,
        tuple(row for key, row in after.items() if key not in before),
        tuple(row for key, row in before.items() if key not in after),
        tuple(row for key, row in after.items() if key in before),
        tuple(conflicts),
    )


def _report(decider: Decider) -> Report:
    """The report is kept as long as somebody decides by what it is about."""
    if decider not in _reports:
        _reports[decider] = _run(decider)
    return _reports[decider]


def _run(decider: Decider) -> Report:
    answers = Answer.objects.in_bulk([entry.key for entry in decider.entries])
    failures: list[Failure] = []
    shared: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    run = 0
    for key, text, is_negative in _examples(decider):
        run += 1
        ranking = decider.rank(text, 2)
        keys = [candidate.key for candidate in ranking.candidates]
        if _fails(decider, ranking, key, is_negative):
            found = answers.get(keys[0]) if keys else None
            failures.append(Failure(answers[key], text, found, is_negative))
        elif not is_negative and len(keys) > 1 and _is_near(ranking):
            shared[key, keys[1]].append(text)
    return Report(run, tuple(failures), _conflicts(shared, answers))


def _examples(decider: Decider) -> Iterator[tuple[Any, str, bool]]:
    for entry in decider.entries:
        yield from ((entry.key, text, False) for text in (entry.title, *entry.examples))
        yield from ((entry.key, text, True) for text in entry.counterexamples)


def _fails(decider: Decider, ranking: Ranking, key: Any, is_negative: bool) -> bool:
    if not is_negative:
        return not ranking.candidates or ranking.candidates[0].key != key
    verdict = decider.judge(ranking)
    return verdict.kind == "answer" and verdict.candidates[0].key == key


def _is_near(ranking: Ranking) -> bool:
    best, second = ranking.candidates[:2]
    return second.score >= _NEAR * best.score


def _conflicts(
    shared: dict[tuple[Any, Any], list[str]], answers: dict[Any, Answer]
) -> tuple[Conflict, ...]:
    """Each pair once, the one that shares most first."""
    counts: Counter[tuple[Any, Any]] = Counter()
    for key, rival in shared:
        counts[min(key, rival), max(key, rival)] += len(shared[key, rival])
    return tuple(
        Conflict(
            answers[key],
            answers[rival],
            tuple(shared.get((key, rival), []) + shared.get((rival, key), [])),
        )
        for (key, rival), count in counts.most_common()
        if count >= _LEAST_SHARED
    )


def _keyed(failures: tuple[Failure, ...]) -> dict[tuple[int, str, bool], Failure]:
    return {(row.answer.pk, row.text, row.is_negative): row for row in failures}
