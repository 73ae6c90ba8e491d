"""Whole numbers as people in the Netherlands write them: 47.000 is forty-seven thousand."""

import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError

GROUPED = re.compile(r"\d{1,3}(?:[. \N{NO-BREAK SPACE}]\d{3})+")
PLAIN = re.compile(r"-?\d*")


class WholeNumberField(forms.IntegerField):
    """Django's own reads 47.000 as forty-seven, and without a word."""

    # A browser's number field would hand "47 000" over as nothing at all.
    widget = AdminTextInputWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "class": "vIntegerField"}

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.strip()
            if GROUPED.fullmatch(value):
                value = re.sub(r"\D", "", value)
            elif not PLAIN.fullmatch(value):
                raise ValidationError("Vul een heel getal in, bijvoorbeeld 47000 of 47.000.", code="invalid")
        return super().to_python(value)
