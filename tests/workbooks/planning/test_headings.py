"""Which sheet is which and which column is which, however people moved them about. Without a database."""

from datetime import date

import pytest

from kansrijk.workbooks.book import Book, Format, Oddity, Sheet, Unreadable
from kansrijk.workbooks.planning.headings import find_sheets
from kansrijk.workbooks.plans.plan import Verdict
from tests.workbooks.written_books import ALL_SHEETS, book_of

HEADINGS = ["Code", "Versie", "Titel", "Gebied", "Samenvatting"]


def found(*rows, name="Blad1"):
    [one] = find_sheets(book_of(Sheet(name, rows)), ALL_SHEETS)
    return one


def found_in_csv(file_name, *rows):
    [one] = find_sheets(Book(Format.CSV, (Sheet("", rows),), file_name=file_name), ALL_SHEETS)
    return one


def columns(one):
    return {number: column.heading for number, column in one.columns.items()}


@pytest.mark.parametrize(
    "name", ["Interventies", " interventies ", "Interventies (2)", "Kopie van Interventies"]
)
def test_sheet_is_found_by_its_name(name):
    assert found(["Titel"], name=name).declared.title == "Interventies"


def test_sheet_is_found_by_its_headings():
    assert found(HEADINGS).declared.title == "Interventies"


def test_headings_count_for_more_than_a_wrong_name():
    assert found(HEADINGS, name="Links").declared.title == "Interventies"


def test_sheet_with_a_heading_that_many_have_is_not_guessed():
    assert found(["Naam", "Iets anders"]).declaration is None


MANY = ["Titel", "Gebied", "Samenvatting", "Verhaal", "Doelgroepen", "Thema's"]


def test_sheet_without_codes_is_found_by_many_headings_that_fit_no_other():
    assert found(MANY).declared.title == "Interventies"
    assert found_in_csv("lijst van mij.csv", [*MANY, "Opmerkingen"]).declared.title == "Interventies"


@pytest.mark.parametrize(
    "headings",
    [
        ["Titel", "Gebied", "Samenvatting"],
        MANY[1:],
        [*MANY, *(f"Iets anders {number}" for number in range(7))],
        ["Naam", "Uitleg", "Volgorde", "Andere woorden"],
        ["Volgorde", "Cijfer", "Telt", "Versie"],
    ],
    ids=["few headings", "without a title", "most are unknown", "of more than one sheet", "rows of what?"],
)
def test_sheet_without_codes_is_not_guessed_when_there_is_doubt(headings):
    assert found(headings).declaration is None


def test_own_list_beside_the_sheet_itself_is_not_taken_for_it():
    sheets = [Sheet("Mijn planning", [MANY]), Sheet("Interventies", [HEADINGS]), Sheet("Nog een", [MANY])]

    one, other, _again = find_sheets(book_of(*sheets), ALL_SHEETS)

    assert other.is_data
    assert not one.is_data
    assert "‘Mijn planning’ kennen we niet" in one.message
    assert not any(sheet.is_data for sheet in find_sheets(book_of(sheets[0], sheets[2]), ALL_SHEETS))


def test_columns_are_found_in_any_order_and_writing():
    one = found(["SAMEN\nVATTING", None, "  titel * ", "Thema’s", "Code"])

    assert columns(one) == {1: "Samenvatting", 3: "Titel", 4: "Thema's", 5: "Code"}


def test_columns_are_found_below_a_title_and_blank_rows():
    one = found(["Overzicht van onze interventies"], [], ["voor:", "Titel"], [None, *HEADINGS], ["x"])

    assert (one.heading_row, columns(one)[4]) == (4, "Titel")


def test_column_is_found_by_an_old_heading():
    assert columns(found(["Code", "Naam", "Thema"], name="Interventies")) == {
        1: "Code",
        2: "Titel",
        3: "Thema's",
    }


def test_unknown_heading_is_skipped_with_a_suggestion():
    [finding] = found([*HEADINGS, "Opmerkingen van ons", ""]).findings
    [near] = found([*HEADINGS, "Verhaaltje"]).findings

    assert (finding.verdict, finding.suggestion) == (Verdict.IGNORED, "")
    assert near.suggestion == "Verhaal"
    assert "Bedoelt u ‘Verhaal’?" in near.message


