"""Every answer that is published already gets its version 1."""

from django.db import migrations

PLAIN = (
    "question", "body", "source_title", "source_url", "legal_basis", "availability",
    "unavailable_reason", "audience", "when_overtaken", "follow_up", "link_template",
    "confirm_with_office", "needs_region", "needs_year",
)  # fmt: skip
WORDS = ("effect", "all_of", "any_of", "none_of", "excludes_category")


def content_of(answer):
    phrasings = list(answer.phrasings.all())
    return {
        **{field: getattr(answer, field) for field in PLAIN},
        "review_on": answer.review_on.isoformat(),
        "reference_until": "",
        "category": answer.category.slug,
        "subject": "",
        "team": "",
        "examples": [row.text for row in phrasings if not row.is_negative],
        "counterexamples": [row.text for row in phrasings if row.is_negative],
        "rules": [
            {
                **{field: getattr(rule, field) for field in WORDS},
                "category": rule.category.slug if rule.category else "",
            }
            for rule in answer.rules.select_related("category")
        ],
    }


def add_versions(apps, schema_editor):
    answers = apps.get_model("autoreply", "Answer")
    versions = apps.get_model("autoreply", "AnswerVersion")
    decisions = apps.get_model("autoreply", "Decision")
    for answer in answers.objects.select_related("category").prefetch_related("phrasings"):
        is_draft = answer.state == "draft"
        version = versions.objects.create(
            answer=answer,
            content=content_of(answer),
            number=None if is_draft else 1,
            stage="draft" if is_draft else "published",
            written_at=answer.updated_at,
            published_at=None if is_draft else answer.updated_at,
        )
        if is_draft:
            continue
        answer.version, answer.reviewed_at = version, answer.updated_at
        answer.save(update_fields=["version", "reviewed_at"])
        decisions.objects.filter(answer=answer).update(version=version)


class Migration(migrations.Migration):
    dependencies = [("autoreply", "0004_workbench")]
    operations = [migrations.RunPython(add_versions, migrations.RunPython.noop)]
