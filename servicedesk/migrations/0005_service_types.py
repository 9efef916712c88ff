"""The services to begin with, and who was an officer when they moved a ticket.

The administrator sets the real targets. `manage.py recount` derives the times of older tickets.
"""

from django.db import migrations

SERVICES = (
    ("konsultasi", "Konsultasi Statistik", 3, 10),
    ("data-mikro", "Pembelian Data Mikro/Peta Wilayah Kerja Statistik", 10, 20),
    ("rekomendasi", "Rekomendasi Kegiatan Statistik", 30, 30),
    ("perpustakaan", "Perpustakaan", 0, 40),
)


def create(apps, schema_editor):
    service_types = apps.get_model("servicedesk", "ServiceType").objects
    for slug, name, days, position in SERVICES:
        service_types.get_or_create(
            slug=slug, defaults={"name": name, "resolution_days": days, "position": position}
        )
    usual = service_types.get(slug="konsultasi")
    apps.get_model("servicedesk", "Ticket").objects.filter(service_type=None).update(
        service_type=usual
    )
    officers = apps.get_model("accounts", "User").objects.filter(
        groups__name__in=("petugas", "kurator")
    )
    changes = apps.get_model("servicedesk", "StatusChange").objects
    changes.filter(by__in=officers.values("pk")).update(by_officer=True)


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0004_promise"), ("accounts", "0002_roles")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