@pytest.mark.parametrize(("oddity", "words"), [(Oddity.FORMULA, "formule"), (Oddity.ERROR, "fout")])
def test_heading_that_is_a_formula_or_an_error_is_named_at_its_cell(oddity, words):
    rows = [["Code", "Versie", None, "Gebied"], ["ZAA-001", 1, "Titel", "Zaandam Oost"]]
    sheet = Sheet("Interventies", rows, oddities={(1, 3): oddity, (2, 4): oddity})

    [one] = find_sheets(book_of(sheet), ALL_SHEETS)

    [finding] = one.findings
    assert (finding.cell, finding.verdict) == ("C1", Verdict.IGNORED)
    assert words in finding.message
    assert "Typ de kop zelf" in finding.message


def test_heading_twice_is_refused_at_both_and_neither_is_used():
    one = found([*HEADINGS, "titel"])

    assert [(f.cell, f.verdict) for f in one.findings] == [("C1", Verdict.REFUSED), ("F1", Verdict.REFUSED)]
    assert "Titel" not in columns(one).values()


def test_sheet_with_two_columns_of_codes_is_refused():
    assert not found([*HEADINGS, "Code"]).is_data


@pytest.mark.parametrize("name", ["Uitleg", "Controle", "Samenvatting", "Lijsten"])
def test_sheets_of_our_own_are_never_data(name):
    assert found(HEADINGS, name=name).declaration is None


def test_column_of_our_own_remarks_is_never_data():
    [finding] = found([*HEADINGS, "Controle"]).findings

    assert finding.verdict == Verdict.IGNORED
    assert "opmerkingen van de website" in finding.message


def test_sheet_with_our_name_but_without_our_headings_is_refused():
    one = found(["a", "b"], [1, 2], name="Interventies")

    assert one.is_refused
    assert "geen koppen die we kennen" in one.message


def test_unknown_sheet_is_skipped_and_named():
    assert "‘Kladblok’ kennen we niet" in found(["van alles"], name="Kladblok").message
    assert "Bedoelt u ‘Interventies’?" in found(["van alles"], name="Mijn interventies").message


def test_sheet_that_is_called_otherwise_gets_no_suggestion():
    assert "Bedoelt u" not in found(["van alles"], name="Mijn notities").message


def test_headings_are_found_below_any_number_of_blank_rows():
    assert found(*[[None, " "]] * 60, HEADINGS).heading_row == 61


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("Citaten", ["Interventie", "Citaat", "Spreker"]),
        ("Interventies", ["Titel", "Gebied"]),
        ("Doelgroepen", ["Code", "Naam", "Volgorde"]),
        ("Kerncijfers", ["Interventie", "Cijfer", "Wat het telt"]),
    ],
)
@pytest.mark.parametrize("ending", [".csv", " (1).csv", "-KW-7F3K-9QX2.csv", "-KW-7F3K-9QX2 (1).csv"])
def test_csv_is_the_sheet_that_its_name_says_alone_and_in_a_zip(name, headings, ending):
    assert found_in_csv(f"{name}{ending}", headings).declared.title == name
    assert found(headings, name=f"{name}{ending}".removesuffix(".csv")).declared.title == name


def test_csv_with_clear_headings_may_be_called_anything():
    assert found_in_csv("Links.csv", HEADINGS).declared.title == "Interventies"
    assert found_in_csv("uitleg.csv", HEADINGS).declared.title == "Interventies"


def test_csv_with_our_name_but_without_our_headings_is_refused_as_a_file():
    one = found_in_csv("Interventies.csv", ["a", "b"])

    assert one.is_refused
    assert one.message.startswith("In dit bestand staan geen koppen")


@pytest.mark.parametrize("name", ["Interventies.csv", "lijst.csv"])
def test_csv_with_bars_between_its_columns_is_told_what_belongs_there(name):
    with pytest.raises(Unreadable, match=r"staat \| tussen de kolommen. Daar hoort een ;"):
        found_in_csv(
            name, ["|".join([*HEADINGS, *["Nog een kop die niemand kent"] * 5])], ["ZAA-001|1|a; b", "c"]
        )


def test_csv_with_a_bar_in_another_text_is_only_a_file_that_we_do_not_know():
    assert found_in_csv("lijst.csv", ["Naam | Iets anders"]).declaration is None


def test_numbers_of_a_book_that_counts_from_1904_are_days_only_in_a_column_of_days():
    rows = [["Code", "Titel", "Bekijken op"], ["ZAA-001", 44622, 44622], ["ZAA-002", None, 3], ["ZAA-003"]]
    book = Book(Format.XLSX, (Sheet("Interventies", rows),), counts_from_1904=True)

    [one] = find_sheets(book, ALL_SHEETS)

    assert one.sheet.rows[1:] == [["ZAA-001", 44622, date(2026, 3, 3)], ["ZAA-002", None, 3], ["ZAA-003"]]
