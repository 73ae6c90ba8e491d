"""What can be downloaded of an upload: the file as it came, and its plan."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header

from kansrijk.workbooks.planning.listing import as_json
from kansrijk.workbooks.planning.storing import load
from kansrijk.workbooks.reading.reader import read_book
from kansrijk.workbooks.screens.access import NOT_THERE, visible_upload, workbook_user


def original_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """As it came in, byte for byte; never to be shown in the browser."""
    upload = visible_upload(workbook_user(request), pk)
    return _attachment(HttpResponse(bytes(upload.file), "application/octet-stream"), upload.file_name)


def plan_as_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as `manage.py werkboek in --json` prints."""
    upload = visible_upload(workbook_user(request), pk)
    if not upload.plan:
        raise Http404(NOT_THERE)
    answer = as_json(load(bytes(upload.plan)), read_book(bytes(upload.file)))
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "default": str})
    return _attachment(response, f"{upload.file_name}.json")


def _attachment(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
