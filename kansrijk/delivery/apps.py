from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "kansrijk.delivery"
    label = "delivery"
    verbose_name = "Aflevering"
