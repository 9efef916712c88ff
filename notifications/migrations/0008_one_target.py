from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0007_targets_moved"),
    ]

    operations = [
        migrations.RemoveField("notification", "post"),
        migrations.RemoveField("notification", "version"),
        migrations.AlterField("notification", "target_id", models.BigIntegerField()),
        migrations.AlterField("notification", "kind", models.CharField(max_length=12)),
        migrations.AddConstraint(
            "notification",
            models.UniqueConstraint(
                fields=["recipient", "kind", "target_id", "step"],
                name="notifications_once_per_event",
            ),
        ),
        migrations.AddIndex(
            "notification",
            models.Index(
                fields=["recipient", "topic"],
                condition=models.Q(read_at=None),
                name="notifications_unread",
            ),
        ),
        migrations.AddIndex(
            "notification",
            models.Index(fields=["kind", "target_id"], name="notifications_event"),
        ),
    ]
