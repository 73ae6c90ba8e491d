"""Pages that belong to the site as a whole: home, about, errors."""

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("home")
