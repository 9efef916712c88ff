from django.db import migrations, models

import pages.moment
import releases.regions


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_releases")]

    operations = [
        migrations.RemoveConstraint(model_name="release", name="releases_one_per_period"),
        migrations.AddField(
            "release",
            "region",
            models.CharField(
                blank=True,
                choices=releases.regions.choices,
                default="",
                max_length=4,
                verbose_name="region",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "release",
            "summary",
            models.TextField(blank=True, default="", max_length=2000, verbose_name="summary"),
            preserve_default=False,
        ),
        migrations.AddField(
            "release",
            "external_id",
            models.CharField(editable=False, max_length=80, null=True, unique=True),
        ),
        migrations.AddField(
            "release", "created_at", models.DateTimeField(default=pages.moment.now, editable=False)
        ),
        migrations.AddField(
            "release", "updated_at", models.DateTimeField(default=pages.moment.now, editable=False)
        ),
        migrations.AlterField(
            "release",
            "reference_from",
            models.DateField(blank=True, null=True, verbose_name="reference period from"),
        ),
        migrations.AlterField(
            "release",
            "reference_until",
            models.DateField(blank=True, null=True, verbose_name="reference period until"),
        ),
        migrations.AlterField(
            "release",
            "source_url",
            models.URLField(blank=True, max_length=500, verbose_name="source link"),
        ),
        migrations.AlterField(
            "release", "title", models.CharField(max_length=300, verbose_name="title")
        ),
        migrations.AddIndex(
            "release", models.Index(fields=["published_at", "id"], name="releases_published")
        ),
        migrations.AddConstraint(
            "release",
            models.UniqueConstraint(
                condition=models.Q(("external_id", None)),
                fields=("subject", "region", "reference_until"),
                name="releases_one_per_period",
            ),
        ),
    ]
