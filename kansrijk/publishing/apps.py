from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "kansrijk.publishing"
    label = "publishing"
    verbose_name = "Publicatie"
