"""The one account that posts automatic answers. Nobody can log in with it."""

from django.contrib.auth.hashers import make_password
from django.db import migrations


def create(apps, schema_editor):
    apps.get_model("accounts", "User").objects.get_or_create(
        is_bot=True,
        defaults={
            "email": "bot@tanyadata.invalid",
            "display_name": "Penjawab Otomatis",
            "password": make_password(None),
        },
    )


def delete(apps, schema_editor):
    apps.get_model("accounts", "User").objects.filter(is_bot=True).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles")]
    operations = [migrations.RunPython(create, delete)]
