"""`make bench`: the matcher on question sets beside three baselines, what each of its parts gains,
how it bears typos and slang, and how fast it is.

The folder named on the command line holds `answers/*.jsonl` and `out_of_scope/*.jsonl`.
"""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from time import perf_counter

from benchmarks.baselines import BASELINES
from textmatch import Entry, Index, Scoring, Thresholds, evaluation, shipped, tables
from textmatch.evaluation import Line
from textmatch.features import VIEWS

Set = tuple[str, list[Line], list[Line]]
_AS_SHIPPED = (shipped(), Thresholds())
_PARTS = {
    "all of it": Scoring(),
    "without trained weights": Scoring(trained=0),
    "without the best wording": Scoring(best_wording=0),
    "without pieces of words": Scoring(views=(VIEWS[0], VIEWS[2])),
    "without small words": Scoring(views=VIEWS[:2]),
    "terms alone": Scoring(views=VIEWS[:1]),
    "without repaired typos": Scoring(repairs=False),
}


def main(folder: Path) -> None:
    """Print every table."""
    sets = [
        (path.stem, *evaluation.split(evaluation.read(path)))
        for path in sorted((folder / "answers").glob("*.jsonl"))
    ]
    if not sets:
        raise SystemExit(f"No question sets in {folder}/answers. Name a folder: make bench SETS=…")
    outside = [
        line
        for path in sorted((folder / "out_of_scope").glob("*.jsonl"))
        for line in evaluation.read(path)
    ]
    _quality(sets, outside)
    _parts(sets)
    _harm(sets)
    _speed()


def _quality(sets: Sequence[Set], outside: list[Line]) -> None:
    print("accuracy@1 / accuracy@3; coverage, precision, out of scope: as shipped")
    print(f"{'set':<20}{'matcher':>15}" + "".join(f"{name:>18}" for name in BASELINES), end="")
    print(f"{'cover':>8}{'prec':>7}{'outside':>9}{'tuned':>7}{'orphans':>9}")
    table = []
    for name, wordings, questions in sets:
        report = evaluation.evaluate(wordings, questions, outside, *_AS_SHIPPED, leave_one_out=True)
        row = [report.accuracy_at_1, report.accuracy_at_3]
        for baseline in BASELINES.values():
            row += _baseline(baseline, wordings, questions)
        row += [report.shipped.coverage, report.shipped.precision]
        row += [report.shipped.out_of_scope_answered, report.tuned.coverage]
        row += [report.orphans_answered or 0.0]
        table.append(row)
        _print_row(name, row)
    _print_row("mean", [fmean(column) for column in zip(*table, strict=True)])


def _print_row(name: str, row: Sequence[float]) -> None:
    pairs = "".join(f"{row[at]:>10.3f} / {row[at + 1]:.3f}" for at in range(0, 8, 2))
    coverage, precision, outside, tuned, orphans = row[8:]
    print(
        f"{name:<18}{pairs}{coverage:>8.3f}{precision:>7.3f}{outside:>9.4f}{tuned:>7.3f}"
        f"{orphans:>9.3f}"
    )


def _baseline(
    baseline: Callable[[Sequence[Entry]], object], wordings: list[Line], questions: list[Line]
) -> tuple[float, float]:
    entries = evaluation.entries(wordings)
    made = baseline(entries)
    first = third = 0
    for line in questions:
        scores = made.scores(line.text)  # type: ignore[attr-defined] # a Baseline
        best = sorted(range(len(entries)), key=lambda at: -scores[at])[:3]
        right = [entries[at].key in line.intents and scores[at] > 0 for at in best]
        first += right[0]
        third += any(right)
    return first / len(questions), third / len(questions)


def _parts(sets: Sequence[Set]) -> None:
    print("\nwhat each part gains: mean accuracy@1 / accuracy@3")
    for name, scoring in _PARTS.items():
        pairs = [_accuracy(wordings, questions, scoring) for _, wordings, questions in sets]
        print(f"{name:<28}{fmean(a for a, _ in pairs):.3f} / {fmean(b for _, b in pairs):.3f}")


def _harm(sets: Sequence[Set]) -> None:
    print("\nharm done to the questions: mean accuracy@1 / accuracy@3")
    for name, harm in (("as they are", str), ("with typos", _with_typos), ("slang", _with_slang)):
        pairs = []
        for _, wordings, questions in sets:
            harmed = [replace(line, text=harm(line.text)) for line in questions]
            pairs.append(_accuracy(wordings, harmed, Scoring()))
        print(f"{name:<28}{fmean(a for a, _ in pairs):.3f} / {fmean(b for _, b in pairs):.3f}")


def _accuracy(
    wordings: Sequence[Line], questions: Sequence[Line], scoring: Scoring
) -> tuple[float, float]:
    index = Index.build(evaluation.entries(wordings), scoring)
    rows = evaluation.judge(index, questions, *_AS_SHIPPED)
    return (
        fmean(row.rank == 1 for row in rows),
        fmean(row.rank is not None and row.rank <= 3 for row in rows),
    )


def _with_typos(text: str) -> str:
    """One random edit in every word of four letters or more."""
    draw = random.Random(text)  # noqa: S311
    return " ".join(_typo(word, draw) if len(word) >= 4 else word for word in text.split())


def _typo(word: str, draw: random.Random) -> str:
    at = draw.randrange(len(word) - 1)
    letter = draw.choice("abcdefghijklmnopqrstuvwxyz")
    return draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _with_slang(text: str) -> str:
    """Every word that has an informal form in it."""
    informal = {meaning[0]: word for word, meaning in tables.slang().items() if len(meaning) == 1}
    return " ".join(informal.get(word, word) for word in text.lower().split())


def _speed() -> None:
    print("\nspeed: milliseconds a question (median / p95), seconds to build")
    draw = random.Random(1)  # noqa: S311
    syllables = [c + v for c in "bdgjklmnprst" for v in "aiueo"]
    words = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(8_000)]
    for size in (100, 1_000, 10_000):
        entries = [
            Entry(n, _sentence(words, draw), [_sentence(words, draw) for _ in range(4)])
            for n in range(size)
        ]
        started = perf_counter()
        index = Index.build(entries)
        built = perf_counter() - started
        times = []
        for _ in range(300):
            question = _sentence(words, draw)
            started = perf_counter()
            index.rank(question)
            times.append((perf_counter() - started) * 1000)
        times.sort()
        print(f"{size:>6} answers x 5{times[150]:>10.2f} / {times[285]:.2f}{built:>10.2f}")


def _sentence(words: Sequence[str], draw: random.Random) -> str:
    """Words as frequent as in a language: some very, most hardly (Zipf)."""
    return " ".join(words[int(len(words) ** draw.random()) - 1] for _ in range(7))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
