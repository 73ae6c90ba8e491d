"""A workbook goes out, is changed and comes back, without a browser between."""

from io import BytesIO

from openpyxl import load_workbook

from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import CHECK
from kansrijk.workbooks.models import Upload
from tests.workbooks.round_trip import put
from tests.workbooks.sent_back import saved, written


def workbook(user):
    return load_workbook(BytesIO(written(user)))


def sent(file, user, **choices):
    upload = Upload.objects.create(file=saved(file), file_name="terug.xlsx", by=user, choices=choices)
    do_now(upload, CHECK)
    return upload


def with_new_story(user, stories):
    """A workbook with one new story and one that changes; they are set ready in two steps."""
    file = workbook(user)
    headings = {cell.value: cell.column for cell in file["Interventies"][1]}
    file["Interventies"].cell(5, headings["Titel"], "Naailes")
    file["Interventies"].cell(5, headings["Gebied"], "Zaandam")
    put(file, stories[0].code, "Titel", "Praatcafé")
    return file
