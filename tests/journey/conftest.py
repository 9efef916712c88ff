"""A real browser: Chromium of the system. Without one these tests are skipped, with one line."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)

# Playwright's loop runs in this thread; Django would refuse the tests' own queries there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        skip = pytest.mark.skip(reason="no Chromium on this machine: browser tests are skipped")
        for item in items:
            if "journey" in item.path.parts:
                item.add_marker(skip)


@pytest.fixture
def served(live_server: Any) -> Any:
    """The site, served, with the roles and the bot that the migrations made.

    Django cannot bring them back after a flush here: inside Playwright's loop this thread has a
    database connection of its own, which has no memory of the first rows.
    """
    for name in ("0002_roles", "0003_bot"):
        import_module(f"accounts.migrations.{name}").create(apps, None)
    return live_server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A fresh browser window; keyword arguments are those of Playwright's `new_context`."""
    contexts = []

    def open_browser(**options: object) -> Page:
        context = chromium.new_context(**options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()
