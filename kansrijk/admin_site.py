"""The admin site: greets with what needs attention. Composes what the apps know; decides nothing itself."""

from django.contrib.admin import AdminSite


class KansrijkAdminSite(AdminSite):
    site_header = "Kansrijke Wijk – redactie"
    site_title = "Kansrijke Wijk"
    index_title = "Wat vraagt aandacht?"
