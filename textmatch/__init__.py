"""Reads Indonesian questions and finds the curated answer they ask for. Pure Python, no Django."""

from textmatch.analysis import Analysis, analyse
from textmatch.calibration import DEFAULT_CALIBRATION, Calibration, Sample, TooFewSamplesError, fit
from textmatch.decision import Thresholds, Verdict, decide
from textmatch.index import Candidate, Entry, Index, Ranking
from textmatch.similarity import rerank, similarity

__all__ = [
    "DEFAULT_CALIBRATION",
    "Analysis",
    "Calibration",
    "Candidate",
    "Entry",
    "Index",
    "Ranking",
    "Sample",
    "Thresholds",
    "TooFewSamplesError",
    "Verdict",
    "analyse",
    "decide",
    "fit",
    "rerank",
    "similarity",
]
