"""The full-text index over analysed posts, and the words that occur in it (forum/search.py)."""

from django.db import migrations, models

from forum.search import stored_text

# A table of its own in SQLite, as for titles (0002).
CREATE = {
    "sqlite": "CREATE VIRTUAL TABLE forum_post_text USING fts5(terms, tokenize='unicode61')",
    # A stored column: a query that reads the newest posts first would else analyse each anew.
    "postgresql": (
        "ALTER TABLE forum_post ADD COLUMN terms_vector tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', terms)) STORED; "
        "CREATE INDEX forum_post_text ON forum_post USING gin (terms_vector)"
    ),
}
DROP = {
    "sqlite": "DROP TABLE forum_post_text",
    "postgresql": "ALTER TABLE forum_post DROP COLUMN terms_vector",
}
_AT_ONCE = 1_000


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


def fill(apps, schema_editor):
    Post, Word = (apps.get_model("forum", name) for name in ("Post", "Word"))
    words = set()
    for post in Post.objects.select_related("topic").iterator(chunk_size=_AT_ONCE):
        title = "" if post.path else post.topic.title
        post.terms = stored_text(f"{title}\n{post.body}")
        post.save(update_fields=["terms"])
        words.update(post.terms.split())
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                "INSERT INTO forum_post_text (rowid, terms) VALUES (%s, %s)", [post.pk, post.terms]
            )
    Word.objects.bulk_create([Word(text=word) for word in sorted(words)], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("forum", "0005_flags_and_policy")]
    operations = [
        migrations.AddField("post", "terms", models.TextField(default="", editable=False)),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "text",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="word"
                    ),
                ),
            ],
            options={"verbose_name": "word", "verbose_name_plural": "words"},
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
