from django.urls import path

from dashboard import desk_views, live_views, views

app_name = "dashboard"
urlpatterns = [
    path("langsung/", live_views.live, name="live"),
    path("petugas/", desk_views.desk, name="desk"),
    path("petugas/langsung/", desk_views.desk_live, name="desk_live"),
    path("petugas/tindakan/", desk_views.desk_bulk, name="desk_bulk"),
    path("petugas/dasbor/", views.figures_page, name="figures"),
]
