from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "kansrijk.delivery"
    label = "delivery"
    verbose_name = "Aflevering"

    def ready(self) -> None:
        from kansrijk.delivery import checks  # noqa: F401, PLC0415 - registering is what the import is for
