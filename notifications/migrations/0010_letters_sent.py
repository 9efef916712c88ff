"""That a letter was sent: from a column of the notification to a delivery of its own."""

from datetime import timedelta

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone

_BATCH = 2_000


def _delivery(model, row):
    return model(
        notification_id=row.pk,
        recipient_id=row.recipient_id,
        channel="email",
        timing="now",
        state=_state(row),
        created_at=row.created_at,
        due_at=row.created_at,
        sent_at=row.emailed_at,
    )


def _state(row):
    """What was not sent within three days was no longer tried, and is not now."""
    if row.emailed_at:
        return "sent"
    return "queued" if row.created_at > timezone.now() - timedelta(days=3) else "dropped"


def to_deliveries(apps, schema_editor):
    rows = apps.get_model("notifications", "Notification").objects.order_by("pk")
    model = apps.get_model("notifications", "Delivery")
    batch = []
    for row in rows.iterator(chunk_size=_BATCH):
        batch.append(_delivery(model, row))
        if len(batch) == _BATCH:
            model.objects.bulk_create(batch)
            batch = []
    model.objects.bulk_create(batch)


def from_deliveries(apps, schema_editor):
    sent = apps.get_model("notifications", "Delivery").objects.filter(
        notification=OuterRef("pk"), channel="email", state="sent"
    )
    rows = apps.get_model("notifications", "Notification").objects
    rows.update(emailed_at=Subquery(sent.values("sent_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0009_deliveries"),
    ]

    operations = [migrations.RunPython(to_deliveries, from_deliveries)]
