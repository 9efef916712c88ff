"""Who people are: users, and the teams that answer."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import moment

OFFICER, CURATOR, MODERATOR = "petugas", "kurator", "moderator"


class Institution(models.TextChoices):
    """Where an asker comes from, as the guest book of statistical services names it."""

    STATE = "state", _("State institution")
    MINISTRY = "ministry", _("Ministry or central government agency")
    SECURITY = "security", _("Military, police, intelligence or prosecution")
    LOCAL = "local", _("Local government")
    INTERNATIONAL = "international", _("International organisation")
    ACADEMIC = "academic", _("Research or education")
    STATE_OWNED = "state-owned", _("State-owned enterprise")
    PRIVATE = "private", _("Private, students and individuals included")
    OTHER = "other", _("Other")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with this address; without a password only an e-mailed code logs in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def bot(self) -> "User":
        """The one account that posts automatic answers. Raises DoesNotExist (see accounts.E001)."""
        return self.get(is_bot=True)


class User(AbstractUser):
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=60)
    institution = models.CharField(_("institution"), max_length=14, choices=Institution, blank=True)
    # Of the letters; the pages follow a cookie. Empty: the site's own.
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, blank=True, default=""
    )
    is_bot = models.BooleanField(_("posts automatic answers"), default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                fields=["is_bot"], condition=models.Q(is_bot=True), name="accounts_one_bot"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @property
    def letter_language(self) -> str:
        """The language in which this person is written to."""
        return self.language or settings.LANGUAGE_CODE

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Names of the groups the user is in; read once per request."""
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def is_officer(self) -> bool:
        """Answers for the office. Curators and administrators do so too."""
        return self.is_superuser or bool(self.group_names & {OFFICER, CURATOR})

    @property
    def is_curator(self) -> bool:
        """Decides what the office answers by itself."""
        return self.is_superuser or CURATOR in self.group_names

    @cached_property
    def suspension(self) -> "Suspension | None":
        """The suspension in force, if there is one; read once per request."""
        return self.suspensions.in_force().first()

    @property
    def is_moderator(self) -> bool:
        """May suspend members, besides what `may_moderate` allows."""
        return self.is_superuser or MODERATOR in self.group_names

    @property
    def may_moderate(self) -> bool:
        """May hide, move, lock and approve what others wrote."""
        return self.is_officer or self.is_moderator


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def in_force(self) -> "SuspensionQuerySet":
        return self.filter(until__gt=moment.now(), lifted_at=None).order_by("-until")


class Suspension(models.Model):
    """A member may not post until a date; they are told why."""

    user = models.ForeignKey(User, models.CASCADE, related_name="suspensions")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    since = models.DateTimeField(_("since"), default=moment.now)
    until = models.DateTimeField(_("until"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ("-since",)
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")

    def __str__(self) -> str:
        return f"{self.user_id} until {self.until:%Y-%m-%d}"

    def lift(self, by: User) -> None:
        """End it before its time; safe to repeat."""
        if self.lifted_at is None:
            self.lifted_at, self.lifted_by = moment.now(), by
            self.save(update_fields=["lifted_at", "lifted_by"])


class Team(models.Model):
    """A unit of the office that questions can be handed to."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    members = models.ManyToManyField(
        User, verbose_name=_("members"), related_name="teams", blank=True
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name


class BounceQuerySet(models.QuerySet["Bounce"]):
    def in_force(self) -> "BounceQuerySet":
        return self.filter(cleared_at=None)

    def of(self, address: str) -> "BounceQuerySet":
        return self.in_force().filter(address=address.lower())

    def among(self, addresses: Iterable[str]) -> set[str]:
        """Those of the addresses that mail came back from, in lower case."""
        wanted = {address.lower() for address in addresses}
        return set(self.in_force().filter(address__in=wanted).values_list("address", flat=True))

    def record(self, address: str) -> tuple["Bounce", bool]:
        """Mail to the address came back: no more goes there until it is cleared. Returns the row,
        and whether it is new; safe to repeat."""
        return self.get_or_create(address=address.strip().lower(), cleared_at=None)

    def clear(self, address: str) -> int:
        """The address works: mail goes there again. Returns how many rows were in force."""
        return self.of(address).update(cleared_at=moment.now())


class Bounce(models.Model):
    """Mail to an address came back for good, and none is sent there until it is cleared: by its
    owner, or when the address is confirmed again."""

    address = models.EmailField(_("e-mail address"))
    at = models.DateTimeField(_("came back"), default=moment.now)
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True)

    objects = BounceQuerySet.as_manager()

    class Meta:
        verbose_name = _("returned mail")
        verbose_name_plural = _("returned mail")
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(cleared_at=None),
                name="accounts_one_bounce",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.at:%Y-%m-%d}"
