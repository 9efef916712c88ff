"""The three roles of the office, as groups."""

from django.db import migrations

ROLES = ("petugas", "kurator", "moderator")


def create(apps, schema_editor):
    for name in ROLES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


def delete(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_users_and_teams")]
    operations = [migrations.RunPython(create, delete)]
