"""The curated answers that come with the product, as reviewable TOML files in `content/`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from autoreply import curation, editing
from autoreply.models import Answer
from forum.models import Category
from servicedesk.models import ServiceType

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many answers a load made, and how many it left alone because they were there."""

    created: int
    kept: int


@transaction.atomic
def load() -> Loaded:
    """Create the categories and answers that are not there yet. What is there is never touched:
    it may have been edited since."""
    for row in _tables("categories"):
        _category(row)
    created = kept = 0
    present = set(Answer.objects.values_list("slug", flat=True))
    for row in _tables("answers"):
        if row["slug"] in present:
            kept += 1
        else:
            _create(row)
            created += 1
    return Loaded(created, kept)


def _tables(name: str) -> list[dict[str, Any]]:
    files = sorted(FOLDER.glob("*.toml"))
    return [row for file in files for row in tomllib.loads(file.read_text()).get(name, [])]


def _category(row: dict[str, Any]) -> None:
    Category.objects.get_or_create(
        slug=row["slug"],
        defaults={
            **{key: row[key] for key in ("name", "description", "position")},
            "service_type": ServiceType.objects.filter(slug=row.get("service", "")).first(),
        },
    )


def _create(row: dict[str, Any]) -> None:
    content = editing.blank() | {key: value for key, value in row.items() if key != "slug"}
    content["review_on"] = row["review_on"].isoformat()
    curation.install(content, row["slug"])
