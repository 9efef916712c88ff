"""Long work outside the request: a process of its own that runs a management command.

Nothing to install or to keep running: the command's own row says how far it is, so any process
on any machine may do the work, and any page may show it.
"""

import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

_MANAGE = Path(__file__).resolve().parent.parent / "manage.py"


def start(command: str, *arguments: str) -> None:
    """Run `manage.py command arguments` once the open transaction is committed; where
    BACKGROUND_PROCESSES is off (in tests), at that moment and in this process."""
    transaction.on_commit(lambda: _run(command, *arguments))


def _run(command: str, *arguments: str) -> None:
    if not settings.BACKGROUND_PROCESSES:
        call_command(command, *arguments)
        return
    subprocess.Popen(  # noqa: S603 - our own interpreter, our own command, no shell
        [sys.executable, str(_MANAGE), command, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
