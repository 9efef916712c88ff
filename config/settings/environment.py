"""The environment, and the one rule about secrets."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG: bool = env.bool("DEBUG", default=True)


def required_in_production(name: str, development: str) -> str:
    """The variable's value; `development` stands in for it only while DEBUG is on.

    Raises ImproperlyConfigured when it is missing in production, so that a site never starts
    with a secret that everybody can read in the source.
    """
    value: str = env.str(name, default="")
    if value:
        return value
    if DEBUG:
        return development
    raise ImproperlyConfigured(
        f"{name} is not set. With DEBUG=false it has no default: put it in the environment "
        "or in the .env file beside manage.py (see README, Settings)."
    )


def one_of(name: str, choices: dict[str, str]) -> str:
    """What the variable's value stands for; the first choice where it is not set. Raises
    ImproperlyConfigured for a value that is none of the choices."""
    value: str = env.str(name, default=next(iter(choices)))
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: it must be one of {', '.join(choices)}.")
    return choices[value]
