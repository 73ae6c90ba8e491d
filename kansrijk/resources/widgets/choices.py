"""Cells with one of a fixed list: yes or no, or a kind."""

from functools import cached_property
from typing import Any

from django.db.models import Choices
from import_export import widgets

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names, Source
from kansrijk.resources.nearest import did_you_mean
from kansrijk.resources.texts import cleaned, folded
from kansrijk.resources.widgets.base import Cell, Kind
from kansrijk.resources.widgets.numbers import in_message
from kansrijk.workbooks.book import Value

YES = {"ja", "j", "x", "waar", "true", "yes", "y", "1", "✓", "✔", "v"}
NO = {"nee", "n", "onwaar", "false", "no", "0", "-"}


class YesNoWidget(Cell, widgets.BooleanWidget):
    """True and false, ja and nee."""

    kind = Kind.CHOICE
    empty = False
    options = ("ja", "nee")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "ja" if value else "nee"

    def read(self, value: Value, names: Names) -> bool:
        answer = folded(cleaned(f"{value:g}" if isinstance(value, float) else str(value)))
        if answer in YES or answer in NO:
            return answer in YES
        raise Misread(f"‘{in_message(value)}’ is geen ‘ja’ of ‘nee’.")

    def show(self, content: bool, names: Names) -> Value:
        return "ja" if content else "nee"


class ChoiceWidget(Cell, widgets.CharWidget):
    """One of a fixed list, by its code or by the words on the screen."""

    kind = Kind.CHOICE
    empty = ""

    def __init__(self, choices: type[Choices]) -> None:
        super().__init__()
        self.choices = choices

    @property
    def options(self) -> tuple[str, ...]:
        """What a drop-down holds."""
        return tuple(str(label) for label in self.choices.labels)

    @cached_property
    def source(self) -> Source:
        labels = {str(code): str(label) for code, label in self.choices.choices}
        return Source("", labels, offered=tuple(labels))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(self.choices(value).label) if value else ""

    def read(self, value: Value, names: Names) -> str:
        text = cleaned(str(value))
        if keys := self.source.keys(text):
            return keys[0]
        near = self._near(text)
        message = f"‘{in_message(value)}’ staat niet in de lijst.{did_you_mean(near)}"
        raise Misread(message, near[0] if near else "")

    def _near(self, text: str) -> list[str]:
        """The nearest of each choice: its words or its code."""
        nearest: dict[str, str] = {}
        for name in self.source.nearest.to(text):
            nearest.setdefault(self.source.keys(name)[0], name)
        return list(nearest.values())

    def show(self, content: str, names: Names) -> Value:
        return self.source.labels.get(content, content)
