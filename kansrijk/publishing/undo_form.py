"""The question before a release is taken back: why. Asked wherever that can be done."""

from typing import Any

from django import forms

LONGEST_REASON = 300


class UndoForm(forms.Form):
    reden = forms.CharField(
        label="Reden (de coördinator leest dit)",
        max_length=LONGEST_REASON,
        error_messages={
            "required": "Vul in waarom u dit terugdraait. De coördinator leest dat.",
            "max_length": "Maak de reden korter: er passen %(limit_value)d tekens, u typte er %(show_value)d.",
        },
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
