import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import pages.moment


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("releases", "0002_release_details"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("published", "Published"),
                            ("withdrawn", "Publication taken back"),
                        ],
                        max_length=9,
                    ),
                ),
                ("day", models.DateField()),
                ("at", models.DateTimeField(default=pages.moment.now)),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="releases.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "release event",
                "verbose_name_plural": "release events",
                "ordering": ("at", "pk"),
            },
        ),
    ]
