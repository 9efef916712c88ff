from django.urls import path

from pages import views

app_name = "pages"
urlpatterns = [
    path("tema/", views.theme, name="theme"),
    path("bantuan/", views.manual, name="manual"),
    path("bantuan/<slug:manual>/", views.chapter_list, name="chapter_list"),
    path("bantuan/<slug:manual>/<slug:chapter>/", views.chapter, name="chapter"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
