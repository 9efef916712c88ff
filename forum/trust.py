"""What a member may post now: new ones little and perhaps after approval, trusted ones freely."""

from dataclasses import dataclass
from datetime import timedelta

from django.forms import Form
from django.utils.translation import gettext as _

from accounts.models import User
from forum.models import Policy, Post
from forum.models.state import State
from pages import moment
from pages.templatetags.pages_tags import wib

_HOUR = timedelta(hours=1)


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


def admit(user: User, form: Form) -> State | None:
    """The state of what the member posts with this form; None, and the form says why, when they
    may post nothing now."""
    if user.suspension:
        form.add_error(
            None,
            _("You may not post until %(until)s. Reason: %(reason)s")
            % {"until": wib(user.suspension.until), "reason": user.suspension.reason},
        )
        return None
    now = standing(user)
    if now.over_limit:
        message = _("You have posted a lot within an hour. Please wait; your text is kept.")
        form.add_error(None, message)
        return None
    return now.state
