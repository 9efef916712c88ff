"""Who and what a crowd of topics needs (`forum.load`): people who ask, officers in teams,
categories. Each is made once; nobody of them can log in."""

from itertools import cycle
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import Institution, Team, User
from forum.models import Category

_PEOPLE = 200
_OFFICERS = 10
_TEAMS = 3
_CATEGORIES = 6


def people() -> list[User]:
    """Those who ask, from every kind of institution; some would not say."""
    return _users("beban", "Warga", _PEOPLE, ("", *Institution.values))


def officers() -> list[User]:
    """Those who answer."""
    officers = _users("petugas-beban", "Petugas", _OFFICERS, ("",))
    Group.objects.get(name="petugas").user_set.add(*officers)
    return officers


def teams(officers: list[User]) -> list[Team]:
    """Every officer in one of them."""
    made = [Team.objects.get_or_create(name=f"Beban {n}")[0] for n in range(_TEAMS)]
    for number, team in enumerate(made):
        team.members.add(*officers[number::_TEAMS])
    return made


def categories() -> list[Category]:
    """All there are, and as many more as figures by category need."""
    missing = _CATEGORIES - Category.objects.count()
    for number in range(missing):
        Category.objects.get_or_create(slug=f"beban-{number}", name=f"Beban {number}")
    return list(Category.objects.all())


def _users(address: str, name: str, count: int, institutions: tuple[str, ...]) -> list[User]:
    """So many users, their institutions in turn."""
    rows: list[dict[str, Any]] = [
        {
            "email": f"{address}-{n}@example.invalid",
            "display_name": f"{name} {n}",
            "institution": institution,
        }
        for n, institution in zip(range(count), cycle(institutions), strict=False)
    ]
    User.objects.bulk_create([User(password="!", **row) for row in rows], ignore_conflicts=True)  # noqa: S106 - unusable
    return list(User.objects.filter(email__startswith=f"{address}-"))
