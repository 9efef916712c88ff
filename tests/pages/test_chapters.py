"""The manuals for staff: the same chapters in both languages, each of them readable."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from pages.chapters import MANUALS

LANGUAGES = ("id", "en")
LENGTHS = {"kurator": 13, "petugas": 10}
LISTS = [(manual, language) for manual in MANUALS.values() for language in LANGUAGES]
CHAPTERS = [
    pytest.param(manual, language, chapter, id=f"{manual.slug}-{language}-{chapter.slug}")
    for manual, language in LISTS
    for chapter in manual.chapters(language)
]


def page_of(client, language, url):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("manual", MANUALS.values(), ids=lambda manual: manual.slug)
def test_both_languages_have_the_same_chapters(manual):
    slugs = [chapter.slug for chapter in manual.chapters("id")]
    assert slugs == [chapter.slug for chapter in manual.chapters("en")]
    assert len(set(slugs)) == len(slugs) == LENGTHS[manual.slug]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_for_everybody_leads_to_each(client, db, language):
    page = page_of(client, language, reverse("pages:manual"))
    for manual in MANUALS.values():
        with translation.override(language):
            link = f'<a href="/bantuan/{manual.slug}/">{escape(manual.title)}</a>'
        assert link in page


@pytest.mark.parametrize(("manual", "language"), LISTS)
def test_the_index_links_to_every_chapter(client, db, manual, language):
    page = page_of(client, language, reverse("pages:chapter_list", args=[manual.slug]))
    for chapter in manual.chapters(language):
        address = reverse("pages:chapter", args=[manual.slug, chapter.slug])
        assert f'<a href="{address}">{escape(chapter.title)}</a>' in page


@pytest.mark.parametrize(("manual", "language", "chapter"), CHAPTERS)
def test_a_chapter_opens_in_its_language(client, db, manual, language, chapter):
    page = page_of(client, language, reverse("pages:chapter", args=[manual.slug, chapter.slug]))
    assert f'<html lang="{language}"' in page
    assert f"<h1>{escape(chapter.title)}</h1>" in page
    assert "<h3>" in page


@pytest.mark.parametrize(("manual", "language", "chapter"), CHAPTERS)
def test_a_chapter_is_short_and_plain_markdown(manual, language, chapter):
    assert 80 <= len(chapter.text.split()) <= 400
    assert not re.search(r"<\w|!\[|^# ", chapter.text, re.MULTILINE)


@pytest.mark.parametrize(("manual", "language", "chapter"), CHAPTERS)
def test_nobody_is_addressed_informally(manual, language, chapter):
    assert not re.search(r"\bkamu\b", f"{chapter.title} {chapter.text}", re.IGNORECASE)


@pytest.mark.parametrize(
    "address", ["/bantuan/petugas/tidak-ada/", "/bantuan/tidak-ada/", "/bantuan/tidak-ada/meja/"]
)
def test_a_page_that_is_not_there(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/bantuan/petugas/", "/bantuan/petugas/meja/"])
def test_a_manual_is_only_read(client, db, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("name", ["desk", "figures", "report_list"])
def test_officers_find_their_manual_where_they_work(client, sari, name):
    client.force_login(sari)
    page = page_of(client, "id", reverse(f"dashboard:{name}"))
    assert '<a href="/bantuan/petugas/">Panduan</a>' in page
