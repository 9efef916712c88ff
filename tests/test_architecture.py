"""The layers hold: an app imports only what stands beneath it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# From the bottom up; apps of one row are strangers to each other.
LAYERS = (
    ("textmatch",),
    ("pages",),
    ("accounts",),
    ("servicedesk",),
    ("releases", "notices"),
    ("forum", "chat"),
    ("autoreply",),
    ("notifications",),
    ("dashboard",),
    ("config",),
)
LEVEL = {app: level for level, apps in enumerate(LAYERS) for app in apps}


def imported_apps(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


def test_every_package_has_a_place():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"benchmarks"} == set(LEVEL)


@pytest.mark.parametrize("app", LEVEL)
def test_it_imports_only_downwards(app):
    wrong = [
        f"{path.relative_to(ROOT)} imports {other}"
        for path in (ROOT / app).rglob("*.py")
        for other in imported_apps(path)
        if other in LEVEL and other != app and LEVEL[other] >= LEVEL[app]
    ]
    assert wrong == []


def test_the_matcher_knows_no_django():
    for path in (ROOT / "textmatch").rglob("*.py"):
        assert "django" not in set(imported_apps(path)), path
