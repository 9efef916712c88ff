"""What a member may post now: new ones little and perhaps after approval, trusted ones freely."""

from dataclasses import dataclass
from datetime import timedelta

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from forum.models import Post
from forum.models.state import State
from pages import limits, moment
from pages.templatetags.pages_tags import wib
from servicedesk.models import Policy

_HOUR = timedelta(hours=1)
# A school or an office shares one address: far above what one person writes.
_HOURLY_FROM_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the member is over the limit of an hour, and the state of what they post next."""

    over_limit: bool
    state: State


def standing(user: User) -> Standing:
    """How the member stands by the house rules. Officers and moderators are under none."""
    if user.may_moderate:
        return Standing(over_limit=False, state=State.PUBLIC)
    policy = Policy.objects.current()
    accepted = Post.objects.filter(author=user, state=State.PUBLIC)
    # Nobody counts further than the rules look.
    most = max(policy.trusted_after, policy.approve_first_posts)
    count = accepted[:most].count() if most else 0
    limit = policy.hourly_limit if count >= policy.trusted_after else policy.hourly_limit_new
    lately = Post.objects.filter(author=user, created_at__gt=moment.now() - _HOUR).count()
    waits = count < policy.approve_first_posts
    return Standing(lately >= limit, State.PENDING if waits else State.PUBLIC)


def admit(request: HttpRequest, form: Form) -> State | None:
    """The state of what the member posts with this form; None, and the form says why, when they
    may post nothing now. Raises TypeError for a stranger."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("only members post")
    if user.suspension:
        form.add_error(
            None,
            _("You may not post until %(until)s. Reason: %(reason)s")
            % {"until": wib(user.suspension.until), "reason": user.suspension.reason},
        )
        return None
    now = standing(user)
    many = limits.is_over(request, "posting", _HOURLY_FROM_ADDRESS, 3600)
    if now.over_limit or (many and not user.may_moderate):
        message = _("You have posted a lot within an hour. Please wait; your text is kept.")
        form.add_error(None, message)
        return None
    return now.state
