from django.db import models
from django.utils.translation import gettext_lazy as _

from releases.models.subject import Subject


class SourceSubjectQuerySet(models.QuerySet["SourceSubject"]):
    def subject_of(self, key: str, name: str) -> Subject:
        """The subject that the source's subject stands for. One that was never seen is matched by
        its name, or becomes a subject of its own; administrators may map it otherwise."""
        found = self.filter(key=key).select_related("subject").first()
        if found:
            return found.subject
        subject = Subject.objects.named(name)
        row, _is_new = self.get_or_create(key=key, defaults={"name": name, "subject": subject})
        return row.subject


class SourceSubject(models.Model):
    """What the WebAPI calls a subject, and which of ours it stands for."""

    key = models.CharField(_("key"), max_length=40, unique=True, editable=False)
    name = models.CharField(_("name at the source"), max_length=120)
    subject = models.ForeignKey(
        Subject, models.PROTECT, verbose_name=_("stands for"), related_name="sources"
    )

    objects = SourceSubjectQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("subject of the WebAPI")
        verbose_name_plural = _("subjects of the WebAPI")

    def __str__(self) -> str:
        return self.name
