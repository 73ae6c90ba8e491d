"""The site itself as a Django app: its management commands and its admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class KansrijkConfig(AppConfig):
    name = "kansrijk"
    label = "kansrijk"


class KansrijkAdminConfig(AdminConfig):
    default_site = "kansrijk.admin_site.KansrijkAdminSite"
