"""A workbook as a person has it: downloaded from the site, changed in a program, sent back."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from kansrijk.workbooks.models import Upload

MAKE, OVERVIEW = "/admin/werkboek/maken/", "/admin/werkboek/"


def content_of(response):
    """Of a download; read to its end, it closes its file."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def downloaded(client, address=MAKE, **choices):
    """The workbook that this person gets, opened."""
    response = client.post(address, {"formaat": "xlsx", "boek": "gebied", **choices})
    return load_workbook(BytesIO(content_of(response)))


def put(file, code, heading, value, sheet="Interventies"):
    """In the row of this code; without a code in the first row without one."""
    rows = file[sheet]
    column = next(cell.column for cell in rows[1] if cell.value == heading)
    rows_of_code = (row[0].row for row in rows.iter_rows(min_row=2) if row[0].value == code)
    row = next(rows_of_code, rows.max_row + 1)
    rows.cell(row, column, value)


def sent(client, content, name="werkboek.xlsx"):
    """The answer of the site to this file: a book, or bytes."""
    if not isinstance(content, bytes):
        out = BytesIO()
        content.save(out)
        content = out.getvalue()
    return client.post(OVERVIEW, {"bestand": SimpleUploadedFile(name, content)})


def taken_in(client, content, name="werkboek.xlsx"):
    """The upload that this file became."""
    sent(client, content, name)
    return Upload.objects.first()


def page_of(upload):
    return f"/admin/werkboek/{upload.pk}/"


def press(client, upload, action, **values):
    """One of the buttons of its page, as it stands now."""
    page = client.get(page_of(upload))
    answer = client.post(
        page_of(upload), {"plan": page.context.get("seal", ""), "actie": action, **values}, follow=True
    )
    upload.refresh_from_db()
    return answer
