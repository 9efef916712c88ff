"""The releases that are there were planned for their day, and some are published."""

from django.db import migrations
from django.utils import timezone


def record(apps, schema_editor):
    Release = apps.get_model("releases", "Release")
    ReleaseEvent = apps.get_model("releases", "ReleaseEvent")
    for release in Release.objects.filter(events=None).order_by("pk"):
        days = [("planned", release.planned_on)]
        if release.published_at:
            days.append(("published", timezone.localdate(release.published_at)))
        ReleaseEvent.objects.bulk_create(
            ReleaseEvent(release=release, kind=kind, day=day, at=release.created_at)
            for kind, day in days
        )


class Migration(migrations.Migration):
    dependencies = [("releases", "0003_release_events")]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
