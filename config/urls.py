"""Every address of the site. Each app brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("pages.urls")),
    path("", include("dashboard.urls")),
    path("", include("autoreply.urls")),
    path("", include("notifications.urls")),
    path("", include("forum.urls")),
    path("akun/", include("allauth.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
