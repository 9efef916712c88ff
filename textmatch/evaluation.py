"""How well questions find their answers, measured on labelled question sets.

A set is lines `{"intent", "text", "also"?}`; out of scope, `{"text"}`. The rule of the split: of
each intent's lines, in file order, the 1st, 3rd, 5th ... are its wordings and the others questions.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import perf_counter

from textmatch.calibration import Calibration, Sample, shipped, signals
from textmatch.decision import Thresholds, decide
from textmatch.index import Entry, Index

_RANKED = 10
# The tuned threshold: the lowest with this precision, and this share of the out of scope answered.
_PRECISION = 0.95
_OUT_OF_SCOPE = 0.01
# What the questions out of scope, and the orphans, weigh in a fit; see `samples`.
_OUT_OF_SCOPE_SHARE = 0.3
_ORPHAN_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """A question and the intents that answer it rightly; none when it is out of scope."""

    text: str
    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one question. `rank` counts from 1; None when no right answer was ranked."""

    probability: float
    signals: tuple[float, ...]
    rank: int | None
    kind: str
    offered_right: bool
    ms: float


@dataclass(frozen=True, slots=True)
class Answered:
    """Shares: of the questions answered rightly, of the answers that are right, and of the
    questions out of scope that were answered."""

    coverage: float
    precision: float
    out_of_scope_answered: float


@dataclass(frozen=True, slots=True)
class Report:
    """What `evaluate_answers` prints."""

    accuracy_at_1: float
    accuracy_at_3: float
    mrr: float
    tuned: Answered
    shipped: Answered
    choice_rate: float
    choice_hit_rate: float
    orphans_answered: float | None
    ms_median: float
    ms_p95: float
    build_seconds: float


def read(path: Path) -> list[Line]:
    """The lines of a set. Raises ValueError naming the line that is not as it should be."""
    lines = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
            intents = (row["intent"], *row.get("also", ())) if "intent" in row else ()
            lines.append(Line(str(row["text"]), tuple(map(str, intents))))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
    return lines


