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
    page = client.get("/").content.decode()
    assert page.count('<dd class="stat__value">–</dd>') == 2


def test_it_tells_the_very_figures_of_the_dashboard(client, logged_in, topic, sari):
    """The same query: whatever an officer sees of the last 90 days, the public sees."""
    with moment.at(topic.created_at + timedelta(hours=2)):
        Post.objects.reply(topic, author=sari, body="Ini jawabannya.")
    officers = logged_in(sari).get("/petugas/dasbor/petugas-median-kalender/?periode=90")
    shown = officers.context["cell"].value
    assert f'<dd class="stat__value">{shown}</dd>' in client.get("/").content.decode()
