"""Before a question is opened that was asked before, its asker is shown the earlier one, once."""

import pytest
from django.urls import reverse

from forum.models import Topic
from tests import factories

ASK = reverse("forum:topic_new")


@pytest.fixture
def earlier(ana, category):
    return factories.topic(ana, category, "Berapa harga beras di Kota Metro tahun 2024?")


@pytest.fixture
def form(category):
    return {
        "title": "brp harga beras kota metro thn 2024",
        "body": "Tolong",
        "category": category.slug,
    }


def test_the_earlier_one_is_shown_once(logged_in, ben, earlier, form):
    page = logged_in(ben).post(ASK, form).content.decode()
    assert earlier.get_absolute_url() in page
    assert reverse("forum:me_too_new", args=[earlier.pk]) in page
    assert form["title"] in page, "what was written is still there"
    assert Topic.objects.count() == 1
    logged_in(ben).post(ASK, {**form, "seen": "1"})
    assert Topic.objects.count() == 2


def test_another_question_is_opened_at_once(logged_in, ben, earlier, form):
    logged_in(ben).post(ASK, {**form, "title": "Jumlah nelayan di Pesawaran"})
    assert Topic.objects.count() == 2


def test_joining_needs_no_topic(logged_in, ben, earlier):
    logged_in(ben).post(reverse("forum:me_too_new", args=[earlier.pk]))
    earlier.refresh_from_db()
    assert earlier.me_too_count == 1
