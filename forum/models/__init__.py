from forum.models.category import Category
from forum.models.duplicate import Duplicate
from forum.models.post import Post
from forum.models.topic import Topic

__all__ = ["Category", "Duplicate", "Post", "Topic"]
