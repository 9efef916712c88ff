"""Markdown to safe HTML: the one door by which written text becomes part of a page."""

import nh3
from markdown_it import MarkdownIt

# Stored beside rendered HTML: a row with a lower version is rendered again when it is next saved.
RENDERER_VERSION = 1

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).enable(
    ["table", "strikethrough"]
)
_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def render(text: str) -> str:
    """HTML of `text`, cleaned: no images, scripts, styles or foreign tags survive.

    Every link is marked `ugc`: search engines give a posted address no credit.
    """
    return nh3.clean(
        _lower_headings(_parser.render(text)),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="ugc nofollow noopener",
    )


def _lower_headings(html: str) -> str:
    """The page owns h1 and h2: a heading in a post starts at h3."""
    for level in (1, 2):
        html = html.replace(f"<h{level}>", "<h3>").replace(f"</h{level}>", "</h3>")
    return html
