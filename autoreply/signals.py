"""What the answers tell the apps above them. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# A new version is in force, and those who relied on the answer should hear of it. Arguments:
# version (AnswerVersion).
answer_changed = Signal()
