"""The whole public surface on one screen."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from areas import photo_views
from kansrijk import gallery, views

urlpatterns = [
    path("", views.home, name="home"),
    path("gebieden/", include("areas.urls")),
    path("", include("interventions.urls")),
    re_path(
        r"^foto/(?P<key>[0-9a-f]{32})-(?P<rendition>[0-9]{1,4}|kaart-[0-9]{1,4}-[0-9]{1,3}-[0-9]{1,3})"
        r"\.(?P<extension>avif|webp)$",
        photo_views.photo_file,
        name="photo-file",
    ),
    path("over/", views.about, name="about"),
    path("contact/", views.contact, name="contact"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("favicon.ico", views.favicon),
    path("", include("kansrijk.delivery.urls")),
    path("", include("kansrijk.publishing.urls")),
    path("admin/", admin.site.urls),
]

if settings.DEBUG:
    urlpatterns.append(path("ontwikkel/componenten/", gallery.gallery, name="gallery"))

handler400 = "kansrijk.errors.bad_request"
handler403 = "kansrijk.errors.permission_denied"
handler404 = "kansrijk.errors.not_found"
handler500 = "kansrijk.errors.server_error"
