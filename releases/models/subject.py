from collections.abc import Mapping
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class SubjectQuerySet(models.QuerySet["Subject"]):
    def parents(self) -> dict[int, int | None]:
        """Every subject's parent, by id: the whole tree in one query. It has hundreds of nodes, not
        thousands."""
        return dict(Subject.objects.order_by().values_list("pk", "parent_id"))

    def branch(self, subject: "Subject") -> Self:
        """The subject and all its parts, however deep."""
        parents = Subject.objects.parents()
        inside = [pk for pk in parents if subject.pk in _lineage(pk, parents)]
        return self.filter(pk__in=inside)

    def lineage(self, subject_id: int) -> Self:
        """The subject and all that it is a part of."""
        return self.filter(pk__in=_lineage(subject_id, Subject.objects.parents()))

    def tree(self) -> list["Subject"]:
        """All subjects, each followed by its parts, by name; `depth` says how deep each stands."""
        children: dict[int | None, list[Subject]] = {}
        for subject in Subject.objects.order_by("name", "pk"):
            children.setdefault(subject.parent_id, []).append(subject)
        return _walk(None, 0, children)

    def named(self, name: str) -> "Subject":
        """The subject of this name, in any case; a new one if there is none."""
        found = self.filter(name__iexact=name).first()
        return found or self.create(name=name, slug=self.free_slug(name))

    def free_slug(self, name: str) -> str:
        """An address for a subject of this name that no other one has."""
        base = slugify(name)[:70].strip("-") or "subjek"
        taken = set(Subject.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (base, *numbered) if slug not in taken)


def _walk(
    parent: int | None, depth: int, children: Mapping[int | None, list["Subject"]]
) -> list["Subject"]:
    found = []
    for subject in children.get(parent, []):
        subject.depth = depth
        found += [subject, *_walk(subject.pk, depth + 1, children)]
    return found


def _lineage(subject_id: int, parents: Mapping[int, int | None]) -> list[int]:
    """From the subject up to its root; ends even if somebody made a circle."""
    found: list[int] = []
    at: int | None = subject_id
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


class Subject(models.Model):
    """An indicator, or a group of them, whose data come out again and again."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        related_name="parts",
        null=True,
        blank=True,
    )

    # How deep it stands in the tree; set by `tree`.
    depth = 0

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """No subject is a part of its own parts."""
        parents = Subject.objects.parents() if self.pk and self.parent_id else {}
        if parents and self.pk in _lineage(self.parent_id or 0, parents):
            raise ValidationError({"parent": _("A subject cannot be a part of itself.")})

    def get_absolute_url(self) -> str:
        return reverse("releases:subject", args=[self.slug])

    @property
    def indented(self) -> str:
        """The name as a flat list shows the tree."""
        return f"{'– ' * self.depth}{self.name}"
