"""Cells that name other records: one, or several with ; between."""

import re
from typing import Any

from django.db.models import Manager
from import_export import widgets

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.widgets.base import Cell, Kind
from kansrijk.resources.widgets.texts import text_in
from kansrijk.workbooks.book import Value

BETWEEN = "; "
SEPARATOR = re.compile(r"[;\n]")
ALSO_SEPARATES = re.compile(r"[;\n,]")
MOST_PIECES = 60
"""Of one cell; more is no list of names."""


class ReferenceWidget(Cell, widgets.ForeignKeyWidget):
    """One record, by any name it has."""

    kind = Kind.CHOICE

    @property
    def source(self) -> str:
        return str(self.model._meta.label_lower)

    def read(self, value: Value, names: Names) -> str:
        return names.key(self.source, text_in(value))

    def show(self, content: str | None, names: Names) -> Value:
        return names.label(self.source, content) if content else None


class ReferencesWidget(Cell, widgets.ManyToManyWidget):
    """Several records."""

    kind = Kind.CHOICES
    empty: Any = ()
    how_to = "Meer dan één? Zet er ; tussen."

    @property
    def source(self) -> str:
        return str(self.model._meta.label_lower)

    def render(self, value: Manager | None, obj: Any = None, **kwargs: Any) -> str:
        names = [] if value is None else value.order_by(self.field).values_list(self.field, flat=True)
        return f"{self.separator} ".join(names)

    def read(self, value: Value, names: Names) -> list[str]:
        """Sorted keys, each once, as snapshots hold a set."""
        text = text_in(value)
        parts = [part.strip() for part in SEPARATOR.split(text) if part.strip()]
        found = [names.of(self.source).keys(part) for part in parts]
        if not all(len(keys) == 1 for keys in found):
            whole = _only_way(text, names, self.source)
            if whole is None:
                raise self._misread(parts, names)
            return sorted(set(whole))
        return sorted({keys[0] for keys in found})

    def show(self, content: list[str], names: Names) -> Value:
        return BETWEEN.join(names.label(self.source, key) for key in content) or None

    def _misread(self, parts: list[str], names: Names) -> Misread:
        """All that is wrong in one message; the suggestion is the whole cell put right."""
        messages, advice, mended = [], [], []
        for part in _with_commas_split(parts, names, self.source):
            try:
                mended.append(names.label(self.source, names.key(self.source, part)))
            except Misread as misread:
                messages.append(misread.wrong)
                advice.append(misread.advice)
                mended.append(misread.suggestion)
        suggestion = BETWEEN.join(dict.fromkeys(mended)) if all(mended) else ""
        return Misread(" ".join(messages), suggestion, advice=max(advice, default=""))


def _only_way(text: str, names: Names, source: str) -> list[str] | None:
    """The keys when there is exactly one way to divide the text into known names; a name may hold a comma itself."""
    cuts = [-1, *(match.start() for match in ALSO_SEPARATES.finditer(text)), len(text)]
    if len(cuts) > MOST_PIECES:
        return None
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(cuts)):
        here: list[list[str]] = []
        for start in range(end):
            part = text[cuts[start] + 1 : cuts[end]].strip()
            keys = names.of(source).keys(part) if part else ()
            if len(keys) == 1:
                here += [[*way, keys[0]] for way in ways[start]]
            elif not part and start == end - 1:
                here += ways[start]
        ways.append(here[:2])
    return ways[-1][0] if len(ways[-1]) == 1 else None


def _with_commas_split(parts: list[str], names: Names, source: str) -> list[str]:
    """Divides at commas the parts of which something is known then."""
    divided = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        is_known = any(names.of(source).keys(piece) for piece in pieces)
        divided += pieces if is_known and not names.of(source).keys(part) else [part]
    return divided
