"""A tree of three subjects, and who manages it."""

import pytest

from tests import factories


@pytest.fixture
def economy(db):
    return factories.subject("Ekonomi")


@pytest.fixture
def inflation(economy):
    return factories.subject("Inflasi", parent=economy)


@pytest.fixture
def poverty(db):
    return factories.subject("Kemiskinan")


@pytest.fixture
def release(inflation):
    """Planned for a week from now."""
    return factories.release(inflation, "Inflasi Lampung, November 2026")


@pytest.fixture
def desk(sari, logged_in):
    """The browser of an officer."""
    return logged_in(sari)
