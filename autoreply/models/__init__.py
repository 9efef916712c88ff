from autoreply.models.answer import Answer, Phrasing
from autoreply.models.decision import Decision, Feedback

__all__ = ["Answer", "Decision", "Feedback", "Phrasing"]
