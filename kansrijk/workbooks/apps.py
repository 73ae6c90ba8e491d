from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "kansrijk.workbooks"
    verbose_name = "werkboeken"
