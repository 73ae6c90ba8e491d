"""Addresses in the admin for workbooks; the views look at the user and the upload themselves."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from kansrijk.workbooks.screens.downloads import file_with_remarks, making, original_file, plan_as_json
from kansrijk.workbooks.screens.making import make
from kansrijk.workbooks.screens.overview import overview
from kansrijk.workbooks.screens.upload_page import upload_page


def workbook_urls(site: AdminSite) -> list[URLPattern]:
    staff = site.admin_view
    return [
        path("werkboek/", staff(overview), name="workbooks"),
        path("werkboek/maken/", staff(make), name="workbooks_make"),
        path("werkboek/<uuid:pk>/", staff(upload_page), name="workbooks_upload"),
        path("werkboek/<uuid:pk>/bestand/", staff(original_file), name="workbooks_file"),
        path("werkboek/<uuid:pk>/opmerkingen/", staff(file_with_remarks), name="workbooks_remarks"),
        path("werkboek/<uuid:pk>/maken/<slug:task>/", staff(making), name="workbooks_making"),
        path("werkboek/<uuid:pk>/plan.json", staff(plan_as_json), name="workbooks_plan"),
    ]
