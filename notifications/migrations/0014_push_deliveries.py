import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0013_push_subscriptions")]

    operations = [
        migrations.RemoveConstraint(
            model_name="delivery",
            name="notifications_one_delivery",
        ),
        migrations.AlterField(
            model_name="delivery",
            name="channel",
            field=models.CharField(
                choices=[("bell", "Bell"), ("email", "E-mail"), ("push", "Devices")],
                max_length=8,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="preference",
            name="channel",
            field=models.CharField(
                choices=[("bell", "Bell"), ("email", "E-mail"), ("push", "Devices")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="subscription",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="deliveries",
                to="notifications.pushsubscription",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("channel", "push"), _negated=True),
                fields=("notification", "channel"),
                name="notifications_one_delivery",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("notification", "subscription"), name="notifications_one_push"
            ),
        ),
    ]
