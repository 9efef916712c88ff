"""Who may open a page. Every view outside the public list stands behind one of these."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User

View = Callable[..., HttpResponse]


class MemberRequest(HttpRequest):
    """For type checkers: the request of a view behind a guard, where somebody is logged in."""

    user: User


def officer_required(view: View) -> View:
    """Officers only: strangers are sent to log in, members get 403."""
    return _guarded(view, lambda user: user.is_officer)


def moderator_required(view: View) -> View:
    """Officers and moderators only: strangers are sent to log in, members get 403."""
    return _guarded(view, lambda user: user.may_moderate)


def _guarded(view: View, allowed: Callable[[User], bool]) -> View:
    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
