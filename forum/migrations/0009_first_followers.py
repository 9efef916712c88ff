"""Whoever asked or replied before topics could be followed follows them."""

from django.db import migrations
from django.db.models import Q


def create(apps, schema_editor):
    Post, Follow = (apps.get_model("forum", name) for name in ("Post", "Follow"))
    writers = Post.objects.exclude(Q(kind="automatic") | Q(author__is_bot=True))
    pairs = writers.values_list("topic_id", "author_id").distinct().order_by()
    Follow.objects.bulk_create(
        [Follow(topic_id=topic, user_id=author) for topic, author in pairs],
        ignore_conflicts=True,
        batch_size=1_000,
    )


class Migration(migrations.Migration):
    dependencies = [("forum", "0008_drafts")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
