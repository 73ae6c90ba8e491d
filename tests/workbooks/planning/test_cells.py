"""What each kind of cell does, and what it does to the rest of its row."""

import pytest

from kansrijk.workbooks.book import Oddity, Sheet
from kansrijk.workbooks.planning.cells import same_cell
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.plans.words import totals
from tests.factories import make_organisation, make_quote, make_target_group
from tests.workbooks.planning.steps import edit_by_office
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


def test_untouched_book_changes_nothing(story, other_story):
    make_quote(intervention=story)
    titles = ("Interventies", "Kerncijfers", "Links", "Citaten", "Gebied", "Thema's", "Organisaties")

    result = planned(*map(written_sheet, titles))

    assert totals(result) == "0 wijzigingen"
    assert set(result.counts()) == {Verdict.UNCHANGED}
    assert not result.findings


def test_changed_cell_proposes_that_field_only(story, other_story):
    result = planned(changed(written_sheet("Interventies"), 2, "Titel", "Nieuwe titel"))

    [record] = [one for one in result.records if one.verdict == RowVerdict.CHANGED]
    assert record.content == {**record.now, "title": "Nieuwe titel"}
    assert totals(result) == "1 interventie gewijzigd"


@pytest.mark.parametrize("text", ["(leeg)", "leeg", "<Leeg>", "[leeg].", "[wissen]", "leeg."])
def test_word_that_almost_clears_asks_for_the_one_that_does(story, text):
    result = planned(changed(written_sheet("Interventies"), 2, "Samenvatting", text))

    found = finding_at(result, "J2")
    assert found.message.startswith("Wilt u deze cel leegmaken? Typ dan [leeg]")
    assert (found.heading, found.suggestion) == ("Samenvatting", "[leeg]")


