from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0010_letters_sent"),
    ]

    operations = [migrations.RemoveField("notification", "emailed_at")]
