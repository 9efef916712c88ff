"""Where an answer begins when it does not begin empty: a gap, an officer's reply, an old chat."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError

from autoreply import editing
from autoreply.editing import Content
from autoreply.models import Answer
from forum.models import Category, Duplicate, Post, Topic
from forum.models.duplicate import State
from forum.similar import suggested_category
from pages import moment

_REVIEWED_WITHIN = timedelta(days=365)
_LONGEST_QUESTION = 200
_LONGEST_EXAMPLE = 300
_MOST_EXAMPLES = 30


def from_wordings(wordings: Sequence[str], body: str = "", category: str = "") -> Content:
    """An answer to a question that was put in these ways."""
    slug = category or suggested_category(wordings[0])
    fallback = Category.objects.values_list("slug", flat=True).last()
    return editing.blank() | {
        "question": wordings[0][:_LONGEST_QUESTION],
        "body": body,
        "category": slug or fallback or "",
        "examples": _examples(wordings),
        "review_on": (moment.today() + _REVIEWED_WITHIN).isoformat(),
    }


def from_reply(post: Post) -> Content:
    """An answer made of an officer's reply: the title of its topic and of the topics known to
    repeat it are the wordings."""
    topic = post.topic
    repeats = Topic.objects.filter(
        repeats__in=Duplicate.objects.filter(original=topic, state=State.CONFIRMED)
    )
    wordings = [topic.title, *repeats.values_list("title", flat=True)]
    content = from_wordings(wordings, post.body, topic.category.slug)
    return content | _source(post)


def _source(post: Post) -> Content:
    """The first link of the reply is taken for its source."""
    for word in post.body.replace("(", " ").replace(")", " ").split():
        link = word.rstrip(".,;")
        if word.startswith(("https://", "http://")) and _is_source(link):
            return {"source_url": link, "source_title": ""}
    return {}


def _is_source(link: str) -> bool:
    field = Answer._meta.get_field("source_url")
    try:
        field.run_validators(link)
    except (ValidationError, ValueError):
        return False
    return True


def _examples(wordings: Sequence[str]) -> list[str]:
    texts = (" ".join(wording.split())[:_LONGEST_EXAMPLE] for wording in wordings)
    return list(dict.fromkeys(filter(None, texts)))[:_MOST_EXAMPLES]
