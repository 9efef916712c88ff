"""One of the views in which a question is compared with all wordings at once."""

from collections.abc import Callable, Sequence

import numpy as np

from textmatch.analysis import Analysis
from textmatch.vectors import Floats, Ints, Query, Rows, Vocabulary, dot_columns, dot_rows


class View:
    """All wordings, seen as one kind of feature: merged by answer, and each on its own."""

    def __init__(
        self,
        features: Callable[[Analysis], Sequence[str]],
        weight: float,
        read: list[Analysis],
        bounds: Ints,
    ) -> None:
        self.features, self.weight, self.size = features, weight, len(bounds) - 1
        self.vocabulary = Vocabulary()
        counted = self.vocabulary.count(features(analysis) for analysis in read)
        self.vocabulary.weigh(counted.merged(bounds))
        self.single = counted.scaled(self.vocabulary.weights)
        merged = self.single.merged(bounds)
        self.merged = merged.scaled(np.ones(len(self.vocabulary), np.float32))
        self._turned = self.merged.turned(len(self.vocabulary))

    def query(self, analysis: Analysis) -> Query:
        """A text as this view sees it."""
        return self.vocabulary.query(self.features(analysis))

    def rows(self, texts: Sequence[Analysis]) -> Rows:
        """Texts that are no wordings, as unit vectors; what no wording holds has weight, and no
        place to match."""
        queries = [self.query(text) for text in texts]
        starts = np.cumsum([0, *(len(query.columns) for query in queries)]).astype(np.int32)
        columns = [np.zeros(0, np.int32), *(query.columns for query in queries)]
        values = [np.zeros(0, np.float32), *(query.values for query in queries)]
        return Rows(starts, np.concatenate(columns), np.concatenate(values))

    def merged_scores(self, query: Query) -> Floats:
        """How like the merged wordings of each answer the query is."""
        return dot_columns(self._turned, query, self.size)

    def single_scores(self, query: Query, chosen: Ints) -> Floats:
        """How like each of the chosen wordings the query is."""
        return dot_rows(self.single, chosen, query, len(self.vocabulary))

    def likeness(self) -> Floats:
        """How like each other all single wordings are."""
        turned, rows = self.single.turned(len(self.vocabulary)), self.single
        places = (slice(*rows.starts[at : at + 2]) for at in range(rows.size))
        queries = (Query(rows.columns[place], rows.values[place]) for place in places)
        return np.array([dot_columns(turned, query, rows.size) for query in queries])
