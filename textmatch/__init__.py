"""Reads Indonesian questions and finds the curated answer they ask for. Pure Python, no Django."""

from textmatch.analysis import Analysis, analyse, is_joined, region_name, region_names, subject
from textmatch.calibration import Calibration, Sample, TooFewSamplesError, fit, shipped, signals
from textmatch.clusters import clusters
from textmatch.decision import Thresholds, Verdict, decide
from textmatch.index import Candidate, Entry, Index, Ranking, Scoring
from textmatch.rules import Rule, keywords
from textmatch.similarity import likeness, rerank, similarity

__all__ = [
    "Analysis",
    "Calibration",
    "Candidate",
    "Entry",
    "Index",
    "Ranking",
    "Rule",
    "Sample",
    "Scoring",
    "Thresholds",
    "TooFewSamplesError",
    "Verdict",
    "analyse",
    "clusters",
    "decide",
    "fit",
    "is_joined",
    "keywords",
    "likeness",
    "region_name",
    "region_names",
    "rerank",
    "shipped",
    "signals",
    "similarity",
    "subject",
]
