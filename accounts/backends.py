"""Log-in as allauth does it; the user of a request comes with the names of their groups."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Aggregate, CharField, Value

from accounts.models import User


class Joined(Aggregate):
    """Texts joined by commas, by either database's own function; NULL of none."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def __init__(self, expression: str) -> None:
        super().__init__(expression, Value(","))

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG")


class Backend(AuthenticationBackend):  # type: ignore[misc] # untyped
    def get_user(self, user_id: int) -> User | None:
        """The user with this id and `group_names` at hand: nearly every page asks for them."""
        users = User.objects.annotate(joined_groups=Joined("groups__name"))
        user = users.filter(pk=user_id, is_active=True).first()
        if user is not None:
            names = user.joined_groups or ""
            user.group_names = frozenset(filter(None, names.split(",")))
        return user
