"""What the notices tell the apps above them. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# A notice that is valid now was written. Not sent when a later day comes on which one begins:
# sweepers find it. Arguments: notice (Notice).
notice_begun = Signal()
