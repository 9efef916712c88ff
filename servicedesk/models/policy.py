from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# Short names of what can be attached, as an administrator writes them.
FILE_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
}


def known_types(value: str) -> None:
    """Refuse a list with a type the site cannot tell by its content."""
    unknown = set(value.split()) - FILE_TYPES.keys()
    if unknown:
        raise ValidationError(_("Unknown types: %(types)s") % {"types": ", ".join(sorted(unknown))})


class PolicyManager(models.Manager["Policy"]):
    def current(self) -> "Policy":
        """The one row; with the defaults while nobody has saved it."""
        return self.first() or Policy()


class Policy(models.Model):
    """The house rules that an administrator sets: one row for the whole site."""

    approve_first_posts = models.PositiveSmallIntegerField(
        _("first posts that wait for approval"),
        default=0,
        help_text=_("So many posts of a new member are read before they are public; 0: none."),
    )
    trusted_after = models.PositiveSmallIntegerField(
        _("posts until a member is trusted"),
        default=5,
        help_text=_("Public posts after which the limits for new members no longer hold."),
    )
    hourly_limit_new = models.PositiveSmallIntegerField(
        _("posts an hour for new members"), default=10
    )
    hourly_limit = models.PositiveSmallIntegerField(
        _("posts an hour for trusted members"), default=60
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("working days until a request without the asker's answer is closed"), default=3
    )

    attachment_megabytes = models.PositiveSmallIntegerField(
        _("megabytes of an attachment at most"), default=5
    )
    attachments_per_post = models.PositiveSmallIntegerField(
        _("attachments of a post at most"),
        default=4,
        help_text=_("0: nothing can be attached."),
    )

    attachment_types = models.CharField(
        _("types that can be attached"),
        max_length=100,
        default=" ".join(FILE_TYPES),
        validators=[known_types],
    )

    objects = PolicyManager()

    class Meta:
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")

    def takes(self, content_type: str) -> bool:
        """Whether files of this type can be attached."""
        return content_type in {FILE_TYPES.get(name) for name in self.attachment_types.split()}

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
