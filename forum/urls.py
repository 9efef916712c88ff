from django.urls import path

from forum.views import duplicates, home, replies, topics

app_name = "forum"
urlpatterns = [
    path("", home.home, name="home"),
    path("topik/", topics.topic_list, name="topic_list"),
    path("topik/<int:topic_id>/<slug:slug>/", topics.topic, name="topic"),
    path("topik/<int:topic_id>/balasan/baru/", replies.post_new, name="post_new"),
    path("petugas/topik/<int:topic_id>/pengambilan/", topics.topic_claim, name="topic_claim"),
    path("petugas/topik/<int:topic_id>/status/", topics.topic_status, name="topic_status"),
    path("kategori/<slug:slug>/", topics.category, name="category"),
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
