from forum.models.attachment import Attachment
from forum.models.category import Category
from forum.models.draft import Draft
from forum.models.duplicate import Duplicate
from forum.models.event import Event
from forum.models.flag import Flag
from forum.models.follow import Follow, Reading
from forum.models.post import Post
from forum.models.reaction import Reaction
from forum.models.revision import Revision
from forum.models.tag import Tag
from forum.models.topic import Topic
from forum.models.word import Word

__all__ = [
    "Attachment",
    "Category",
    "Draft",
    "Duplicate",
    "Event",
    "Flag",
    "Follow",
    "Post",
    "Reaction",
    "Reading",
    "Revision",
    "Tag",
    "Topic",
    "Word",
]
