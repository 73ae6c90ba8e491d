"""The whole public surface on one screen."""

from django.contrib import admin
from django.urls import include, path

from kansrijk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("gebieden/", include("areas.urls")),
    path("", include("interventions.urls")),
    path("admin/", admin.site.urls),
]
