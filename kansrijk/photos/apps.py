from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "kansrijk.photos"
    label = "photos"
    verbose_name = "Foto"
