from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "kansrijk.publishing"
    label = "publishing"
    verbose_name = "Publicatie"

    def ready(self) -> None:
        from kansrijk.publishing import lookups  # noqa: F401, PLC0415 - to have them known
