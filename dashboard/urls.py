from django.urls import path

from dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("petugas/", views.desk, name="desk"),
    path("petugas/dasbor/", views.figures_page, name="figures"),
]
