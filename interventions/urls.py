"""Addresses of stories, phases, themes and quotes."""

from django.urls import path

app_name = "interventions"
urlpatterns: list = []
