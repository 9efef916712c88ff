"""The full-text index over analysed titles: FTS5 in SQLite, GIN in PostgreSQL (forum/search.py)."""

from django.db import migrations

# A table of its own in SQLite: triggers on forum_topic would vanish whenever a later migration
# rebuilds that table, which is how Django alters tables there.
CREATE = {
    "sqlite": "CREATE VIRTUAL TABLE forum_topic_title USING fts5(title_terms, tokenize='unicode61')",
    "postgresql": (
        "CREATE INDEX forum_topic_title ON forum_topic "
        "USING gin (to_tsvector('simple', title_terms))"
    ),
}
DROP = {
    "sqlite": "DROP TABLE forum_topic_title",
    "postgresql": "DROP INDEX forum_topic_title",
}


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_topics")]
    operations = [migrations.RunPython(create, drop)]
