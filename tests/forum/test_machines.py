"""What search engines read: structured data with all that is required, sitemap, robots."""

import json
import re

import pytest

from forum import merge, moderation
from forum.models import Post
from forum.models.event import Act
from tests import factories


def structured(client, url):
    page = client.get(url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found.group(1)) if found else None


def test_a_topic_without_answers_is_no_question_page(client, topic):
    assert structured(client, topic.get_absolute_url()) is None


def test_a_question_page_has_what_is_required(client, ana, ben, sari, topic):
    reply = Post.objects.reply(topic, author=ben, body="Coba </script><b>lihat</b> peta.")
    answer = Post.objects.reply(topic, author=sari, body="Ini petanya.")
    moderation.choose_solution(topic, answer, ana)
    data = structured(client, topic.get_absolute_url())
    assert (data["@context"], data["@type"]) == ("https://schema.org", "QAPage")
    question = data["mainEntity"]
    assert question["@type"] == "Question"
    assert question["name"] == topic.title
    assert question["answerCount"] == 2
    assert question["acceptedAnswer"]["text"] == "Ini petanya."
    assert question["acceptedAnswer"]["author"]["@type"] == "Organization"
    suggested = question["suggestedAnswer"]
    assert [row["@type"] for row in suggested] == ["Answer"]
    assert suggested[0]["url"].endswith(f"#post-{reply.pk}")
    assert "</script>" in suggested[0]["text"]


def test_a_hidden_name_is_hidden_from_machines_too(client, ana, ben, category):
    topic = factories.topic(ana, category, "Pertanyaan tanpa nama", is_anonymous=True)
    Post.objects.reply(topic, author=ben, body="Jawab")
    data = structured(client, topic.get_absolute_url())
    assert data["mainEntity"]["author"]["name"] == "Pemohon (nama disembunyikan)"


def test_a_curated_answer_is_an_faq_page(client, answer):
    data = structured(client, answer.get_absolute_url())
    assert data["@type"] == "FAQPage"
    question = data["mainEntity"][0]
    assert question["name"] == answer.question
    assert "Lampung Dalam Angka" in question["acceptedAnswer"]["text"]


def test_one_address_stands_for_a_topic(client, topic, settings):
    page = client.get(topic.get_absolute_url()).content.decode()
    assert f'rel="canonical" href="{settings.SITE_URL}{topic.get_absolute_url()}"' in page
    assert "noindex" not in page
    assert "noindex" in client.get(topic.get_absolute_url(), {"balas": "1"}).content.decode()


def test_the_sitemap_names_public_topics_only(client, ana, sari, category, topic, answer):
    hidden = factories.topic(ana, category, "Topik yang disembunyikan")
    moderation.act_on_topic(hidden, Act.HIDDEN, sari)
    index = client.get("/sitemap.xml").content.decode()
    assert "sitemap-topik.xml" in index
    topics = client.get("/sitemap-topik.xml").content.decode()
    assert topic.get_absolute_url() in topics
    assert hidden.get_absolute_url() not in topics
    assert answer.get_absolute_url() in client.get("/sitemap-jawaban.xml").content.decode()
    assert client.get("/sitemap-entah.xml").status_code == 404


def test_robots_keep_out_of_what_is_private(client, db):
    rules = client.get("/robots.txt").content.decode()
    for path in ("/petugas/", "/akun/", "/lacak/", "/cari/"):
        assert f"Disallow: {path}" in rules
    assert "Sitemap: " in rules


@pytest.mark.parametrize("hide_target", [True, False])
def test_a_merged_topic_leads_on_or_is_gone(client, ben, sari, category, topic, hide_target):
    target = factories.topic(ben, category, "Tujuan penggabungan")
    merge.merge(topic, target, sari)
    if hide_target:
        moderation.act_on_topic(target, Act.HIDDEN, sari)
    assert client.get(topic.get_absolute_url()).status_code == (410 if hide_target else 301)
