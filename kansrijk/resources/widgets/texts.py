"""Cells with text: a line, prose, body text in light markup, a web address, and words with ; between."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from import_export import widgets

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.texts import WHITE_SPACE, cleaned
from kansrijk.resources.widgets.base import Cell, Kind, wrong_kind
from kansrijk.richtext.fields import validate_size
from kansrijk.richtext.markup import html_from_markup
from kansrijk.richtext.strange_markup import forbidden_link_in, remark_on_markup
from kansrijk.richtext.to_markup import markup_from_html
from kansrijk.workbooks.book import Amount, Value

HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
LINE_BREAKS = re.compile(r"\s*\n\s*")
WORD = re.compile(r"(?:\\.|[^;\n\\])+", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
TO_ESCAPE = re.compile(r"[;\\]")


def text_in(value: Value) -> str:
    """The text of a cell; spreadsheets make numbers of codes and amounts. Raises Misread."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, bool):
        raise wrong_kind(value, "tekst")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Amount):
        return value.seen
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    if isinstance(value, date):
        raise Misread(
            "Hier hoort tekst te staan, geen datum. Maak van de cel eerst een tekstcel en typ het dan opnieuw."
        )
    raise wrong_kind(value, "tekst")


class TextWidget(Cell, widgets.CharWidget):
    """Plain text of one line, without white space around it."""

    kind = Kind.LINE
    empty = ""

    def read(self, value: Value, names: Names) -> str:
        return LINE_BREAKS.sub(" ", text_in(value))

    def show(self, content: str, names: Names) -> Value:
        return content


class ProseWidget(TextWidget):
    """Plain text that may have more lines."""

    kind = Kind.PROSE

    def read(self, value: Value, names: Names) -> str:
        return text_in(value)


class MarkupWidget(TextWidget):
    """Body text in the light markup of kansrijk/richtext/markup.py."""

    kind = Kind.MARKUP
    how_to = "Hoe u kopjes, lijsten en links maakt, staat op het blad Uitleg."

    def read(self, value: Value, names: Names) -> str:
        html = html_from_markup(text_in(value))
        try:
            validate_size(html)
        except ValidationError as error:
            raise Misread(" ".join(error.messages)) from error
        return html

    def objection(self, value: Value, before: Any) -> str:
        return forbidden_link_in(text_in(value), known=markup_from_html(before or ""))

    def remark(self, value: Value) -> str:
        return remark_on_markup(text_in(value))

    def show(self, content: str, names: Names) -> Value:
        return markup_from_html(content)


class WebAddressWidget(TextWidget):
    """As the forms do: www.nplv.nl is https://www.nplv.nl."""

    def read(self, value: Value, names: Names) -> str:
        address = super().read(value, names)
        if not address:
            return address
        whole = address if HAS_SCHEME.match(address) else f"https://{address}"
        if not _is_web_address(whole):
            # Django's own sentence says ‘geldige URL’, and no example.
            if WHITE_SPACE.search(whole) and _is_web_address(WHITE_SPACE.sub("%20", whole)):
                raise Misread("In dit webadres staat een spatie. Haal die weg, of zet er %20 neer.")
            raise Misread("Dit is geen webadres. Schrijf het zoals https://voorbeeld.nl.")
        return whole


def _is_web_address(text: str) -> bool:
    try:
        URLValidator()(text)
    except ValidationError:
        return False
    return True


class WordsWidget(Cell, widgets.Widget):
    """The rows of a child set of which only the name matters, in one cell."""

    kind = Kind.WORDS
    empty: Any = ()
    how_to = "Zet ; tussen de namen."

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """For import-export; `value` is a manager, or nothing for a record that does not exist."""
        return written([row.name for row in value.all()]) if value is not None else ""

    def read(self, value: Value, names: Names) -> list[str]:
        """The names in their order, each once. Without any ; a comma stands between them."""
        text = text_in(value)
        if ";" not in text and "\n" not in text:
            text = text.replace(",", ";")
        words = [LINE_BREAKS.sub(" ", ESCAPED.sub(r"\1", part)).strip() for part in WORD.findall(text)]
        return list(dict.fromkeys(word for word in words if word))

    def show(self, content: Any, names: Names) -> Value:
        return written(words_of(content))


def words_of(rows: Any) -> list[str]:
    """The names of child rows: in the order an editor gave, or by name where there is no order."""
    if rows and "position" not in rows[0]:
        rows = sorted(rows, key=lambda row: (row["name"], row["id"]))
    return [row["name"] for row in rows or ()]


def written(words: list[str]) -> str:
    parts = [TO_ESCAPE.sub(r"\\\g<0>", " ".join(word.split("\n"))) for word in words]
    # One name with a comma in it would be read as two.
    return f"{parts[0]};" if len(parts) == 1 and "," in parts[0] else "; ".join(parts)
