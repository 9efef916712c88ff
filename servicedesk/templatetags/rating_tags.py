"""The rating of a request on its page."""

from django import template
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from servicedesk.matter import Matter
from servicedesk.models import Rating
from servicedesk.models.rating import may_be_rated
from servicedesk.rating_form import RatingForm

register = template.Library()


@register.simple_tag
def rating_form_of(matter: Matter, user: User | AnonymousUser) -> RatingForm | None:
    """The form to rate the request with, or to change what was said; None for everybody but its
    asker, while it is open, once skipped, and once the rating stands. Only the asker of an ended
    request costs a query."""
    if not user.is_authenticated or user.pk != matter.author_id or not may_be_rated(matter.ticket):
        return None
    rating = Rating.objects.filter(ticket=matter.ticket).first()
    if rating and (rating.is_skipped or not rating.may_change):
        return None
    return RatingForm(rating=rating)
