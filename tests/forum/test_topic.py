"""Reading a topic."""

from forum.models import Post
from forum.reading import read_page
from tests import factories


def test_everybody_may_read_it(client, topic):
    page = client.get(topic.get_absolute_url())
    assert page.status_code == 200
    assert topic.title in page.content.decode()


def test_replies_stand_beneath_what_they_reply_to(topic, ana, ben):
    first = Post.objects.reply(topic, author=ben, body="satu")
    Post.objects.reply(topic, author=ben, body="dua")
    Post.objects.reply(topic, author=ana, body="balasan satu", parent=first)
    one, two = read_page(topic, ana).replies
    assert (one.post.body, two.post.body) == ("satu", "dua")
    assert [node.post.body for node in one.children] == ["balasan satu"]


def test_a_deep_tree_grows_sideways_at_the_last_level(topic, ben):
    parent = None
    for number in range(14):
        parent = Post.objects.reply(topic, author=ben, body=str(number), parent=parent)
    posts = topic.posts.exclude(path="").order_by("path")
    assert [post.body for post in posts] == [str(number) for number in range(14)]
    assert max(post.depth for post in posts) == 10


def test_a_long_topic_is_read_page_by_page(client, topic, ben):
    posts = [Post.objects.reply(topic, author=ben, body=f"isi {n}") for n in range(35)]
    first = client.get(topic.get_absolute_url())
    assert f"post-{posts[19].pk}" in first.content.decode()
    assert f"post-{posts[20].pk}" not in first.content.decode()
    rest = client.get(
        topic.get_absolute_url(), {"sesudah": first.context["page"].next_cursor}
    ).content.decode()
    assert f"post-{posts[20].pk}" in rest
    assert f"post-{posts[19].pk}" not in rest


def test_a_permalink_opens_the_page_that_shows_the_post(client, topic, ben):
    posts = [Post.objects.reply(topic, author=ben, body=f"isi {n}") for n in range(40)]
    page = client.get(topic.get_absolute_url(), {"post": posts[-1].pk}).content.decode()
    assert f'id="post-{posts[-1].pk}"' in page


def test_senseless_parameters_show_page_one(client, topic):
    for query in ("?sesudah=abc", "?post=-1", "?post=99999999999999999999999", "?balas=x"):
        assert client.get(topic.get_absolute_url() + query).status_code == 200


def test_another_slug_leads_to_the_right_one(client, topic):
    response = client.get(f"/topik/{topic.pk}/judul-lama/")
    assert response.status_code == 301
    assert response.url == topic.get_absolute_url()


def test_a_title_without_latin_letters_has_an_address(client, ana, category):
    topic = factories.topic(ana, category, "数据 在哪里")
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_no_script_survives(client, ana, category):
    topic = factories.topic(
        ana, category, "<script>alert(1)</script>", "[x](javascript:alert(1)) <img src=x onerror=1>"
    )
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img src=x" not in page


def test_a_missing_topic_is_404(client, db):
    assert client.get("/topik/404/apa/").status_code == 404
