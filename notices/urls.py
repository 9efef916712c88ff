from django.urls import path

from notices import feeds, views

app_name = "notices"
urlpatterns = [
    path("pengumuman/", views.notice_list, name="notice_list"),
    path("pengumuman/atom/", feeds.feed, name="feed"),
    path("pengumuman/<int:notice_id>/", views.notice, name="notice"),
    path("pengumuman/<int:notice_id>/tutup/", views.notice_dismissal, name="notice_dismissal"),
    path("petugas/pengumuman/", views.notice_desk, name="notice_desk"),
    path("petugas/pengumuman/baru/", views.notice_new, name="notice_new"),
    path("petugas/pengumuman/<int:notice_id>/ubah/", views.notice_edit, name="notice_edit"),
    path("petugas/pengumuman/<int:notice_id>/akhir/", views.notice_end, name="notice_end"),
]
