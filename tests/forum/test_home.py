"""The front page."""

from datetime import timedelta

from forum.models import Post
from pages import moment


def test_one_box_what_is_new_and_how_fast(client, topic, sari):
    with moment.at(topic.created_at + timedelta(hours=2)):
        Post.objects.reply(topic, author=sari, body="Ini jawabannya.")
    page = client.get("/").content.decode()
    assert 'name="q"' in page
    assert topic.title in page
    assert "2\xa0jam" in page


def test_without_any_answer_it_promises_no_speed(client, topic):
    context = client.get("/").context
    assert (context["median"], context["p90"]) == (None, None)
