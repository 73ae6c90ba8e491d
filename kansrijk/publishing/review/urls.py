"""Addresses in the admin for comparing, reviewing, history and the log; the views look at the record themselves."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from kansrijk.publishing.review.compare import compare_revisions
from kansrijk.publishing.review.deciding import review_one
from kansrijk.publishing.review.history import history
from kansrijk.publishing.review.log import download_log, site_log
from kansrijk.publishing.review.own import own_work_page
from kansrijk.publishing.review.queue import review_queue


def review_urls(site: AdminSite) -> list[URLPattern]:
    staff = site.admin_view
    return [
        path("vergelijken/<int:pk>/", staff(compare_revisions), name="publishing_compare"),
        path("beoordelen/", staff(review_queue), name="publishing_review"),
        path("beoordelen/<int:pk>/", staff(review_one), name="publishing_review_one"),
        path("eigen-werk/", staff(own_work_page), name="publishing_own_work"),
        path("geschiedenis/<str:kind>/<int:pk>/", staff(history), name="publishing_history"),
        path("logboek/", staff(site_log), name="publishing_log"),
        path("logboek/logboek.<str:ending>", staff(download_log), name="publishing_log_download"),
    ]
