"""The house rules move here from the forum: conversations keep to them too.

Only Django's picture of the table is made here; `forum.0017_policy_moved` renames the table itself.
"""

from django.db import migrations, models

import servicedesk.models.policy


class Migration(migrations.Migration):
    dependencies = [("servicedesk", "0006_waits_and_answers")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "approve_first_posts",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="So many posts of a new member are read before they are public; 0: none.",
                                verbose_name="first posts that wait for approval",
                            ),
                        ),
                        (
                            "trusted_after",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Public posts after which the limits for new members no longer hold.",
                                verbose_name="posts until a member is trusted",
                            ),
                        ),
                        (
                            "hourly_limit_new",
                            models.PositiveSmallIntegerField(
                                default=10, verbose_name="posts an hour for new members"
                            ),
                        ),
                        (
                            "hourly_limit",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="posts an hour for trusted members"
                            ),
                        ),
                        (
                            "close_after_days",
                            models.PositiveSmallIntegerField(
                                default=3,
                                verbose_name="working days until a request without the asker's answer is closed",
                            ),
                        ),
                        (
                            "attachment_megabytes",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="megabytes of an attachment at most"
                            ),
                        ),
                        (
                            "attachments_per_post",
                            models.PositiveSmallIntegerField(
                                default=4,
                                help_text="0: nothing can be attached.",
                                verbose_name="attachments of a post at most",
                            ),
                        ),
                        (
                            "attachment_types",
                            models.CharField(
                                default="jpg png webp pdf xlsx docx csv",
                                max_length=100,
                                validators=[servicedesk.models.policy.known_types],
                                verbose_name="types that can be attached",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "house rules",
                        "verbose_name_plural": "house rules",
                    },
                )
            ]
        )
    ]
