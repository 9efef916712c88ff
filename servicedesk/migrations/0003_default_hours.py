"""Hours to begin with: Monday to Friday, 08.00 to 16.00. The administrator sets the real ones."""

from datetime import time

from django.db import migrations


def create(apps, schema_editor):
    OpeningHours = apps.get_model("servicedesk", "OpeningHours")
    if not OpeningHours.objects.exists():
        OpeningHours.objects.bulk_create(
            OpeningHours(weekday=weekday, opens=time(8), closes=time(16)) for weekday in range(5)
        )


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0002_calendar")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
