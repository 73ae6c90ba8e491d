from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "kansrijk.pages"
    label = "pages"
    verbose_name = "Pagina's"
