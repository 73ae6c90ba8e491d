"""What the parent asks for, as it arrives: plain data (kansrijk/workbooks/remarks/ makes it)."""

import json
from dataclasses import dataclass, field

LENGTH_BYTES = 8
"""Before everything else: how long the JSON is. The file comes behind it."""


@dataclass(frozen=True)
class CellRemark:
    row: int
    column: int
    look: str
    """A key of marks.COLOURS."""
    note: str


@dataclass(frozen=True)
class SheetRemarks:
    name: str
    heading_row: int
    """0 when there is no place for a column with remarks."""
    last_column: int
    """That holds something."""
    cells: list[CellRemark] = field(default_factory=list)
    rows: list[tuple[int, str, str]] = field(default_factory=list)
    """Row, what is said of it, and its look: one of marks.COLOURS or empty."""


@dataclass(frozen=True)
class SummaryCell:
    text: str
    look: str = "tekst"
    """titel, kop or tekst."""
    link: tuple[str, int, int] | None = None
    """Sheet, row and column of the cell that it is about."""


@dataclass(frozen=True)
class Remarks:
    sheets: list[SheetRemarks]
    summary: list[list[SummaryCell]]


def packed(remarks_as_dict: object, data: bytes) -> bytes:
    said = json.dumps(remarks_as_dict, ensure_ascii=False).encode("utf-8", "replace")
    return len(said).to_bytes(LENGTH_BYTES, "big") + said + data


def unpacked(data: bytes) -> tuple[Remarks, bytes]:
    end = LENGTH_BYTES + int.from_bytes(data[:LENGTH_BYTES], "big")
    said = json.loads(data[LENGTH_BYTES:end])
    sheets = [
        SheetRemarks(
            **{**sheet, "cells": [CellRemark(**cell) for cell in sheet["cells"]]},
        )
        for sheet in said["sheets"]
    ]
    return Remarks(sheets, [[SummaryCell(**cell) for cell in row] for row in said["summary"]]), data[end:]
