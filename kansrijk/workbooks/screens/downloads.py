"""What can be downloaded of an upload: the file as it came, the same with remarks in it, and its plan. The last two are
made first, which is work for a job, so by POST; GET gives what was made."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from kansrijk.workbooks.jobs.leases import ask_for
from kansrijk.workbooks.jobs.making_files import FINDINGS, REMARKS
from kansrijk.workbooks.jobs.running import start
from kansrijk.workbooks.keeping import TooManyFiles, may_make
from kansrijk.workbooks.models import JobState, MadeFile, Upload, UploadState
from kansrijk.workbooks.pieces import unpacked
from kansrijk.workbooks.screens.access import NOT_THERE, visible_upload, workbook_user
from kansrijk.workbooks.screens.waiting import progress_of

ANY_BYTES = "application/octet-stream"
"""So that no browser shows it: what is in it, somebody else made."""
DOORS = {REMARKS: "admin:workbooks_remarks", FINDINGS: "admin:workbooks_plan"}
Response = TypeVar("Response", bound=HttpResponseBase)
NAMES = {REMARKS: "Het bestand met opmerkingen", FINDINGS: "Alle bevindingen als JSON"}


def original_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Byte for byte."""
    upload = visible_upload(workbook_user(request), pk)
    if upload.state == UploadState.LET_GO:
        raise Http404(NOT_THERE)
    return _attachment(HttpResponse(bytes(upload.file), ANY_BYTES), upload.file_name)


def file_with_remarks(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    upload = _planned(request, pk)
    if request.method == "POST":
        return _make(request, upload, REMARKS)
    made = _there(upload, REMARKS)
    if made is None:
        return _page_of_making(upload, REMARKS)
    stem = upload.file_name.rpartition(".")[0] or upload.file_name
    return _attachment(HttpResponse(bytes(made.content), ANY_BYTES), f"{stem}-opmerkingen.{made.ending}")


def plan_as_json(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The same as `manage.py werkboek in --json` prints."""
    upload = _planned(request, pk)
    if request.method == "POST":
        return _make(request, upload, FINDINGS)
    made = _there(upload, FINDINGS)
    if made is None:
        return _page_of_making(upload, FINDINGS)
    response = StreamingHttpResponse(unpacked(bytes(made.content)), content_type="application/json")
    return _attachment(response, f"{upload.file_name}.{made.ending}")


def making(request: HttpRequest, pk: UUID, task: str) -> HttpResponse:
    """How far the making is of a file that takes a while, and where it can be had. Only looks."""
    upload = _planned(request, pk)
    if task not in DOORS:
        raise Http404(NOT_THERE)
    job = upload.jobs.filter(task=task).order_by("-pk").first()
    made = _there(upload, task)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"{NAMES[task]}: {upload.file_name}",
        "upload": upload,
        "name": NAMES[task],
        "url": reverse(DOORS[task], args=[pk]),
        "is_made": made is not None,
        "is_over": job is not None and job.state in (JobState.DONE, JobState.FAILED),
        **progress_of(job),
    }
    return TemplateResponse(request, "admin/workbooks/making.html", context)


def _make(request: HttpRequest, upload: Upload, task: str) -> HttpResponse:
    """At once when it is small, else by a worker; what was made before is there. Then leads to it, or to how far it is."""
    if not _there(upload, task):
        try:
            with transaction.atomic():
                may_make(upload, task)
                ask_for(upload, task)
        except TooManyFiles as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:workbooks_upload", args=[upload.pk]))
        start(upload, task)
    if _there(upload, task):
        return HttpResponseRedirect(reverse(DOORS[task], args=[upload.pk]))
    return _page_of_making(upload, task)


def _planned(request: HttpRequest, pk: UUID) -> Upload:
    upload = visible_upload(workbook_user(request), pk)
    if not upload.seal:
        raise Http404(NOT_THERE)
    return upload


def _there(upload: Upload, task: str) -> MadeFile | None:
    return MadeFile.objects.filter(upload=upload, task=task, seal=upload.seal).first()


def _page_of_making(upload: Upload, task: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:workbooks_making", args=[upload.pk, task]))


def _attachment(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
