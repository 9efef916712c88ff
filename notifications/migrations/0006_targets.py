import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0013_pending_topics"),
        ("notifications", "0005_reviews"),
    ]

    operations = [
        migrations.RemoveConstraint("notification", "notifications_about_one_thing"),
        migrations.RemoveConstraint("notification", "notifications_once_per_version"),
        migrations.RemoveConstraint("notification", "notifications_once_per_event"),
        migrations.RemoveIndex("notification", "notifications_unread"),
        migrations.AddField("notification", "target_id", models.BigIntegerField(null=True)),
        migrations.AddField("notification", "step", models.BigIntegerField(default=0)),
        migrations.AddField("notification", "is_shown", models.BooleanField(default=True)),
        migrations.AddField(
            "notification",
            "topic",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notifications",
                to="forum.topic",
            ),
        ),
    ]
