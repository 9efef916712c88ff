from autoreply.models.answer import Answer, Phrasing
from autoreply.models.decision import Decision, Feedback
from autoreply.models.matching import CalibrationFit, Matching
from autoreply.models.rule import KeywordRule

__all__ = [
    "Answer",
    "CalibrationFit",
    "Decision",
    "Feedback",
    "KeywordRule",
    "Matching",
    "Phrasing",
]
