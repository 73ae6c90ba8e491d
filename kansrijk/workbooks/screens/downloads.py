"""What can be downloaded of an upload: the file as it came, the same with remarks in it, and its plan."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.planning.listing import as_json
from kansrijk.workbooks.planning.storing import load
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.remarks import with_remarks
from kansrijk.workbooks.screens.access import NOT_THERE, visible_upload, workbook_user

ANY_BYTES = "application/octet-stream"
"""So that no browser shows it: what is in it, somebody else made."""


def original_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Byte for byte."""
    upload = visible_upload(workbook_user(request), pk)
    return _attachment(HttpResponse(bytes(upload.file), ANY_BYTES), upload.file_name)


def file_with_remarks(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _of_plan(request, pk, _with_remarks)


def plan_as_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as `manage.py werkboek in --json` prints."""
    return _of_plan(request, pk, _as_json)


def _of_plan(request: HttpRequest, pk: UUID, make: Callable[[Upload], HttpResponse]) -> HttpResponse:
    """What is made of file and plan together; when that fails, the page of the upload says why."""
    upload = visible_upload(workbook_user(request), pk)
    if not upload.plan:
        raise Http404(NOT_THERE)
    try:
        return make(upload)
    except Unreadable as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:workbooks_upload", args=[pk]))


def _with_remarks(upload: Upload) -> HttpResponse:
    content, ending = with_remarks(bytes(upload.file), load(bytes(upload.plan or b"")))
    stem = upload.file_name.rpartition(".")[0] or upload.file_name
    return _attachment(HttpResponse(content, ANY_BYTES), f"{stem}-opmerkingen.{ending}")


def _as_json(upload: Upload) -> HttpResponse:
    answer = as_json(load(bytes(upload.plan or b"")), read_book(bytes(upload.file)))
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "default": str})
    return _attachment(response, f"{upload.file_name}.json")


def _attachment(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
