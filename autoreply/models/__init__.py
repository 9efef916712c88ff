from autoreply.models.answer import Answer, Phrasing
from autoreply.models.canned import CannedReply
from autoreply.models.decision import Decision, Feedback
from autoreply.models.history import History, PastQuestion
from autoreply.models.lookup import Lookup
from autoreply.models.matching import CalibrationFit, Matching
from autoreply.models.policy import Curation
from autoreply.models.reader import AnswerFollow, Vote
from autoreply.models.replay import Replay, ReplayChange
from autoreply.models.rule import KeywordRule
from autoreply.models.version import AnswerEvent, AnswerVersion

__all__ = [
    "Answer",
    "AnswerEvent",
    "AnswerFollow",
    "AnswerVersion",
    "CalibrationFit",
    "CannedReply",
    "Curation",
    "Decision",
    "Feedback",
    "History",
    "KeywordRule",
    "Lookup",
    "Matching",
    "PastQuestion",
    "Phrasing",
    "Replay",
    "ReplayChange",
    "Vote",
]
