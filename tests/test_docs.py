"""The documentation names what exists, and only that."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.test_architecture import LEVEL

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
MANUAL = "".join(path.read_text() for path in DOCUMENTS)
SETTINGS = "".join(path.read_text() for path in (ROOT / "config/settings").glob("*.py"))

VARIABLES = set(
    re.findall(r'(?:env(?:\.\w+)?|required_in_production|one_of)\(\s*"([A-Z_]+)"', SETTINGS)
)
COMMANDS = {
    path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__"
}
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def table_after(heading):
    """First column of the first table beneath a heading of the README."""
    section = README.split(f"## {heading}")[1].split("\n## ")[0]
    return {name for row in section.splitlines() for name in re.findall(r"^\| `([^`]+)`", row)}


def test_the_settings_table_is_the_settings():
    assert len(VARIABLES) > 10
    assert table_after("Settings") == VARIABLES


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command):
    assert f"manage.py {command}" in MANUAL


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_make_target_is_documented(target):
    assert f"make {target}" in MANUAL


def test_the_tree_of_the_readme_is_the_tree():
    tree = README.split("```")[
        README.split("```").index(
            next(
                block
                for block in README.split("```")
                if "manage.py" in block and "textmatch/" in block
            )
        )
    ]
    named = set(re.findall(r"^([\w.-]+/?)\s", tree, re.MULTILINE))
    assert {f"{app}/" for app in LEVEL} <= named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_link_inside_the_documentation_leads_somewhere():
    broken = [
        (path.name, target)
        for path in DOCUMENTS
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text())
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_every_app_of_ours_is_installed():
    ours = set(LEVEL) - {"textmatch", "config"}
    assert ours <= {app.name for app in apps.get_app_configs()}
