import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_bounces"),
        ("servicedesk", "0008_channel_pesan"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ticket",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="accounts.team",
                verbose_name="team",
            ),
        ),
    ]
