"""What the releases tell the apps above them. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# Data came out. Arguments: release (Release).
release_published = Signal()
