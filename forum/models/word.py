from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

_LONGEST = 40


class WordQuerySet(models.QuerySet["Word"]):
    def learn(self, words: Iterable[str]) -> None:
        """Remember that the words occur in posts."""
        rows = [self.model(text=word) for word in sorted(set(words)) if len(word) <= _LONGEST]
        self.bulk_create(rows, ignore_conflicts=True)


class Word(models.Model):
    """An analysed word that occurs in a post: what a mistyped one in a search may have meant."""

    text = models.CharField(_("word"), max_length=_LONGEST, primary_key=True)

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")

    def __str__(self) -> str:
        return self.text
