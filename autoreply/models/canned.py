from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User


class CannedReplyQuerySet(models.QuerySet["CannedReply"]):
    def usable_by(self, officer: User) -> Self:
        """The office's, those of the officer's teams, and their own."""
        everybody = Q(owner=None, team=None)
        return self.filter(
            everybody | Q(team__in=officer.teams.all()) | Q(owner=officer)
        ).distinct()

    def count_use(self, pk: int) -> None:
        self.filter(pk=pk).update(use_count=F("use_count") + 1)


class CannedReply(models.Model):
    """A short text that officers put into their replies: everybody's, a team's, or one person's.
    `{nama}`, `{kode}`, `{petugas}` and `{judul}` are filled in when it is used."""

    title = models.CharField(_("name"), max_length=80)
    body = models.TextField(
        _("text"),
        max_length=5_000,
        help_text=_(
            "Markdown. {nama}, {judul}, {kode} and {petugas} become the asker's name, the title of "
            "the topic, the ticket code and your name."
        ),
    )
    team = models.ForeignKey(
        Team,
        models.CASCADE,
        verbose_name=_("for the team"),
        related_name="canned_replies",
        null=True,
        blank=True,
    )
    owner = models.ForeignKey(
        User,
        models.CASCADE,
        verbose_name=_("for one officer"),
        related_name="canned_replies",
        null=True,
        blank=True,
    )
    use_count = models.PositiveIntegerField(_("times used"), default=0, editable=False)

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        constraints = [
            models.CheckConstraint(
                condition=Q(team=None) | Q(owner=None), name="autoreply_canned_team_or_owner"
            )
        ]

    def __str__(self) -> str:
        return self.title
