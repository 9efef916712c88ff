"""The curator's manual: the same chapters in both languages, each of them readable."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from pages.chapters import manual_chapters

CHAPTERS = [
    pytest.param(language, chapter, id=f"{language}-{chapter.slug}")
    for language in ("id", "en")
    for chapter in manual_chapters(language)
]


def page_of(client, language, url):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_both_languages_have_the_same_chapters():
    slugs = [chapter.slug for chapter in manual_chapters("id")]
    assert slugs == [chapter.slug for chapter in manual_chapters("en")]
    assert len(set(slugs)) == len(slugs) == 13


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_index_links_to_every_chapter(client, db, language):
    page = page_of(client, language, reverse("pages:curator_manual"))
    for chapter in manual_chapters(language):
        address = reverse("pages:curator_chapter", args=[chapter.slug])
        assert f'<a href="{address}">{escape(chapter.title)}</a>' in page


@pytest.mark.parametrize(("language", "chapter"), CHAPTERS)
def test_a_chapter_opens_in_its_language(client, db, language, chapter):
    page = page_of(client, language, reverse("pages:curator_chapter", args=[chapter.slug]))
    assert f'<html lang="{language}"' in page
    assert f"<h1>{escape(chapter.title)}</h1>" in page
    assert "<h3>" in page


@pytest.mark.parametrize(("language", "chapter"), CHAPTERS)
def test_a_chapter_is_short_and_plain_markdown(language, chapter):
    assert 80 <= len(chapter.text.split()) <= 400
    assert not re.search(r"<\w|!\[|^# ", chapter.text, re.MULTILINE)


@pytest.mark.parametrize("chapter", manual_chapters("id"), ids=lambda chapter: chapter.slug)
def test_the_indonesian_reader_is_addressed_formally(chapter):
    assert not re.search(r"\bkamu\b", f"{chapter.title} {chapter.text}", re.IGNORECASE)


def test_a_chapter_that_is_not_there(client, db):
    assert client.get(reverse("pages:curator_chapter", args=["tidak-ada"])).status_code == 404
