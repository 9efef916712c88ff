"""Every address of the site. Each app brings its own."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from autoreply.sitemaps import AnswerSitemap
from forum.sitemaps import CategorySitemap, TopicSitemap

_SITEMAPS = {
    "sitemaps": {"topik": TopicSitemap, "kategori": CategorySitemap, "jawaban": AnswerSitemap}
}

urlpatterns = [
    path("sitemap.xml", sitemaps.index, _SITEMAPS, name="sitemap_index"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        _SITEMAPS,
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("", include("pages.urls")),
    path("", include("dashboard.urls")),
    path("", include("autoreply.urls")),
    path("", include("notifications.urls")),
    path("", include("chat.urls")),
    path("", include("forum.urls")),
    path("akun/", include("accounts.urls")),
    path("akun/", include("allauth.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
