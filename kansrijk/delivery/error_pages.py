"""A page that says what went wrong and what to do. Which error gets which page is for kansrijk/errors.py to say."""

from django.http import HttpResponse
from django.template import loader

LAST_RESORT = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>Er ging iets mis – Kansrijke Wijk</title></head>
<body>
<main>
<h1>Er ging iets mis bij ons</h1>
<p>Probeer het over een paar minuten nog eens, of ga naar <a href="/">de voorpagina</a>.</p>
</main>
</body>
</html>
"""


def error_page(status: int, template: str = "", **context: object) -> HttpResponse:
    """The template of that status, without context processors: they would touch the session and the database."""
    text = loader.render_to_string(template or f"{status}.html", context)
    return HttpResponse(text, status=status)


def last_resort() -> HttpResponse:
    """For when the templates themselves fail."""
    return HttpResponse(LAST_RESORT, status=500)
