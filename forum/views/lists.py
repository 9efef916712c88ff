"""Lists of topics: all, of a category, a tag or a region, each in several orders."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forum import lists
from forum.models import Category, Tag, Topic
from forum.models.topic import TopicQuerySet
from pages import keyset
from textmatch import region_names

_MOST_PINNED = 5


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    return _list(request, Topic.objects.all(), feed="forum:feed")


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    category = get_object_or_404(Category, slug=slug)
    topics = Topic.objects.filter(category=category)
    return _list(request, topics, category=category, feed="forum:category_feed", name=category.name)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    return _list(request, tag.topics.all(), feed="forum:tag_feed", name=tag.name)


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    if code not in region_names():
        raise Http404
    topics = Topic.objects.filter(region=code)
    return _list(request, topics, feed="forum:region_feed", name=region_names()[code])


def _list(request: HttpRequest, topics: TopicQuerySet, **context: Any) -> HttpResponse:
    """A page of `topics`, in the list that `?daftar=` names; pinned ones lead the first."""
    listing = lists.listing_named(request.GET.get("daftar", ""), request.user)
    visible = topics if listing.is_personal else topics.public()
    rows = lists.topics_in(listing, visible, request.user)
    cursor = request.GET.get("sesudah", "")
    if listing == lists.LATEST and not cursor:
        context["pinned"] = rows.filter(is_pinned=True).order_by("-last_activity_at")[:_MOST_PINNED]
    page = keyset.page(rows, listing.field, cursor)
    context |= {
        "page": page,
        "listing": listing,
        "listings": lists.offered_to(request.user),
        "categories": Category.objects.all(),
    }
    return render(request, "forum/topic_list.html", context)
