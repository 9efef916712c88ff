import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0004_first_events")]

    operations = [
        migrations.CreateModel(
            name="SourceSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        editable=False, max_length=40, unique=True, verbose_name="key"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name at the source")),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="releases.subject",
                        verbose_name="stands for",
                    ),
                ),
            ],
            options={
                "verbose_name": "subject of the WebAPI",
                "verbose_name_plural": "subjects of the WebAPI",
                "ordering": ("name",),
            },
        ),
    ]
