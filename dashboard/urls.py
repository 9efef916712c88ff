from django.urls import path

from dashboard import copy_views, desk_views, live_views, views

app_name = "dashboard"
urlpatterns = [
    path("langsung/", live_views.live, name="live"),
    path("petugas/", desk_views.desk, name="desk"),
    path("petugas/langsung/", desk_views.desk_live, name="desk_live"),
    path("petugas/tindakan/", desk_views.desk_bulk, name="desk_bulk"),
    path("pesan/<int:conversation_id>/persetujuan/", copy_views.copy_consent, name="copy_consent"),
    path("petugas/pesan/<int:conversation_id>/salinan/", copy_views.copy_edit, name="copy_edit"),
    path(
        "petugas/pesan/<int:conversation_id>/salinan/penerbitan/",
        copy_views.copy_publication,
        name="copy_publication",
    ),
    path("petugas/dasbor/", views.figures_page, name="figures"),
]
