from django.urls import path

from autoreply import views

app_name = "autoreply"
urlpatterns = [
    path("jawaban/", views.answer_list, name="answer_list"),
    path("jawaban/saran/", views.suggestions, name="suggestions"),
    path("jawaban/<slug:slug>/", views.answer, name="answer"),
    path("keputusan/<int:decision_id>/umpan-balik/", views.feedback, name="feedback"),
]
