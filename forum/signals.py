"""What the forum tells the apps above it. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# A topic was opened. Arguments: topic (Topic).
topic_opened = Signal()

# A reply was posted, by anybody, the automatic answer too. Arguments: post (Post).
post_added = Signal()
