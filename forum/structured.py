"""A topic as schema.org's QAPage, for search engines.

Required by https://schema.org/QAPage as search engines read it: a question with its name and the
number of answers, and at least one answer with its text.
"""

from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from forum.models import Post, Topic
from forum.models.post import Kind
from forum.reading import TopicPage

# Each weighs as much again as the post on the page; nobody is shown more of them.
_MOST_SUGGESTED = 3


def question_page(topic: Topic, page: TopicPage) -> dict[str, Any] | None:
    """The QAPage of a topic; None while nobody has answered, for then it is none."""
    answers = [
        node.post
        for node in page.replies
        if node.post.is_public and not (page.solution and node.post.pk == page.solution.pk)
    ]
    answers.sort(key=lambda post: -post.helpful_count)
    if not answers and not page.solution:
        return None
    question: dict[str, Any] = {
        "@type": "Question",
        "name": topic.title,
        "text": _plain(page.question),
        "answerCount": topic.reply_count,
        "upvoteCount": topic.me_too_count,
        "datePublished": topic.created_at.isoformat(),
        "author": _author(page.question),
        "suggestedAnswer": [_answer(post) for post in answers[:_MOST_SUGGESTED]],
    }
    if page.solution:
        question["acceptedAnswer"] = _answer(page.solution)
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def _answer(post: Post) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "text": _plain(post),
        "url": settings.SITE_URL + post.get_absolute_url(),
        "upvoteCount": post.helpful_count,
        "datePublished": post.created_at.isoformat(),
        "author": _author(post),
    }


def _author(post: Post) -> dict[str, str]:
    if post.kind in (Kind.OFFICIAL, Kind.AUTOMATIC):
        return {"@type": "Organization", "name": settings.OFFICE_NAME}
    return {"@type": "Person", "name": post.shown_author}


def _plain(post: Post) -> str:
    return unescape(strip_tags(post.body_html)).strip()
