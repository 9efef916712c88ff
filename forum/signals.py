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

# A topic was merged into another. Arguments: topic (Topic, the one that is gone).
topic_merged = Signal()

# A post was marked as the solution. Arguments: event (Event).
solution_chosen = Signal()

# One more member has the topic's question too. Arguments: topic (Topic).
me_too_counted = Signal()

# A member reported a post. Arguments: flag (Flag).
post_flagged = Signal()

# A member opened a topic. Arguments: topic (Topic), reader (User).
topic_read = Signal()
