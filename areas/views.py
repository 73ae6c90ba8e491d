"""Pages about areas."""

from django.http import HttpRequest, HttpResponse


def area_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse("")
