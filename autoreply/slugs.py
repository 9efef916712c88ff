"""The addresses of answers."""

from django.utils.text import slugify

from autoreply.models import Answer

# Beneath /jawaban/, these are pages of their own.
OTHER_PAGES = frozenset(("saran", "atom"))


def free_slug(text: str) -> str:
    """An address made of the text that no answer and no other page has."""
    slug = slugify(text)[:70].strip("-") or "jawaban"
    present = Answer.objects.filter(slug__startswith=slug).values_list("slug", flat=True)
    taken = OTHER_PAGES.union(present)
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
