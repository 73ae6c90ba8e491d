"""All of somebody's own work, of which the first page of the admin shows the beginning."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from kansrijk.accounts.models import User
from kansrijk.accounts.person import person
from kansrijk.publishing.own_work import described, work_of

PAGE_SIZE = 50


def own_work_title(user: User) -> str:
    return "Uw concepten" if user.is_office else "Uw voorstellen"


def own_work_page(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if not (user.is_office or user.is_coordinator):
        raise PermissionDenied
    page = Paginator(work_of(user), PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        **admin.site.each_context(request),
        "title": own_work_title(user),
        "is_office": user.is_office,
        "page": page,
        "own_work": described(list(page)),
    }
    return TemplateResponse(request, "admin/publishing/own_work.html", context)
