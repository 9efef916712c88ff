"""The rating of a request on the page of its topic."""

from django import template

from forum.guards import Reader
from forum.models import Topic
from forum.rating_form import RatingForm
from servicedesk.models import Rating
from servicedesk.models.rating import may_be_rated

register = template.Library()


@register.simple_tag
def rating_form_of(topic: Topic, user: Reader) -> RatingForm | None:
    """The form to rate the request with, or to change what was said; None for everybody but its
    asker, while it is open, once skipped, and once the rating stands. Only the asker of an ended
    request costs a query."""
    if not user.is_authenticated or user.pk != topic.author_id or not may_be_rated(topic.ticket):
        return None
    rating = Rating.objects.filter(ticket=topic.ticket_id).first()
    if rating and (rating.is_skipped or not rating.may_change):
        return None
    return RatingForm(rating=rating)
