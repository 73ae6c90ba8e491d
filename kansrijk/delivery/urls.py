"""Addresses for machines: health and the plain text files."""

from django.urls import path

from kansrijk.delivery import health, wellknown

urlpatterns = [
    path("gezond/leeft", health.alive, name="alive"),
    path("gezond/klaar", health.ready, name="ready"),
    path("robots.txt", wellknown.robots_txt, name="robots"),
    path(".well-known/security.txt", wellknown.security_txt, name="security-txt"),
]
