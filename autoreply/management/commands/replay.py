"""Do the work of a replay; the workbench starts it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from autoreply import replaying
from autoreply.models import Replay


class Command(BaseCommand):
    help = "Runs a replay that was begun at the workbench and waits; a second run does nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("replay", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        replay = Replay.objects.filter(pk=options["replay"]).select_related("version").first()
        if replay is None:
            raise CommandError(f"There is no replay {options['replay']}.")
        replaying.run(replay)