def split(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """(wordings, questions) by the rule above."""
    seen: dict[str, int] = defaultdict(int)
    halves: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        halves[seen[line.intents[0]] % 2].append(line)
        seen[line.intents[0]] += 1
    return halves


def entries(wordings: Iterable[Line]) -> list[Entry]:
    """One entry per intent: its first wording for a title, the others for examples."""
    texts: dict[str, list[str]] = defaultdict(list)
    for line in wordings:
        texts[line.intents[0]].append(line.text)
    return [Entry(intent, first, tuple(rest)) for intent, (first, *rest) in texts.items()]


def judge(
    index: Index, lines: Iterable[Line], calibration: Calibration, thresholds: Thresholds
) -> list[Judged]:
    """Rank and decide each question as the site would."""
    return [_judge(index, line, calibration, thresholds) for line in lines]


def _judge(index: Index, line: Line, calibration: Calibration, thresholds: Thresholds) -> Judged:
    started = perf_counter()
    ranking = index.rank(line.text, _RANKED)
    verdict = decide(ranking, calibration, thresholds)
    ms = (perf_counter() - started) * 1000
    ranks = [n for n, c in enumerate(ranking.candidates, 1) if c.key in line.intents]
    return Judged(
        probability=verdict.probability,
        signals=signals(ranking),
        rank=ranks[0] if ranks else None,
        kind=verdict.kind,
        offered_right=any(c.key in line.intents for c in verdict.candidates),
        ms=ms,
    )


def evaluate(
    wordings: Sequence[Line],
    questions: Sequence[Line],
    out_of_scope: Sequence[Line],
    calibration: Calibration,
    thresholds: Thresholds,
    *,
    leave_one_out: bool = False,
) -> Report:
    """Everything at once. `leave_one_out` also asks each question of an index without its own."""
    started = perf_counter()
    index = Index.build(entries(wordings))
    build_seconds = perf_counter() - started
    inside = judge(index, questions, calibration, thresholds)
    outside = judge(index, out_of_scope, calibration, thresholds)
    choices = [row for row in inside if row.kind == "choose"]
    times = sorted(row.ms for row in inside)
    alone = orphans(wordings, questions, calibration, thresholds) if leave_one_out else None
    return Report(
        accuracy_at_1=_share(row.rank == 1 for row in inside),
        accuracy_at_3=_share(row.rank is not None and row.rank <= 3 for row in inside),
        mrr=fmean(1 / row.rank if row.rank else 0.0 for row in inside),
        tuned=tuned(inside, outside),
        shipped=_answered(inside, outside, [r.kind == "answer" for r in (*inside, *outside)]),
        choice_rate=len(choices) / len(inside),
        choice_hit_rate=_share(row.offered_right for row in choices),
        orphans_answered=None if alone is None else _share(row.kind == "answer" for row in alone),
        ms_median=median(times),
        ms_p95=times[int(0.95 * (len(times) - 1))],
        build_seconds=build_seconds,
    )


def tuned(inside: Sequence[Judged], outside: Sequence[Judged]) -> Answered:
    """The threshold is chosen on the even-numbered questions, the result told of the others."""
    for threshold in sorted({row.probability for row in (*inside[::2], *outside[::2])}):
        chosen = _at(inside[::2], outside[::2], threshold)
        if chosen.precision >= _PRECISION and chosen.out_of_scope_answered <= _OUT_OF_SCOPE:
            return _at(inside[1::2], outside[1::2], threshold)
    return Answered(0.0, 1.0, 0.0)


def orphans(
    wordings: Sequence[Line],
    questions: Sequence[Line],
    calibration: Calibration,
    thresholds: Thresholds,
) -> list[Judged]:
    """Each question asked of an index that lacks its answer: whatever is given is wrong."""
    all_entries = entries(wordings)
    by_intent: dict[str, list[Line]] = defaultdict(list)
    for line in questions:
        by_intent[line.intents[0]].append(line)
    rows = []
    for intent, lines in by_intent.items():
        index = Index.build(entry for entry in all_entries if entry.key != intent)
        # What another intent also answers rightly is no orphan.
        alone = [line for line in lines if len(line.intents) == 1]
        rows += judge(index, alone, calibration, thresholds)
    return rows


def samples(
    wordings: Sequence[Line], questions: Sequence[Line], out_of_scope: Sequence[Line]
) -> list[Sample]:
    """What a calibration is fitted to. Whatever their size, the questions of a set weigh 1, those
    out of scope and the orphans a share of it: on a real site most questions have an answer."""
    anything = (shipped(), Thresholds(1.0, 1.0))
    index = Index.build(entries(wordings))
    groups = (
        (judge(index, questions, *anything), 1.0),
        (judge(index, out_of_scope, *anything), _OUT_OF_SCOPE_SHARE),
        (orphans(wordings, questions, *anything), _ORPHAN_SHARE),
    )
    return [
        Sample(row.signals, row.rank == 1, weight / len(rows))
        for rows, weight in groups
        for row in rows
    ]


def _at(inside: Sequence[Judged], outside: Sequence[Judged], threshold: float) -> Answered:
    return _answered(inside, outside, [r.probability >= threshold for r in (*inside, *outside)])


def _answered(
    inside: Sequence[Judged], outside: Sequence[Judged], answered: Sequence[bool]
) -> Answered:
    given = [row for row, yes in zip(inside, answered, strict=False) if yes]
    right = sum(row.rank == 1 for row in given)
    return Answered(
        coverage=right / len(inside) if inside else 0.0,
        precision=right / len(given) if given else 1.0,
        out_of_scope_answered=_share(answered[len(inside) :]),
    )


def _share(marks: Iterable[bool]) -> float:
    listed = list(marks)
    return sum(listed) / len(listed) if listed else 0.0
