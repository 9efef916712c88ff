"""The people of the demo world: those who ask, and those who answer."""

from dataclasses import dataclass
from itertools import cycle

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import CURATOR, OFFICER, Institution, Team, User

# Printed by the command and good for nothing else: the command refuses to run in production.
PASSWORD = "tanyadata-demo"  # noqa: S105

_DOMAIN = "example.org"
_CAST = ("ana", "ben")
_PUBLIC = (
    ("ana", "Ana Puspita"), ("ben", "Ben Hutapea"), ("citra", "Citra"), ("dani", "Dani Saputra"),
    ("eka", "Eka W."), ("fajar", "Fajar Nugroho"), ("gita", "Gita"), ("hendra", "Hendra K."),
    ("indah", "Indah Lestari"), ("johan", "Johan"), ("kartika", "Kartika"), ("lukman", "Lukman H."),
    ("maya", "Maya"), ("nanda", "Nanda Pratama"), ("okta", "Okta"), ("putri", "Putri Ayu"),
    ("rizki", "Rizki"), ("sinta", "Sinta"), ("tono", "Tono S."), ("wulan", "Wulan"),
)  # fmt: skip
# Where the public comes from, in turn: mostly students and researchers, and some would not say.
_INSTITUTIONS = (
    Institution.PRIVATE, Institution.ACADEMIC, Institution.LOCAL, Institution.PRIVATE, "",
    Institution.ACADEMIC, Institution.MINISTRY, Institution.PRIVATE, Institution.STATE_OWNED,
)  # fmt: skip
_TEAMS = (
    ("Pelayanan dan Diseminasi", ("sari", "dewi")),
    ("Statistik Sosial", ("joko",)),
    ("Neraca dan Distribusi", ("rina",)),
)
_OFFICERS = (
    ("sari", "Sari", (OFFICER,)),
    ("dewi", "Dewi", (OFFICER, CURATOR)),
    ("joko", "Joko", (OFFICER,)),
    ("rina", "Rina", (OFFICER,)),
)


@dataclass(frozen=True, slots=True)
class People:
    public: list[User]
    officers: list[User]


def gather() -> People:
    """Everybody of the demo world; who is there already stays as they are."""
    public = [
        _person(name, display, institution)
        for (name, display), institution in zip(_PUBLIC, cycle(_INSTITUTIONS), strict=False)
    ]
    officers = []
    for name, display, groups in _OFFICERS:
        officer = _person(name, display)
        officer.groups.add(*Group.objects.filter(name__in=groups))
        officers.append(officer)
    for team_name, members in _TEAMS:
        team, _created = Team.objects.get_or_create(name=team_name)
        team.members.add(*User.objects.filter(email__in=[_email(name) for name in members]))
    if not User.objects.filter(email=_email("admin")).exists():
        _confirm(User.objects.create_superuser(_email("admin"), PASSWORD, display_name="Admin"))
    return People(public, officers)


def log_ins() -> list[tuple[str, str]]:
    """Address and role of everybody one can log in as with PASSWORD."""
    return [
        (_email("ana"), "public"),
        (_email("ben"), "public"),
        (_email("sari"), "officer"),
        (_email("dewi"), "officer and curator"),
        (_email("admin"), "administrator"),
    ]


def _email(name: str) -> str:
    return f"{name}@{_DOMAIN}"


def _person(name: str, display_name: str, institution: str = "") -> User:
    found = User.objects.filter(email=_email(name)).first()
    if found:
        return found
    # Hashing a password is slow on purpose: only those one logs in as have one.
    officer_names = [row[0] for row in _OFFICERS]
    password = PASSWORD if name in (*_CAST, *officer_names) else None
    return _confirm(
        User.objects.create_user(
            _email(name), password, display_name=display_name, institution=institution
        )
    )


def _confirm(user: User) -> User:
    """Their addresses take no letters, so nobody could type the code that confirms one."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
