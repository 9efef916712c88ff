"""Production has no default for a secret, and starts with secure cookies and headers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GIVEN = {"DEBUG": "false", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "example.org"}


def start(code="", **environment):
    """Run `code` with the settings of this environment in a process of its own."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"import config.settings as s\n{code}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_missing_secret_stops_the_start_and_is_named(name):
    result = start(**{key: value for key, value in GIVEN.items() if key != name})
    assert result.returncode != 0
    assert f"{name} is not set" in result.stderr


def test_production_is_strict():
    result = start(
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        "s.SECURE_HSTS_SECONDS > 0)",
        **GIVEN,
    )
    assert result.stdout.split() == ["True"] * 4, result.stderr


def test_development_needs_nothing():
    assert start().returncode == 0
