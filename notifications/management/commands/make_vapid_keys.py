"""The pair of keys by which push services know this site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notifications import webpush


class Command(BaseCommand):
    help = "Prints a new pair of keys for web push, as lines for the .env file. Changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not webpush.is_installed():
            raise CommandError("The package pywebpush is missing: install the extra `push`.")
        private, public = webpush.make_keys()
        self.stdout.write(f"VAPID_PRIVATE_KEY={private}\nVAPID_PUBLIC_KEY={public}")
