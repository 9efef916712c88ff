from django.db import migrations, models
from django.db.models import CASCADE, Q


class Migration(migrations.Migration):
    dependencies = [("chat", "0001_conversations"), ("notifications", "0011_no_emailed_at")]

    operations = [
        migrations.AddField(
            "notification",
            "conversation",
            models.ForeignKey(
                "chat.Conversation", CASCADE, related_name="notifications", null=True
            ),
        ),
        migrations.AddIndex(
            "notification",
            models.Index(
                fields=["recipient", "conversation"],
                condition=Q(read_at=None, conversation__isnull=False),
                name="notifications_private",
            ),
        ),
    ]