def test_field_that_never_is_empty_does_not_ask_for_it(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Titel", "(leeg)"))

    assert finding_at(result, "C2").message == "‘Titel’ moet altijd ingevuld zijn en kan dus niet leeg."


def test_word_leeg_that_stood_there_already_may_stay(story):
    edit_by_office(story, source="leeg")
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Nieuw")

    assert totals(planned(sheet)) == "1 interventie gewijzigd"


def test_link_to_a_script_is_refused(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Verhaal", "Tik [hier](javascript:alert)."))

    assert "‘[hier](javascript:alert)’ mag geen link zijn" in finding_at(result, "K2").message


def test_empty_cell_is_left_alone(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Samenvatting", None))

    assert totals(result) == "0 wijzigingen"


def test_tab_that_libreoffice_dropped_is_no_change(story):
    edit_by_office(story, source="Jaarverslag\t2026\nBladzijde 3")

    result = planned(changed(written_sheet("Interventies"), 2, "Bronnen", "Jaarverslag2026\nBladzijde 3"))

    assert totals(result) == "0 wijzigingen"


@pytest.mark.parametrize(
    "cell",
    [
        "Het \u202ejaarverslag\u202c",
        "\u2066Het jaarverslag\u2069",
        "\u202e\u202c",
        "\u061cHet\u200e jaarverslag\u200f",
    ],
)
def test_marks_that_turn_the_direction_of_reading_are_no_change(story, cell):
    edit_by_office(story, source="Het jaarverslag")

    result = planned(changed(written_sheet("Interventies"), 2, "Bronnen", cell))

    assert totals(result) == "0 wijzigingen"
    assert not result.findings


def test_marks_of_direction_around_a_code_and_a_version_do_not_count(story):
    sheet = written_sheet("Interventies")
    code, version = sheet.rows[1][:2]
    sheet = changed(changed(sheet, 2, "Code", f"\u200e{code}\u200f"), 2, "Versie", f"\u200e{version}")

    result = planned(changed(sheet, 2, "Titel", "Nieuwe titel"))

    assert totals(result) == "1 interventie gewijzigd"
    assert [found.cell for found in result.findings] == ["C2"]


@pytest.mark.parametrize("cell", ["\u200e", "\u200f \u200b", "\ufeff"])
def test_cell_in_which_nobody_sees_anything_is_empty(story, cell):
    assert totals(planned(changed(written_sheet("Interventies"), 2, "Titel", cell))) == "0 wijzigingen"


def test_text_on_the_site_with_marks_of_direction_comes_back_unchanged(story):
    edit_by_office(story, source="Het \u202ejaarverslag\u202c")

    assert totals(planned(written_sheet("Interventies"))) == "0 wijzigingen"
    without = changed(written_sheet("Interventies"), 2, "Bronnen", "Het jaarverslag")
    assert totals(planned(without)) == "0 wijzigingen"


def test_cell_that_says_leeg_clears_the_field(story):
    edit_by_office(story, source="Het jaarverslag")

    result = planned(changed(written_sheet("Interventies"), 2, "Bronnen", "[Leeg]"))

    record = record_called(result, "Het ontdeklab")
    assert (record.content["source"], record.cleared) == ("", ("source",))
    assert finding_at(result, "N2").verdict == Verdict.CLEARED
    assert totals(result) == "1 interventie gewijzigd, 1 veld wordt leeggemaakt"


def test_required_field_cannot_be_cleared(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Titel", "[leeg]"))

    assert finding_at(result, "C2").verdict == Verdict.REFUSED
    assert "moet altijd ingevuld zijn" in finding_at(result, "C2").message
    assert result.has_errors()


def test_unknown_value_is_refused_with_a_suggestion_and_its_row_waits(story):
    sheet = changed(written_sheet("Interventies"), 2, "Thema's", "Gezondhijd")

    result = planned(changed(sheet, 2, "Titel", "Nieuwe titel"))

    assert finding_at(result, "G2").suggestion == "Gezondheid"
    assert row_at(result, 2).verdict == RowVerdict.REFUSED
    assert row_at(result, 2).verdicts[2] == "s"
    assert totals(result) == "0 wijzigingen, 1 rij wacht op verbetering"


def test_wrong_row_does_not_hold_up_the_others(story, other_story):
    sheet = changed(written_sheet("Interventies"), 2, "Thema's", "Bestaat niet")

    result = planned(changed(sheet, 3, "Titel", "Nieuwe titel"))

    assert [one.verdict for one in result.records] == [RowVerdict.REFUSED, RowVerdict.CHANGED]


def test_too_long_text_is_refused(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Titel", "x" * 121))

    assert "121" in finding_at(result, "C2").message


def test_too_many_words_in_a_summary_are_missing_readiness(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Samenvatting", "woord " * 61))

    assert "summary" in {found.field for found in record_called(result, "Het ontdeklab").missing}
    assert not result.has_errors()


@pytest.mark.parametrize(("oddity", "words"), [(Oddity.ERROR, "#N/A"), (Oddity.FORMULA, "formule")])
def test_cell_with_an_error_or_a_formula_is_refused(story, oddity, words):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", None)

    result = planned(Sheet(sheet.name, sheet.rows, oddities={(2, 3): oddity}))

    assert words in finding_at(result, "C2").message
    assert sum(result.counts().values()) == sum(len(list(row.cells())) for row in result.rows)


ERRORS = (
    *("#N/A", "#N/B", "#VERW!", "#REF!", "#NAAM?", "#NAME?", "#DEEL/0!", " #DIV/0! ", "#WAARDE!", "#VALUE!"),
    *("#GETAL!", "#NUM!", "#LEEG!", "#NULL!", "Err:502", "#n/b", "#OVERLOOP!"),
)


@pytest.mark.parametrize("cell", ERRORS)
def test_error_that_a_program_left_as_text_is_refused_like_a_real_one(story, cell):
    sheet = written_sheet("Interventies")
    real = Sheet(sheet.name, changed(sheet, 2, "Bronnen", None).rows, oddities={(2, 14): Oddity.ERROR})

    result = planned(changed(sheet, 2, "Bronnen", cell))

    assert finding_at(result, "N2").message == finding_at(planned(real), "N2").message
    assert row_at(result, 2).verdict == RowVerdict.REFUSED


def test_text_that_only_begins_like_an_error_is_text(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Bronnen", "#N/A betekent: niet bekend"))

    assert totals(result) == "1 interventie gewijzigd"


def test_name_of_an_error_that_the_site_holds_comes_back_unchanged(story):
    edit_by_office(story, source="#N/A")

    result = planned(written_sheet("Interventies"))

    assert totals(result) == "0 wijzigingen"
    assert not result.findings


def test_new_row_with_the_name_of_an_error_is_refused(story):
    result = planned(with_row(written_sheet("Interventies"), Titel="#N/A", Gebied="Zaandam Oost"))

    assert finding_at(result, "C3").verdict == Verdict.REFUSED


@pytest.mark.parametrize("is_text", [True, False])
@pytest.mark.parametrize(
    ("title", "heading", "cell", "advice"),
    [
        ("Interventies", "Code", "A2", "Zet de code terug."),
        ("Interventies", "Versie", "B2", "Zet het nummer van de versie terug"),
        ("Kerncijfers", "Interventie", "A2", "Zet hier de code van het onderdeel"),
        ("Kerncijfers", "Rij", "B2", "Zet de code van de rij terug."),
    ],
)
def test_error_in_a_key_says_what_is_right_there(story, title, heading, cell, advice, is_text):
    sheet = changed(written_sheet(title), 2, heading, "#N/A" if is_text else None)
    place = (2, 1 if cell == "A2" else 2)

    result = planned(Sheet(sheet.name, sheet.rows, oddities={} if is_text else {place: Oddity.ERROR}))

    message = finding_at(result, cell).message
    assert "fout van het rekenprogramma" in message
    assert advice in message
    assert "of maak de cel leeg" not in message


def test_references_are_taken_over_by_any_name(story):
    group, school = make_target_group(name="Ouders"), make_organisation(name="De Brug")
    sheet = changed(written_sheet("Interventies"), 2, "Doelgroepen", "ouders")

    [record] = planned(changed(sheet, 2, "Organisaties", "de-brug")).records

    assert record.content["target_groups"] == [group.slug]
    assert record.content["organisations"] == [school.slug]


def test_only_the_first_hundred_wrong_names_get_a_suggestion(story):
    sheet = written_sheet("Interventies")
    for number in range(120):
        sheet = with_row(sheet, Titel=f"Nieuw {number}", Gebied=f"Zaandam Oosd {number}")

    result = planned(sheet)

    assert sum(bool(found.suggestion) for found in result.findings) == 100
    assert sum(found.verdict == Verdict.REFUSED for found in result.findings) == 120


def test_list_of_names_that_is_much_too_long_is_refused(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Thema's", "Gezondheid;" * 100))

    assert "te veel" in finding_at(result, "G2").message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "a\u00a0b"),
        ("a\r\nb", "a\nb"),
        (" a", "a"),
        ("'=1", "=1"),
        ("a\x0bb", "ab"),
        ("a \nb", "a\nb"),
    ],
)
def test_what_programs_do_to_a_text_makes_it_no_other_text(one, other):
    assert same_cell(one, other)


@pytest.mark.parametrize(("one", "other"), [("a b", "ab"), ("a\nb", "a b"), ("A", "a"), ("'a", "a")])
def test_what_people_do_to_a_text_makes_it_another_text(one, other):
    assert not same_cell(one, other)
