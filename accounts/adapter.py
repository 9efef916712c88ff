"""What allauth asks about our users."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


def display_name(user: User) -> str:
    return user.display_name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # untyped
    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """The bot never logs in, whatever mail or password somebody holds."""
        if user.is_bot:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)
