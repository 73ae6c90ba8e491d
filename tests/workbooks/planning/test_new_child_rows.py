"""Rows of Kerncijfers and Links without a code of their own: there already as they are, perhaps there already, or new."""

import pytest

from kansrijk.publishing.publication import adopt
from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.words import totals
from tests.factories import live, make_phase
from tests.workbooks.written_books import (
    changed,
    finding_at,
    planned,
    record_called,
    row_at,
    with_row,
    written_sheet,
)

pytestmark = pytest.mark.django_db
TITLE = "Het ontdeklab"
OTHER_VALUE, OTHER_LABEL = ("Cijfer", "9.600"), ("Wat het telt", "leerlingen en hun ouders")


@pytest.fixture
def code(story):
    """Of the row with the first key figure."""
    return written_sheet("Kerncijfers").rows[1][1]


def without(sheet, *headings):
    """The sheet as it comes back when somebody removed these columns."""
    kept = [n for n, heading in enumerate(sheet.rows[0]) if heading not in headings]
    return Sheet(sheet.name, [[line[n] for n in kept] for line in sheet.rows])


def codes_emptied(sheet):
    for row in range(2, len(sheet.rows) + 1):
        sheet = changed(sheet, row, "Rij", None)
    return sheet


def bare(sheet):
    """As somebody types a csv: Interventie, Volgorde, Cijfer, Telt."""
    return without(sheet, "Rij", "Versie")


def without_codes(sheet):
    return without(sheet, "Rij")


def figures(result):
    return [(row["value"], row["label"]) for row in record_called(result, TITLE).content["key_figures"]]


def add_link(story, **values):
    story.links.create(
        **{"label": "Aanmelden", "url": "https://ontdeklab.nl/aanmelden", "position": 1, **values}
    )
    live(story)


@pytest.mark.parametrize("lost", [bare, without_codes, codes_emptied])
@pytest.mark.parametrize(("heading", "value"), [OTHER_VALUE, OTHER_LABEL])
def test_changed_row_that_lost_its_code_is_asked_about(story, code, lost, heading, value):
    result = planned(lost(changed(written_sheet("Kerncijfers"), 2, heading, value)))

    assert row_at(result, 2).verdict == RowVerdict.REFUSED
    message = row_at(result, 2).message
    assert message.startswith(f"Bestaat dit al? Dit lijkt op rij {code}: ‘9.500, leerlingen’.")
    assert "Is het hetzelfde kerncijfer?" in message
    assert f"Zet dan ‘niet {code}’ in " in message
    assert row_at(result, 3).verdict == RowVerdict.SAME
    assert totals(result) == "0 wijzigingen, 1 rij wacht op verbetering"


