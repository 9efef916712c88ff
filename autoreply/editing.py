"""The content of an answer as one JSON object: what a version keeps, a form edits, a file carries.

Keys: the plain fields of `Answer` by their names, dates in ISO form; `category`, `subject` (their
addresses) and `team` (its name), "" for none; `examples` and `counterexamples`, lists of texts;
`rules`, a list of objects with the fields of `KeywordRule`.
"""

from datetime import date
from typing import Any

from accounts.models import Team
from autoreply.models import Answer, KeywordRule, Phrasing
from forum.models import Category
from releases.models import Subject

Content = dict[str, Any]

TEXTS = (
    "question",
    "body",
    "source_title",
    "source_url",
    "legal_basis",
    "availability",
    "unavailable_reason",
    "audience",
    "when_overtaken",
    "follow_up",
    "link_template",
)
FLAGS = ("confirm_with_office", "needs_region", "needs_year")
DATES = ("review_on", "reference_until")
RULE_WORDS = ("effect", "all_of", "any_of", "none_of")


class ContentError(ValueError):
    """The content names something that is no longer there."""


def content_of(answer: Answer) -> Content:
    """The content in force."""
    phrasings = list(answer.phrasings.all())
    return {
        **{field: getattr(answer, field) for field in (*TEXTS, *FLAGS)},
        **{field: _iso(getattr(answer, field)) for field in DATES},
        "category": answer.category.slug,
        "subject": answer.subject.slug if answer.subject else "",
        "team": answer.team.name if answer.team else "",
        "examples": [row.text for row in phrasings if not row.is_negative],
        "counterexamples": [row.text for row in phrasings if row.is_negative],
        "rules": [rule_content(rule) for rule in answer.rules.all()],
    }


def blank() -> Content:
    """The content of an answer nobody has written yet."""
    new = Answer()
    return {
        **{field: getattr(new, field) for field in (*TEXTS, *FLAGS)},
        **dict.fromkeys((*DATES, "category", "subject", "team"), ""),
        "examples": [],
        "counterexamples": [],
        "rules": [],
    }


def rule_content(rule: KeywordRule) -> Content:
    """A keyword rule as content has it."""
    return {
        **{field: getattr(rule, field) for field in RULE_WORDS},
        "category": rule.category.slug if rule.category else "",
        "excludes_category": rule.excludes_category,
    }


def unsaved(content: Content) -> Answer:
    """An answer with this content that is in no database, for previews. Raises ContentError when
    its category is gone."""
    answer = Answer()
    _fill(answer, content)
    return answer


def apply(answer: Answer, content: Content) -> None:
    """Bring the answer, its example questions and its rules to this content and save them.

    Call it inside a transaction. Raises ContentError when the category it names is gone.
    """
    _fill(answer, content)
    answer.save()
    _set_phrasings(answer, content)
    answer.rules.all().delete()
    KeywordRule.objects.bulk_create(rules_of(answer, content))


def rules_of(answer: Answer, content: Content) -> list[KeywordRule]:
    """The content's rules, unsaved. One bound to a category that is gone is left out: it would
    hold everywhere."""
    categories = {row.slug: row for row in Category.objects.all()}
    return [
        KeywordRule(
            answer=answer,
            **{field: rule[field] for field in RULE_WORDS},
            category=categories.get(rule["category"]),
            excludes_category=rule["excludes_category"],
        )
        for rule in content["rules"]
        if not rule["category"] or rule["category"] in categories
    ]


def _fill(answer: Answer, content: Content) -> None:
    for field in (*TEXTS, *FLAGS):
        setattr(answer, field, content[field])
    for field in DATES:
        setattr(answer, field, date.fromisoformat(content[field]) if content[field] else None)
    category = Category.objects.filter(slug=content["category"]).first()
    if category is None:
        raise ContentError(content["category"])
    answer.category = category
    answer.subject = Subject.objects.filter(slug=content["subject"]).first()
    answer.team = Team.objects.filter(name=content["team"]).first()


def _set_phrasings(answer: Answer, content: Content) -> None:
    """Rows that stay keep what is known of them, such as where they were learnt."""
    wanted = dict.fromkeys(content["examples"], False) | dict.fromkeys(
        content["counterexamples"], True
    )
    answer.phrasings.exclude(text__in=wanted).delete()
    rows = {row.text: row for row in answer.phrasings.all()}
    turned = [row for text, row in rows.items() if row.is_negative != wanted[text]]
    for row in turned:
        row.is_negative = wanted[row.text]
    Phrasing.objects.bulk_update(turned, ["is_negative"])
    Phrasing.objects.bulk_create(
        Phrasing(answer=answer, text=text, is_negative=is_negative)
        for text, is_negative in wanted.items()
        if text not in rows
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
