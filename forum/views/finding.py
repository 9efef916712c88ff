"""The search page."""

from collections.abc import Sequence
from html import unescape

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from forum import finding
from forum.highlight import highlight
from forum.models import Post
from forum.search_form import SearchForm

_SIZE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    # Search never scolds: what cannot be read as a filter filters nothing.
    form.is_valid()
    data = form.cleaned_data
    filters = finding.Filters(
        category=data.get("kategori") or "",
        status=data.get("status") or "",
        region=data.get("wilayah") or "",
        author=data.get("penulis") or "",
        year=data.get("tahun"),
        answered=data.get("dijawab") or False,
    )
    text = data.get("q") or ""
    results = finding.find(text, filters, data.get("urut") or finding.RELEVANCE)
    page = Paginator(results.posts, _SIZE).get_page(request.GET.get("halaman"))
    rows = [_row(post, results.terms) for post in finding.load(list(page))]
    context = {"form": form, "text": text, "results": results, "page": page, "rows": rows}
    return render(request, "forum/search.html", context)


def _row(post: Post, terms: Sequence[str]) -> dict[str, object]:
    return {
        "post": post,
        "title": highlight(post.topic.title, terms, whole=True),
        "snippet": highlight(unescape(strip_tags(post.body_html)), terms),
    }
