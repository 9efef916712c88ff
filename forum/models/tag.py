from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 40


class TagQuerySet(models.QuerySet["Tag"]):
    def named(self, names: list[str]) -> list["Tag"]:
        """The tags with these names, made where they are missing; what has no letter is none."""
        by_slug = {slugify(name): name for name in names if slugify(name)}
        self.bulk_create(
            [self.model(slug=slug, name=name.lower()) for slug, name in by_slug.items()],
            ignore_conflicts=True,
        )
        return list(self.filter(slug__in=by_slug))


class Tag(models.Model):
    """A word that askers and officers file a topic under."""

    slug = models.SlugField(_("address"), max_length=NAME_LENGTH, unique=True)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:tag", args=[self.slug])
