"""Passes on of the header Content-Type only what a form of ours sends. Stands around Django, which believes the rest."""

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

FORM = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; ?boundary=[A-Za-z0-9'()+_,./:=?-]{1,70})?", re.IGNORECASE)
KIND = re.compile(r"[a-z]+/[a-z0-9.+-]+", re.IGNORECASE)


class PlainContentType:
    """All our pages and forms are UTF-8, whatever a request says.

    Django reads the query string in the character set that this header names, before any middleware runs: one that
    does not exist is a bare 500, and some decode to characters that we refuse in an address.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        announced = environ.get("CONTENT_TYPE") or ""
        if announced and not FORM.fullmatch(announced):
            kind = KIND.match(announced)
            environ["CONTENT_TYPE"] = kind[0] if kind else ""
        return self.application(environ, start_response)
