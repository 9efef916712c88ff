import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import pages.moment
import releases.regions


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("releases", "0005_source_subjects"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=releases.regions.choices,
                        max_length=4,
                        verbose_name="region",
                    ),
                ),
                ("since", models.DateTimeField(default=pages.moment.now)),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="releases.subject",
                        verbose_name="subject",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="release_subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "indexes": [
                    models.Index(fields=["subject", "region", "user"], name="releases_subscribers")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("subject__isnull", False)),
                        fields=("user", "subject", "region"),
                        name="releases_subscribed_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("subject__isnull", True)),
                        fields=("user", "region"),
                        name="releases_all_subjects_once",
                    ),
                ],
            },
        ),
    ]
