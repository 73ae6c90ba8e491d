"""What came with a button, beside the forms of Django that would have checked it."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from kansrijk.publishing.refusals import Refusal

LONGEST_TEXT = 2000
TEXT = forms.CharField(
    required=False,
    max_length=LONGEST_TEXT,
    error_messages={
        "max_length": "Maak de uitleg korter: er passen %(limit_value)d tekens, u typte er %(show_value)d."
    },
)


def typed_text(request: HttpRequest, name: str) -> str:
    """A reason or an explanation. Raises Refusal when it is too long, or holds what no database keeps."""
    try:
        return TEXT.clean(request.POST.get(name, ""))
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error


def posted_number(request: HttpRequest, name: str) -> int | None:
    """The number of a version; None for anything that is none."""
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else None
