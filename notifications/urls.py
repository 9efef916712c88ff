from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifikasi/", views.notification_list, name="notification_list"),
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
