"""The curated answers, made ready to be compared with a question.

An answer is scored twice in each view (`features.VIEWS`): against all its wordings merged into one
vector, and against the one wording most like the question. Merging is Rocchio's centroid
classifier (1971); the best wording keeps what is said in one particular way.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from textmatch.analysis import Analysis, analyse
from textmatch.features import VIEWS, Views, terms
from textmatch.rules import Rule
from textmatch.spelling import Speller
from textmatch.training import softmax, trainable, trained
from textmatch.vectors import Floats, Ints, Query, Rows, dot_columns, dot_rows
from textmatch.view import View

# How far above the best, towards 1, a rule lifts a score.
_LIFT = 0.6
# How many answers, best by merged wordings, have their single wordings looked at.
_LOOKED_AT = 40
# What a counterexample nearer than every wording takes from the score, per unit of its likeness.
_COUNTEREXAMPLE = 0.5


@dataclass(frozen=True, slots=True)
class Scoring:
    """What makes up a score. `make bench` prints what each part gains.

    `best_wording` is what the single wording nearest to the question adds to the merged ones,
    `trained` what the weights learnt from the wordings add, `text` what the answer's own text
    adds to the terms; `repairs` says whether typos are repaired.
    """

    views: Views = VIEWS
    best_wording: float = 0.5
    trained: float = 0.6
    text: float = 0.3
    repairs: bool = True

    @property
    def whole(self) -> float:
        """The weights of all views together."""
        return sum(weight for _, weight in self.views)


SCORING = Scoring()
_Read = list[tuple[str, Analysis]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A curated answer as the index takes it. `key` is the caller's own name for it."""

    key: Hashable
    title: str
    examples: Sequence[str]
    counterexamples: Sequence[str] = ()
    text: str = ""
    rules: Sequence[Rule] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer for a question: its score (0 to 1) and what matched."""

    key: Any
    score: float
    best_example: str
    matched_terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answers nearest to a question, best first.

    `gap` is the score of the best less that of the second; `likeness` how like the question the
    best wording is (0 to 1); `coverage` the share of the question's weight that the best answer
    knows, `evidence` that weight counted in terms of the heaviest kind; `unknown` the terms that no
    answer knows; `rules` the names of the rules that lifted or blocked.
    """

    candidates: tuple[Candidate, ...]
    gap: float
    likeness: float
    coverage: float
    evidence: float
    unknown: tuple[str, ...]
    rules: tuple[str, ...]
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class _Hit:
    """An answer met by a question; `entry` and `wording` are places in the index's lists."""

    entry: int
    score: float
    likeness: float
    wording: int


def _after(hit: _Hit, rule: Rule | None, top: float) -> _Hit:
    """The hit once a rule has spoken: blocked, or lifted above `top`, the best without rules."""
    if rule is None:
        return hit
    if rule.effect == "lift":
        return replace(hit, score=top + (1 - top) * _LIFT * (1 + hit.score) / 2)
    return replace(hit, score=0.0)


