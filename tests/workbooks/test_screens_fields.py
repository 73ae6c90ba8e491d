"""The page of a plan calls fields what the file calls them, and shows numbers as people write them."""

import pytest

from kansrijk.workbooks.registry import books
from kansrijk.workbooks.screens.fields import fields_of

SHEETS = [sheet for book in books().values() for sheet in book.sheets]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_every_column_has_the_same_name_on_the_page_as_in_the_file(sheet):
    fields = fields_of(sheet.kind)
    if sheet.child_set:
        fields = next(field for field in fields if field.name == sheet.child_set).fields
    labels = {field.name: field.label for field in fields}

    assert {column.field: column.heading for column in sheet.fields}.items() <= labels.items()


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("inhabitants", 47500, "47.500"),
        ("inhabitants_year", 2026, "2026"),
        ("latitude", "51.9920", "51,992"),
        ("longitude", "4.4800", "4,48"),
    ],
)
def test_numbers_look_as_people_write_them(name, value, shown):
    [field] = [field for field in fields_of("areas.area") if field.name == name]

    assert field.show(value) == shown
