from django.urls import path

from forum import feeds
from forum.views import duplicates, home, lists, participation, posts, replies, topics

app_name = "forum"
urlpatterns = [
    path("", home.home, name="home"),
    path("topik/", lists.topic_list, name="topic_list"),
    path("topik/<int:topic_id>/<slug:slug>/", topics.topic, name="topic"),
    path("topik/<int:topic_id>/balasan/baru/", replies.post_new, name="post_new"),
    path("topik/<int:topic_id>/pengikut/baru/", participation.follow_new, name="follow_new"),
    path("topik/<int:topic_id>/pengikut/akhir/", participation.follow_end, name="follow_end"),
    path("topik/<int:topic_id>/saya-juga/baru/", participation.me_too_new, name="me_too_new"),
    path("topik/<int:topic_id>/saya-juga/akhir/", participation.me_too_end, name="me_too_end"),
    path("balasan/<int:post_id>/membantu/", participation.helpful_new, name="helpful_new"),
    path("balasan/<int:post_id>/membantu/akhir/", participation.helpful_end, name="helpful_end"),
    path("balasan/<int:post_id>/solusi/", participation.solution_new, name="solution_new"),
    path("balasan/<int:post_id>/solusi/akhir/", participation.solution_end, name="solution_end"),
    path("balasan/<int:post_id>/ubah/", posts.post_edit, name="post_edit"),
    path("balasan/<int:post_id>/versi/", posts.post_versions, name="post_versions"),
    path("balasan/<int:post_id>/penghapusan/", posts.post_deletion, name="post_deletion"),
    path("balasan/<int:post_id>/pemulihan/", posts.post_restoration, name="post_restoration"),
    path("petugas/topik/<int:topic_id>/pengambilan/", topics.topic_claim, name="topic_claim"),
    path("petugas/topik/<int:topic_id>/status/", topics.topic_status, name="topic_status"),
    path("topik/atom/", feeds.TopicFeed(), name="feed"),
    path("kategori/<slug:slug>/", lists.category, name="category"),
    path("kategori/<slug:slug>/atom/", feeds.CategoryFeed(), name="category_feed"),
    path("label/<slug:slug>/", lists.tag, name="tag"),
    path("label/<slug:slug>/atom/", feeds.TagFeed(), name="tag_feed"),
    path("wilayah/<slug:code>/", lists.region, name="region"),
    path("wilayah/<slug:code>/atom/", feeds.RegionFeed(), name="region_feed"),
    path("tanya/", topics.topic_new, name="topic_new"),
    path("pratinjau/", replies.preview, name="preview"),
    path("petugas/duplikat/", duplicates.duplicate_list, name="duplicate_list"),
    path(
        "petugas/duplikat/<int:duplicate_id>/pengesahan/",
        duplicates.duplicate_confirmation,
        name="duplicate_confirmation",
    ),
    path(
        "petugas/duplikat/<int:duplicate_id>/penolakan/",
        duplicates.duplicate_rejection,
        name="duplicate_rejection",
    ),
]
