"""What the releases tell the apps above them. Sent after the commit; the truth is the row."""

from django.dispatch import Signal

# Data came out. Arguments: release (Release). Not sent for what came out long ago and is only
# entered or fetched now (see `Release.is_news`): no one waits for it, and sweepers find it.
release_published = Signal()

# A publication was a mistake and was taken back. Arguments: release (Release).
release_withdrawn = Signal()
