"""Addresses of stories, phases, themes and quotes."""

from django.urls import path

from interventions import views

app_name = "interventions"
urlpatterns = [
    path("interventies/", views.intervention_list, name="list"),
    path("interventies/<slug:slug>/", views.intervention_detail, name="detail"),
    path("fasen/", views.phase_list, name="phase_list"),
    path("fasen/<slug:slug>/", views.phase_detail, name="phase"),
    path("themas/", views.theme_list, name="theme_list"),
    path("themas/<slug:slug>/", views.theme_detail, name="theme"),
    path("citaten/", views.quote_list, name="quotes"),
]
