"""The question before a release is taken back: why. Asked wherever that can be done, and nobody has to answer."""

from typing import Any

from django import forms

LONGEST_REASON = 300


class UndoForm(forms.Form):
    reden = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        error_messages={
            "max_length": "Maak de reden korter: er passen %(limit_value)d tekens, u typte er %(show_value)d.",
        },
    )

    def __init__(self, data: Any = None, *, is_own: bool = False, **kwargs: Any) -> None:
        """`is_own` for who takes back only work of their own: nobody else reads the reason with it."""
        super().__init__(data, label_suffix="", **kwargs)
        read_by = "" if is_own else "; de indiener leest dit"
        self.fields["reden"].label = f"Reden (mag leeg blijven{read_by})"
