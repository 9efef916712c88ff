"""The house rules moved to the service desk: the table takes its new name, with its one row."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("forum", "0016_awaited_release"), ("servicedesk", "0007_policy")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Policy", "servicedesk_policy")],
            state_operations=[migrations.DeleteModel("Policy")],
        )
    ]
