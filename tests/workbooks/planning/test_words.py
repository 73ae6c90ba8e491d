"""How a plan is told: totals in words, the whole of it as JSON, and what people do not see in their program."""

import json

import pytest

from interventions.models import Intervention
from kansrijk.workbooks.book import Amount, Sheet, cell_name
from kansrijk.workbooks.plans.listing import as_json
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.storing import counts_of
from kansrijk.workbooks.plans.words import has_unread, remarks_of, totals, totals_of
from tests.factories import make_area, make_draft, make_intervention
from tests.workbooks.written_books import (
    book_of,
    changed,
    planned,
    record_called,
    row_at,
    with_row,
    written_sheet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    """Interventies with ZAA-001 to ZAA-003 in rows 2 to 4."""
    area = make_area(name="Zaandam Oost", code="ZAA")
    for title in ("Eerste", "Tweede", "Derde"):
        make_intervention(title=title, area=area)
    return written_sheet("Interventies")


def place_of(sheet, heading, row):
    return cell_name(row, sheet.rows[0].index(heading) + 1)


def cells_of(printed):
    return {cell["cell"]: cell for cell in printed["cells"]}


def test_totals_count_records_rows_and_fields(sheet):
    sheet = changed(changed(sheet, 2, "Titel", "Nieuw"), 3, "Titel", "Ook nieuw")
    sheet = with_row(changed(sheet, 4, "Samenvatting", "[leeg]"), Titel="Vierde", Gebied="ZAA")

    result = planned(with_row(sheet, Titel="Vijfde", Gebied="Nergens"))

    words = "3 interventies gewijzigd, 1 nieuw, 1 veld wordt leeggemaakt, 1 rij wacht op verbetering"
    assert totals(result) == words
    assert totals_of(json.loads(json.dumps(counts_of(result)))) == words


def test_json_tells_every_cell(sheet):
    book = book_of(changed(changed(sheet, 2, "Titel", "Nieuw"), 3, "Gebied", "Zaandam Oosd"))

    printed = json.loads(json.dumps(as_json(planned(*book.sheets), book)))

    used, refused, same = (cells_of(printed)[cell] for cell in ("C2", "E3", "C3"))
    assert (used["verdict"], used["heading"], used["value"]) == ("used", "Titel", "Nieuw")
    assert (refused["verdict"], refused["suggestion"]) == ("refused", "Zaandam Oost")
    assert refused["value"] == "Zaandam Oosd"
    assert (same["verdict"], same["value"]) == ("unchanged", "Tweede")
    assert len(printed["cells"]) == sum(value is not None for row in book.sheets[0].rows for value in row)


def test_json_tells_what_is_missing_in_empty_cells_apart_from_the_cells_of_the_file(sheet):
    book = book_of(with_row(sheet, Titel="Vierde"))

    printed = as_json(planned(*book.sheets), book)

    [missing] = printed["empty_cells"]
    assert (missing["cell"], missing["heading"], missing["verdict"]) == ("E5", "Gebied", "refused")
    assert printed["totals"]["empty_cells"] == {"refused": 1}
    assert len(printed["cells"]) == sum(printed["totals"]["cells"].values())


def test_json_tells_an_amount_as_people_see_it(sheet):
    rows = [
        [*row, "Kladblok" if number == 0 else Amount(1234, "€ 1.234")]
        for number, row in enumerate(sheet.rows)
    ]
    book = book_of(Sheet(sheet.name, rows))

    printed = as_json(planned(*book.sheets), book)

    column = max(len(row) for row in rows)
    assert cells_of(printed)[cell_name(2, column)]["value"] == "€ 1.234"


def test_json_tells_every_row_with_its_record(sheet):
    book = book_of(changed(sheet, 2, "Titel", "Nieuw"))

    row = as_json(planned(*book.sheets), book)["rows"][1]

    assert (row["row"], row["verdict"], row["record"], row["area"]) == (
        2,
        "changed",
        "ZAA-001",
        "Zaandam Oost",
    )


def test_json_says_why_a_cell_is_skipped(sheet):
    rows = [[*row, "Kladblok" if number == 0 else "x"] for number, row in enumerate(sheet.rows)]
    book = book_of(Sheet(sheet.name, rows), Sheet("Uitleg", [["Zo werkt het"]]))

    printed = as_json(planned(*book.sheets), book)

    skipped = [cell for cell in printed["cells"] if cell["verdict"] == "ignored"]
    assert {cell["message"] for cell in skipped} == {
        "De kolom ‘Kladblok’ kennen we niet, dus die is overgeslagen.",
        "Het tabblad Uitleg lezen we nooit als gegevens.",
    }
    assert len(skipped) == 5
    assert {cell["heading"] for cell in skipped if cell["sheet"] == sheet.name} == {"Kladblok"}


def test_json_tells_both_sides_of_a_conflict_and_what_is_cleared_only_once_confirmed(sheet, office):
    first = Intervention.objects.get(title="Eerste")
    make_draft(first, by=office, title="Van de redactie")
    book = book_of(changed(changed(sheet, 2, "Titel", "Uit het bestand"), 3, "Samenvatting", "[leeg]"))

    printed = as_json(planned(*book.sheets), book)

    [in_conflict, emptied] = printed["records"]
    assert in_conflict["conflicts"] == [
        {"field": "title", "exported": "Eerste", "newest": "Van de redactie", "file": "Uit het bestand"}
    ]
    assert (emptied["verdict"], emptied["cleared"], bool(emptied["missing"])) == (
        "changed",
        ["summary"],
        True,
    )
    assert "--leegmaken" in cells_of(printed)[place_of(sheet, "Samenvatting", 3)]["message"]


def test_cells_without_heading_are_named_once(sheet):
    rows = [sheet.rows[0], *([*row, "losse opmerking"] for row in sheet.rows[1:])]

    result = planned(Sheet(sheet.name, rows))

    [finding] = result.findings
    assert (finding.cell, finding.message) == (
        "O1",
        "Boven deze kolom staat geen kop, dus die is overgeslagen.",
    )


def test_hidden_rows_and_sheets_count_and_are_named(sheet):
    hidden = Sheet(
        sheet.name, changed(sheet, 3, "Titel", "Nieuw").rows, is_hidden=True, hidden_rows=frozenset({3, 99})
    )

    result = planned(hidden)

    assert result.sheets[0].message == (
        "Dit tabblad is verborgen, maar telt wel mee. Verborgen of weggefilterde rijen tellen wel mee: rij 3."
    )
    assert record_called(result, "Tweede").verdict == RowVerdict.CHANGED


def test_copy_of_a_sheet_in_the_same_file_is_named(sheet):
    result = planned(sheet, Sheet("Interventies (2)", sheet.rows))

    assert "A2 van tabblad ‘Interventies (2)’" in row_at(result, 2).message
    assert totals(result) == "0 wijzigingen, 6 rijen wachten op verbetering"


def test_sheet_that_was_skipped_beside_others_is_a_remark(sheet):
    own = (Sheet("Uitleg", [["Zo werkt het"]]), Sheet("Lijsten", [["Jonge kind"]], is_hidden=True))

    result = planned(sheet, Sheet("Kladblok", [["van alles"]]), Sheet("Blad2", []), *own)

    assert remarks_of(result) == ["Het tabblad ‘Kladblok’ kennen we niet, dus dat is overgeslagen."]
    assert not has_unread(planned(sheet, Sheet("Blad2", [[None]]), *own))
