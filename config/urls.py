"""Every address of the site. Each app brings its own."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from accounts.views import set_language
from autoreply.sitemaps import AnswerSitemap
from forum.sitemaps import CategorySitemap, TopicSitemap
from notices.sitemaps import NoticeSitemap
from releases.sitemaps import ReleaseSitemap, SubjectSitemap

_SITEMAPS = {
    "sitemaps": {
        "topik": TopicSitemap,
        "kategori": CategorySitemap,
        "jawaban": AnswerSitemap,
        "rilis": ReleaseSitemap,
        "subjek": SubjectSitemap,
        "pengumuman": NoticeSitemap,
    }
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
    path("", include("releases.urls")),
    path("", include("notices.urls")),
    path("akun/", include("accounts.urls")),
    path("akun/", include("allauth.urls")),
    path("bahasa/setlang/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
]