class Index:
    """An index that never changes: build a new one when an answer does."""

    def __init__(self, entries: Sequence[Entry], read: Sequence[_Read], scoring: Scoring) -> None:
        self._entries = entries
        self._scoring = scoring
        self._terms = [frozenset(t for _, a in wordings for t in terms(a)) for wordings in read]
        self._wordings = [text for wordings in read for text, _ in wordings]
        self._starts = _starts(read)
        analyses = [analysis for wordings in read for _, analysis in wordings]
        self._views = [View(f, weight, analyses, self._starts) for f, weight in scoring.views]
        self._speller = Speller(word for analysis in analyses for word in analysis.words)
        self._texts = self._text_rows()
        self._weights = self._trained()
        self._with_rules = [at for at, entry in enumerate(entries) if entry.rules]
        against = [[analyse(text) for text in entry.counterexamples] for entry in entries]
        self._against_starts = _starts(against)
        self._against = [view.rows([a for row in against for a in row]) for view in self._views]

    @classmethod
    def build(cls, entries: Iterable[Entry], scoring: Scoring = SCORING) -> "Index":
        """An index over the entries; an entry without any words can never be found."""
        rows = [(entry, wordings) for entry in entries if (wordings := _wordings(entry))]
        return cls([entry for entry, _ in rows], [wordings for _, wordings in rows], scoring)

    def rank(self, question: str, limit: int = 5, category: str = "") -> Ranking:
        """The `limit` answers nearest to the question; none when nothing is shared.

        `category` is where it is asked, for the rules that mind.
        """
        analysis = analyse(question)
        if self._scoring.repairs:
            analysis = self._speller.repaired(analysis)
        queries = [view.query(analysis) for view in self._views]
        if not self._entries or not any(len(query.columns) for query in queries):
            return Ranking((), 0.0, 0.0, 0.0, 0.0, analysis.terms, (), analysis)
        merged = self._merged_scores(queries)
        ruled = self._ruled(analysis, category)
        near = np.argsort(-merged, kind="stable")[: max(_LOOKED_AT, limit)]
        near = np.unique([*near.tolist(), *ruled])
        found = self._hits(near.astype(np.int32), merged, queries)
        top = max(hit.score for hit in found)
        hits = [_after(hit, ruled.get(hit.entry), top) for hit in found]
        hits.sort(key=lambda hit: -hit.score)
        fired = tuple(ruling.name for ruling in ruled.values())
        return self._ranking(hits, limit, analysis, fired)

    def _ruled(self, analysis: Analysis, category: str) -> dict[int, Rule]:
        """The rule that decides about an answer, by its place: a block outweighs a lift."""
        ruled = {}
        for at in self._with_rules:
            rules = self._entries[at].rules
            fitting = [rule for rule in rules if rule.matches(analysis.terms, category)]
            missed = [r for r in rules if r.effect == "require" and r not in fitting]
            blocks = [rule for rule in fitting if rule.effect == "block"] + missed
            lifts = [rule for rule in fitting if rule.effect == "lift"]
            if blocks or lifts:
                ruled[at] = (blocks + lifts)[0]
        return ruled

    def _text_rows(self) -> Rows:
        """The answers' own texts in the terms view, turned; words only texts hold are left out."""
        view = self._views[0]
        known = [
            [term for term in analyse(entry.text).terms if term in view.vocabulary]
            for entry in self._entries
        ]
        rows = view.vocabulary.count(known).scaled(view.vocabulary.weights)
        return rows.turned(len(view.vocabulary))

    def _trained(self) -> Floats | None:
        """The weights of `training.trained`, where they are used and soon learnt."""
        wordings, answers = len(self._wordings), len(self._entries)
        if not self._scoring.trained or not trainable(wordings, answers):
            return None
        likeness = np.zeros((wordings, wordings), np.float32)
        for view in self._views:
            likeness += view.weight / self._scoring.whole * view.likeness()
        owners = np.repeat(np.arange(answers, dtype=np.int32), np.diff(self._starts))
        return trained(likeness, owners, answers)

    def _merged_scores(self, queries: list[Query]) -> Floats:
        size = len(self._entries)
        total = self._scoring.text * dot_columns(self._texts, queries[0], size)
        for view, query in zip(self._views, queries, strict=True):
            total += view.weight * view.merged_scores(query)
        return total / self._scoring.whole

    def _hits(self, near: Ints, merged: Floats, queries: list[Query]) -> list[_Hit]:
        """The answers `near` the question, scored with their single wordings as well."""
        alike, chosen, bounds = self._alike(near, queries)
        against = self._most_against(near, queries)
        beside = self._scoring.best_wording
        learnt = self._scoring.trained if self._weights is not None else 0.0
        shares = self._shares(alike, chosen, near)
        hits = []
        for number, at in enumerate(near.tolist()):
            start, end = bounds[number], bounds[number + 1]
            best = start + int(np.argmax(alike[start:end]))
            likeness = float(alike[best])
            shared = float(merged[at]) + beside * likeness
            score = (shared + learnt * float(shares[number])) / (1 + beside + learnt)
            if against[number] > likeness:
                score = max(0.0, score - _COUNTEREXAMPLE * float(against[number]))
            score = min(score, 1.0) if shared else 0.0
            hits.append(_Hit(at, score, likeness, int(chosen[best])))
        return hits

    def _alike(self, near: Ints, queries: list[Query]) -> tuple[Floats, Ints, Ints]:
        """How like the question each wording of the answers `near` is, the wordings' places, and
        where among them each answer's begin."""
        chosen, bounds = _within(self._starts, near)
        alike = np.zeros(len(chosen), np.float32)
        for view, query in zip(self._views, queries, strict=True):
            alike += view.weight / self._scoring.whole * view.single_scores(query, chosen)
        return alike, chosen, bounds

    def _most_against(self, near: Ints, queries: list[Query]) -> Floats:
        """How like the question the nearest counterexample of each answer `near` is."""
        chosen, bounds = _within(self._against_starts, near)
        alike = np.zeros(len(chosen) + 1, np.float32)
        for view, rows, query in zip(self._views, self._against, queries, strict=True):
            share = view.weight / self._scoring.whole
            alike[:-1] += share * dot_rows(rows, chosen, query, len(view.vocabulary))
        # An answer without counterexamples spans nothing: its "maximum" is not its own.
        most: Floats = np.where(np.diff(bounds) > 0, np.maximum.reduceat(alike, bounds[:-1]), 0)
        return most

    def _shares(self, alike: Floats, chosen: Ints, near: Ints) -> Floats:
        """How probable the trained weights hold each answer, of those `near` alone."""
        if self._weights is None:
            return np.zeros(len(near), np.float32)
        return softmax(alike @ self._weights[np.ix_(chosen, near)])

    def _ranking(
        self, hits: list[_Hit], limit: int, analysis: Analysis, rules: tuple[str, ...]
    ) -> Ranking:
        best = hits[0]
        known = self._terms[best.entry]
        vocabulary = self._views[0].vocabulary
        weights = {term: vocabulary.weight(term) for term in analysis.terms}
        mass = sum(weights.values())
        covered = sum(weight for term, weight in weights.items() if term in known)
        return Ranking(
            candidates=tuple(self._candidate(hit, analysis) for hit in hits[:limit] if hit.score),
            gap=best.score - (hits[1].score if len(hits) > 1 else 0.0),
            likeness=best.likeness,
            coverage=covered / mass if mass else 0.0,
            evidence=covered / vocabulary.heaviest,
            unknown=tuple(term for term in weights if term not in vocabulary),
            rules=rules,
            analysis=analysis,
        )

    def _candidate(self, hit: _Hit, analysis: Analysis) -> Candidate:
        known = self._terms[hit.entry]
        return Candidate(
            key=self._entries[hit.entry].key,
            score=hit.score,
            best_example=self._wordings[hit.wording],
            matched_terms=tuple(term for term in dict.fromkeys(analysis.terms) if term in known),
        )


def _wordings(entry: Entry) -> _Read:
    """The title and the examples, each once, and what each says."""
    texts = dict.fromkeys((entry.title, *entry.examples))
    read = ((text, analyse(text)) for text in texts)
    return [(text, analysis) for text, analysis in read if analysis.words]


def _starts(groups: Sequence[Any]) -> Ints:
    """Where each group begins when all are put in one row, and where the last ends."""
    return np.cumsum([0, *(len(group) for group in groups)]).astype(np.int32)


def _within(starts: Ints, groups: Ints) -> tuple[Ints, Ints]:
    """The places of all members of the groups, and where among them each group's begin."""
    places = [np.arange(starts[at], starts[at + 1], dtype=np.int32) for at in groups]
    return np.concatenate(places), _starts(places)