def test_code_that_was_lost_is_suggested_where_it_belongs(story, code):
    sheet = changed(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600"), 2, "Rij", None)

    asked = finding_at(planned(sheet), "B2")

    assert (asked.heading, asked.suggestion) == ("Rij", code)
    assert f"Zet dan {code} in de kolom Rij." in asked.message


def test_without_column_of_codes_the_question_says_which_one_to_make(story, code):
    result = planned(bare(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600")))

    assert f"Zet dan {code} in een kolom met de kop Rij." in row_at(result, 2).message
    assert not finding_at(result, "A2").suggestion


def test_answer_that_it_is_something_new_is_taken(story, code):
    sheet = bare(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600"))
    rows = [[*line, None] for line in sheet.rows]
    rows[0][-1], rows[1][-1] = "Rij", f"Niet {code}"

    result = planned(Sheet(sheet.name, rows))

    assert row_at(result, 2).verdict == RowVerdict.NEW
    # Two with the same Volgorde stand in the order of their keys.
    assert sorted(figures(result)) == [("12", "scholen"), ("9.500", "leerlingen"), ("9.600", "leerlingen")]


def test_answer_with_the_code_changes_that_row(story, code):
    sheet = codes_emptied(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600"))

    result = planned(changed(sheet, 2, "Rij", code))

    assert figures(result) == [("9.600", "leerlingen"), ("12", "scholen")]


def test_row_of_which_only_the_place_is_left_is_asked_about_while_its_version_is_known(story, code):
    sheet = changed(changed(written_sheet("Kerncijfers"), 2, "Cijfer", "3"), 2, "Wat het telt", "buurten")

    assert code in row_at(planned(without_codes(sheet)), 2).message
    assert row_at(planned(bare(sheet)), 2).verdict == RowVerdict.NEW


@pytest.mark.parametrize(
    ("heading", "value"), [("Tekst van de link", "Meld u aan"), ("Webadres", "https://ontdeklab.nl/nieuw")]
)
def test_changed_link_that_lost_its_code_is_asked_about(story, heading, value):
    add_link(story)

    result = planned(without(changed(written_sheet("Links"), 2, heading, value), "Rij", "Versie", "Volgorde"))

    assert "Is het dezelfde link?" in row_at(result, 2).message


@pytest.mark.parametrize("lost", [bare, without_codes, codes_emptied])
def test_rows_that_lost_their_codes_and_nothing_else_are_no_change(story, lost):
    result = planned(lost(written_sheet("Kerncijfers")))

    assert totals(result) == "0 wijzigingen"
    assert {row_at(result, n).verdict for n in (2, 3)} == {RowVerdict.SAME}


@pytest.mark.parametrize("lost", [without_codes, codes_emptied])
def test_row_without_code_that_says_what_was_exported_leaves_the_work_of_the_office(story, lost):
    sheet = written_sheet("Kerncijfers")
    story.key_figures.filter(position=1).update(value="9.700")
    story.key_figures.filter(position=2).delete()
    adopt([story], by=None, reason="Redactie")

    assert totals(planned(lost(sheet))) == "0 wijzigingen"


def test_row_without_code_that_stands_at_another_place_is_moved(story):
    sheet = without_codes(changed(written_sheet("Kerncijfers"), 2, "Volgorde", 3))

    result = planned(sheet)

    assert figures(result) == [("12", "scholen"), ("9.500", "leerlingen")]
    assert row_at(result, 2).verdict == RowVerdict.CHANGED


@pytest.mark.parametrize("lost", [bare, without_codes, codes_emptied])
def test_row_with_other_words_at_the_bottom_is_new(story, lost):
    sheet = with_row(
        lost(written_sheet("Kerncijfers")), Interventie="ZAA-001", Cijfer="12", Wat_het_telt="buurten"
    )

    result = planned(sheet)

    assert row_at(result, 4).verdict == RowVerdict.NEW
    assert figures(result)[2:] == [("12", "buurten")]


def test_copy_of_a_row_with_another_number_is_new_beside_the_row_itself(story):
    """Somebody copied the row and emptied its code, as the message about a row that stands there twice asks."""
    sheet = written_sheet("Kerncijfers")
    copied = Sheet(sheet.name, [*sheet.rows, [*sheet.rows[1]]])
    copied = changed(changed(copied, 4, "Rij", None), 4, "Cijfer", "9.600")

    assert row_at(planned(copied), 4).verdict == RowVerdict.NEW


def test_row_that_waits_for_something_else_is_not_asked_about_again(story):
    sheet = written_sheet("Kerncijfers")
    twice = Sheet(sheet.name, [*sheet.rows, sheet.rows[1]])
    twice = with_row(twice, Interventie="ZAA-001", Cijfer="9.600", Wat_het_telt="leerlingen")

    assert row_at(planned(twice), 5).verdict == RowVerdict.NEW


def test_same_new_row_twice_is_refused_and_both_are_named(story):
    sheet = written_sheet("Kerncijfers")
    for place in (7, 8):
        sheet = with_row(sheet, Interventie="ZAA-001", Cijfer="3", Wat_het_telt="buurten", Volgorde=place)

    result = planned(sheet)

    assert finding_at(result, "F4").message == (
        "In dit bestand staat dit kerncijfer meer dan één keer: ook in F5. Laat één rij staan."
    )
    assert "ook in F4" in finding_at(result, "F5").message
    assert totals(result) == "0 wijzigingen, 2 rijen wachten op verbetering"


def test_same_link_twice_is_refused_whatever_its_parent_is_called(story):
    sheet = written_sheet("Links")
    for parent in ("ZAA-001", TITLE):
        sheet = with_row(sheet, Interventie=parent, Tekst_van_de_link="Site", Webadres="www.zaanstad.nl")

    result = planned(sheet)

    assert {row_at(result, n).verdict for n in (2, 3)} == {RowVerdict.REFUSED}
    assert "deze link" in row_at(result, 2).message


def test_one_link_of_two_stories_is_new_for_both(story, other_story):
    sheet = written_sheet("Links")
    for parent in ("ZAA-001", "ZAA-002"):
        sheet = with_row(sheet, Interventie=parent, Tekst_van_de_link="Site", Webadres="www.zaanstad.nl")

    assert totals(planned(sheet)) == "2 interventies gewijzigd"


def test_name_of_a_theme_in_another_period_is_new(story):
    theme = story.themes.get()
    theme.names.create(name="Gezond", phase=make_phase())
    live(theme)
    later = make_phase()
    sheet = bare(Sheet("Namen per periode", written_sheet("Namen per periode").rows[:1]))

    result = planned(
        with_row(
            sheet,
            Thema="Gezondheid",
            Periode=f"{later.start_year}-{later.end_year}",
            Naam_in_deze_periode="Gezond",
        )
    )

    assert row_at(result, 2).verdict == RowVerdict.NEW


def test_all_that_is_wrong_in_a_new_row_is_said_at_once(story):
    sheet = with_row(written_sheet("Kerncijfers"), Interventie="ZAA-001", Volgorde="veel", Cijfer="3")

    result = planned(sheet)

    assert {found.heading for found in result.findings if found.row == 4} == {"Volgorde", "Wat het telt"}
