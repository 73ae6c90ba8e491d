"""Stock django-import-export on our interventions, with its defaults: what the bench of workbooks is compared with."""

from typing import Any

from django.contrib.admin import AdminSite
from django.test import Client
from django.urls import path
from import_export.admin import ImportExportModelAdmin
from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from areas.models import Area
from interventions.models import Intervention, Organisation, Phase, TargetGroup, Theme
from kansrijk.accounts.models import User

SETTINGS = {
    "ROOT_URLCONF": __name__,
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    # Nobody collected static files for this run.
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "DATA_UPLOAD_MAX_MEMORY_SIZE": None,
}
XLSX_CHOICE = "0"
RELATIONS = ("area", "phases", "themes", "target_groups", "organisations")


def many(model: Any, name: str) -> Field:
    return Field(
        attribute=name, column_name=name, widget=ManyToManyWidget(model, separator=";", field="slug")
    )


class StockResource(ModelResource):
    area = Field(attribute="area", column_name="area", widget=ForeignKeyWidget(Area, "slug"))
    phases, themes = many(Phase, "phases"), many(Theme, "themes")
    target_groups = many(TargetGroup, "target_groups")
    organisations = many(Organisation, "organisations")

    class Meta:
        model = Intervention
        import_id_fields = ["code"]
        fields = ["code", "slug", "title", *RELATIONS, "summary", "body"]
        skip_unchanged = True


class StockAdmin(ImportExportModelAdmin):
    resource_classes = [StockResource]
    import_formats = [XLSX]


site = AdminSite(name="stock")
site.register(Intervention, StockAdmin)
urlpatterns = [path("stock/", site.urls), path("admin/", site.urls)]


def logged_in() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("bench", password="heel-lang-wachtwoord"))
    return client
