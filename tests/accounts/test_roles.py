"""Who counts as an officer, and the one bot."""

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError

from accounts.models import User


def test_the_roles_are_made_by_a_migration(ana, sari, dewi, admin_user):
    assert [user.is_officer for user in (ana, sari, dewi, admin_user)] == [False, True, True, True]


def test_there_is_one_bot(bot):
    with pytest.raises(IntegrityError):
        User.objects.create_user("second@example.org", display_name="Kedua", is_bot=True)


def test_a_missing_bot_is_an_error_of_the_check(bot):
    assert not [error for error in run_checks(databases=["default"]) if error.id == "accounts.E001"]
    User.objects.filter(pk=bot.pk).update(is_active=False)
    assert [error for error in run_checks(databases=["default"]) if error.id == "accounts.E001"]


def test_the_admin_opens_for_administrators(admin_client):
    pages = ("accounts/user/", "accounts/user/add/", "autoreply/curation/", "releases/release/")
    for page in pages:
        assert admin_client.get(f"/admin/{page}").status_code == 200
