from django.urls import path

from releases import feeds, ical
from releases.views import calendar, desk, importing, subscriptions

app_name = "releases"
_DESK = "petugas/rilis/"
urlpatterns = [
    path("rilis/", calendar.release_list, name="release_list"),
    path("rilis/kalender.ics", ical.calendar, name="calendar"),
    path("rilis/atom/", feeds.feed, name="feed"),
    path("rilis/subjek/<slug:slug>/", calendar.subject, name="subject"),
    path("rilis/subjek/<slug:slug>/kalender.ics", ical.calendar, name="subject_calendar"),
    path("rilis/subjek/<slug:slug>/atom/", feeds.feed, name="subject_feed"),
    path("rilis/wilayah/<slug:code>/", calendar.region, name="region"),
    path("rilis/wilayah/<slug:code>/kalender.ics", ical.calendar, name="region_calendar"),
    path("rilis/wilayah/<slug:code>/atom/", feeds.feed, name="region_feed"),
    path("rilis/langganan/", subscriptions.subscription_list, name="subscription_list"),
    path("rilis/langganan/baru/", subscriptions.subscription_new, name="subscription_new"),
    path(
        "rilis/langganan/<int:subscription_id>/akhir/",
        subscriptions.subscription_end,
        name="subscription_end",
    ),
    path("rilis/<int:year>/<int:month>/", calendar.release_month, name="release_month"),
    path("rilis/<int:release_id>/<slug:slug>/", calendar.release, name="release"),
    path(_DESK, desk.release_desk, name="release_desk"),
    path(f"{_DESK}baru/", desk.release_new, name="release_new"),
    path(f"{_DESK}impor/", importing.release_import, name="release_import"),
    path(f"{_DESK}ekspor/", importing.release_export, name="release_export"),
    path(f"{_DESK}subjek/", desk.subject_desk, name="subject_desk"),
    path(f"{_DESK}subjek/baru/", desk.subject_new, name="subject_new"),
    path(f"{_DESK}subjek/<int:subject_id>/ubah/", desk.subject_edit, name="subject_edit"),
    path(f"{_DESK}<int:release_id>/ubah/", desk.release_edit, name="release_edit"),
    path(
        f"{_DESK}<int:release_id>/penerbitan/", desk.release_publication, name="release_publication"
    ),
    path(f"{_DESK}<int:release_id>/penarikan/", desk.release_withdrawal, name="release_withdrawal"),
    path(f"{_DESK}<int:release_id>/penghapusan/", desk.release_deletion, name="release_deletion"),
]
