"""What the forum tells the apps above it. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# A topic was opened. Arguments: topic (Topic).
topic_opened = Signal()

# A reply was posted, by anybody, the automatic answer too. Arguments: post (Post).
post_added = Signal()

# An officer confirmed that a topic repeats an earlier one. Arguments: duplicate (Duplicate).
duplicate_confirmed = Signal()

# That was taken back. Arguments: duplicate (Duplicate).
duplicate_undone = Signal()
