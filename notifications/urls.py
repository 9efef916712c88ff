from django.urls import path

from notifications import devices, views
from notifications.unsubscribing import unsubscription

app_name = "notifications"
urlpatterns = [
    path("notifikasi/", views.notification_list, name="notification_list"),
    path("notifikasi/pengaturan/", views.preferences, name="preferences"),
    path("notifikasi/perangkat/baru/", devices.push_new, name="push_new"),
    path("notifikasi/perangkat/akhir/", devices.push_end, name="push_end"),
    path("sw.js", devices.service_worker, name="service_worker"),
    path("notifikasi/surel-kembali/", views.bounce_clearing, name="bounce_clearing"),
    path("notifikasi/berhenti/<str:token>/", unsubscription, name="unsubscription"),
    path(
        "notifikasi/semua/pembacaan/",
        views.notification_reading_all,
        name="notification_reading_all",
    ),
    path(
        "notifikasi/<int:notification_id>/pembacaan/",
        views.notification_reading,
        name="notification_reading",
    ),
]
