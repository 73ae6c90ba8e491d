"""Addresses of previews."""

from django.urls import path

from kansrijk.publishing.previews import views

urlpatterns = [
    path("voorbeeld/<str:token>/antwoord/", views.answer, name="preview_answer"),
    path("voorbeeld/<str:token>/begin/", views.begin, name="preview_start"),
    path("voorbeeld/<str:token>/", views.preview, {"path": ""}, name="preview_home"),
    path("voorbeeld/<str:token>/<path:path>", views.preview, name="preview"),
]
