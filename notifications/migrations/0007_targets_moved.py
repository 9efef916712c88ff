"""What a notification is about: from two columns, one of them empty, to its key and its topic."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery

OF_POSTS = ("reply", "mention", "closing")
OF_VERSIONS = ("answer", "review")


def to_targets(apps, schema_editor):
    rows = apps.get_model("notifications", "Notification").objects
    post = apps.get_model("forum", "Post").objects.filter(pk=OuterRef("post"))
    rows.exclude(post=None).update(target_id=F("post_id"), topic=Subquery(post.values("topic")[:1]))
    rows.exclude(version=None).update(target_id=F("version_id"))


def from_targets(apps, schema_editor):
    """Rows whose kind, or whose target, the two columns cannot name are lost."""
    rows = apps.get_model("notifications", "Notification").objects
    posts = apps.get_model("forum", "Post").objects.filter(pk=OuterRef("target_id"))
    versions = apps.get_model("autoreply", "AnswerVersion").objects.filter(pk=OuterRef("target_id"))
    rows.filter(kind__in=OF_POSTS).update(post_id=Subquery(posts.values("pk")[:1]))
    rows.filter(kind__in=OF_VERSIONS).update(version_id=Subquery(versions.values("pk")[:1]))
    rows.filter(post=None, version=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("autoreply", "0007_revision"),
        ("notifications", "0006_targets"),
    ]

    operations = [migrations.RunPython(to_targets, from_targets)]
