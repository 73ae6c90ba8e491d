from django.apps import AppConfig


class RichTextConfig(AppConfig):
    name = "kansrijk.richtext"
    label = "richtext"
    verbose_name = "Opmaak"
