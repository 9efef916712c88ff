"""The cast (ana, ben, sari, dewi, bot) and the few things every test needs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from autoreply.models import Answer
from chat.models import Conversation
from forum.models import Category, Topic
from tests import factories


@pytest.fixture(autouse=True)
def _fast_and_alone(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A cheap hash, forms as fast as a test is, no rate limit left over from another test."""
    settings.MEDIA_ROOT = tmp_path
    settings.FORM_LEAST_SECONDS = 0
    settings.BACKGROUND_PROCESSES = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ana(db: None) -> User:
    return factories.member("ana")


@pytest.fixture
def ben(db: None) -> User:
    return factories.member("ben")


@pytest.fixture
def sari(db: None) -> User:
    return factories.officer("sari", "petugas")


@pytest.fixture
def dewi(db: None) -> User:
    return factories.officer("dewi", "kurator")


@pytest.fixture
def bot(db: None) -> User:
    return User.objects.bot()


@pytest.fixture
def category(db: None) -> Category:
    return Category.objects.create(slug="kependudukan", name="Kependudukan")


@pytest.fixture
def answer(category: Category) -> Answer:
    """A published answer about the number of people."""
    return factories.answer(category)


@pytest.fixture
def topic(ana: User, category: Category) -> Topic:
    """A question of ana's that no answer knows."""
    return factories.topic(ana, category, "Peta desa wisata tersedia di mana")


@pytest.fixture
def conversation(ana: User) -> Conversation:
    """What ana asks in private, and no answer knows."""
    return factories.conversation(ana, "Peta desa wisata tersedia di mana")


@pytest.fixture
def logged_in() -> Callable[[User], Client]:
    """A browser in which this person is logged in."""

    def logged_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return logged_in


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """Everything inside is committed at its end: what waits for the commit then happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
