"""Fill the site with a world to look at."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from dashboard.demo.people import PASSWORD, log_ins
from dashboard.demo.world import build

_NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


class Command(BaseCommand):
    help = "Makes the demo world: people, officers, and 90 days of topics. Refuses in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demo world has public passwords: it is made only with DEBUG=true."
            )
        # The letters of ninety days to people who do not exist would only fill the console.
        with override_settings(EMAIL_BACKEND=_NOWHERE):
            new = build()
        self.stdout.write(f"Demo world: {new} topics made.\nLog-ins (password {PASSWORD}):")
        for email, role in log_ins():
            self.stdout.write(f"  {email:<22}{role}")
