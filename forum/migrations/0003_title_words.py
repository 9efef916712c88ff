"""How many titles hold a word: SQLite tells it by a view of its full-text index; PostgreSQL counts."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE forum_topic_word USING fts5vocab(forum_topic_title, row)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE forum_topic_word")


class Migration(migrations.Migration):
    dependencies = [("forum", "0002_title_index")]
    operations = [migrations.RunPython(create, drop)]
