"""What happens to each kind of row and cell of a file, on the real sheets."""

import pytest

from kansrijk.accounts.models import COORDINATOR
from kansrijk.publishing.publication import adopt
from kansrijk.publishing.taking_down import remove, withdraw
from kansrijk.workbooks.book import Oddity, Sheet
from kansrijk.workbooks.planning.plan import RowVerdict, Verdict
from kansrijk.workbooks.planning.storing import load, store
from kansrijk.workbooks.planning.words import totals
from tests.factories import (
    live,
    make_account,
    make_area,
    make_intervention,
    make_organisation,
    make_quote,
    make_target_group,
    make_theme,
)
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


@pytest.fixture
def area():
    return make_area(name="Zaandam Oost", code="ZAA")


@pytest.fixture
def coordinator(area):
    return make_account("fatma", role=COORDINATOR, areas=[area])


@pytest.fixture
def coordinator_elsewhere():
    return make_account("joris", role=COORDINATOR, areas=[make_area(name="Schiedam", code="SCH")])


@pytest.fixture
def story(area):
    """ZAA-001, with one key figure."""
    story = make_intervention(title="Het ontdeklab", area=area, themes=[make_theme(name="Gezondheid")])
    story.key_figures.create(value="9.500", label="leerlingen", position=1)
    return live(story)


@pytest.fixture
def other_story(area):
    """ZAA-002."""
    return make_intervention(title="De kookclub", area=area)


def edit_by_office(record, **fields):
    """Somebody of the office changes the record while the file is out."""
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    adopt([record], by=None, reason="Redactie")


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


def test_empty_cell_is_left_alone(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Samenvatting", None))

    assert totals(result) == "0 wijzigingen"


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


def test_same_code_twice_refuses_both_rows_and_names_them(story, other_story):
    result = planned(changed(written_sheet("Interventies"), 3, "Code", "ZAA-001"))

    # The version of the second row is that of ZAA-002, and that is seen first.
    assert "meer dan één keer: ook in A3" in finding_at(result, "A2").message
    assert row_at(result, 3).verdict == RowVerdict.REFUSED


def test_same_code_twice_does_not_hide_what_else_is_wrong_in_those_rows(story, other_story):
    sheet = changed(written_sheet("Interventies"), 3, "Code", "ZAA-001")
    sheet = changed(sheet, 2, "Bekijken op", "31-02-2027")

    result = planned(changed(sheet, 2, "Titel", "Anders"))

    wrong = [one for one in result.findings if one.row == 2 and one.verdict == Verdict.REFUSED]
    assert {one.heading for one in wrong} == {"Code", "Bekijken op"}
    assert "meer dan één keer" in row_at(result, 2).message
    assert all(record.verdict != RowVerdict.CHANGED for record in result.records)


def test_code_and_version_of_two_records_are_refused(story, other_story):
    sheet = changed(written_sheet("Interventies"), 2, "Code", "ZAA-002")

    result = planned(changed(sheet, 3, "Code", "ZAA-001"))

    assert all("horen niet bij elkaar" in finding_at(result, cell).message for cell in ("A2", "A3"))


def test_row_of_another_area_is_refused_with_its_name(story, coordinator_elsewhere):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Gekaapt")

    result = planned(sheet, user=coordinator_elsewhere)

    assert "hoort bij gebied Zaandam Oost" in finding_at(result, "A2").message
    assert row_at(result, 2).record is None
    assert not result.records


def test_word_list_is_changed_by_the_office_only(coordinator_elsewhere):
    make_theme(name="Gezondheid")

    result = planned(changed(written_sheet("Thema's"), 2, "Naam", "Welzijn"), user=coordinator_elsewhere)

    assert "Alleen de redactie" in finding_at(result, "A2").message


def test_withdrawn_record_is_refused_only_when_its_row_changes_something(story):
    sheet = written_sheet("Interventies")
    withdraw(story, by=None, notice="Klopt niet meer")

    assert totals(planned(sheet)) == "0 wijzigingen"
    assert "ingetrokken" in finding_at(planned(changed(sheet, 2, "Titel", "Nieuw")), "A2").message


def test_removed_record_is_refused_with_what_to_do(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Nieuw")
    figures = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "1")
    remove(story, by=None, reason="Dubbel")

    result = planned(sheet, figures)

    assert "weggehaald" in finding_at(result, "A2").message
    assert "weggehaald" in finding_at(result, "A2", "Kerncijfers").message


def test_code_that_nobody_knows_is_refused(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Code", "ZAA-999"))

    assert "Laat deze cel dan leeg" in finding_at(result, "A2").message


def test_code_may_be_typed_in_any_way(story):
    sheet = changed(written_sheet("Interventies"), 2, "Code", " zaa 1 ")

    assert planned(changed(sheet, 2, "Titel", "Nieuw")).records[0].code == "ZAA-001"


def test_code_that_is_lost_is_asked_back(story):
    result = planned(changed(written_sheet("Interventies"), 2, "Code", None))

    assert finding_at(result, "A2").suggestion == "ZAA-001"


def test_sheet_without_column_of_codes_is_known_by_its_versions(story):
    rows = [line[1:] for line in changed(written_sheet("Interventies"), 2, "Titel", "Nieuw").rows]

    result = planned(Sheet("Interventies", rows))

    assert [one.code for one in result.records] == ["ZAA-001"]
    assert totals(result) == "1 interventie gewijzigd"


def test_new_row_with_child_rows_is_one_new_record(story):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Zaandam Oost")
    figures = with_row(written_sheet("Kerncijfers"), Interventie="De leesclub", Cijfer="3", Telt="boeken")

    result = planned(sheet, figures)

    record = record_called(result, "De leesclub")
    assert (record.verdict, record.area) == (RowVerdict.NEW, "Zaandam Oost")
    assert [row["value"] for row in record.content["key_figures"]] == ["3"]
    assert totals(result) == "1 interventie nieuw"


def test_child_rows_of_a_new_record_that_waits_wait_too(story):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Nergens")
    figures = with_row(written_sheet("Kerncijfers"), Interventie="De leesclub", Cijfer="3", Telt="boeken")

    result = planned(sheet, figures)

    assert record_called(result, "De leesclub").verdict == RowVerdict.REFUSED
    assert "wacht op de nieuwe interventie" in row_at(result, 3, "Kerncijfers").message


def test_new_row_without_title_or_area_says_what_is_missing(story):
    sheet = with_row(written_sheet("Interventies"), Samenvatting="Een verhaal")

    result = planned(sheet)

    assert "Vul ‘Titel’ in" in finding_at(result, "C3").message
    assert "Vul ‘Gebied’ in" in finding_at(result, "E3").message


def test_new_row_of_who_has_one_area_needs_no_area(story, coordinator):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub")

    assert record_called(planned(sheet, user=coordinator), "De leesclub").area == "Zaandam Oost"


def test_new_row_for_an_area_of_others_is_refused(story, coordinator_elsewhere):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Zaandam Oost")

    result = planned(sheet, user=coordinator_elsewhere)

    assert "U werkt niet voor gebied Zaandam Oost" in finding_at(result, "E3").message


def test_new_row_with_a_title_that_exists_asks_whether_it_is_the_same(story):
    sheet = with_row(written_sheet("Interventies"), Titel="het  ontdeklab", Gebied="ZAA", Bronnen="Nieuw")

    result = planned(sheet)

    assert "Bestaat dit al?" in finding_at(result, "A3").message
    assert finding_at(result, "A3").suggestion == "ZAA-001"


def test_new_row_that_says_what_is_there_already_changes_nothing(story):
    sheet = with_row(written_sheet("Interventies"), Titel="Het ontdeklab", Gebied="Zaandam Oost")

    result = planned(Sheet(sheet.name, [sheet.rows[0], sheet.rows[-1]]))

    assert totals(result) == "0 wijzigingen"
    assert not result.has_errors()
    assert "ZAA-001" in row_at(result, 2).message


def test_two_new_rows_with_one_title_are_refused(story):
    sheet = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Zaandam Oost")

    result = planned(with_row(sheet, Titel="de leesclub", Gebied="ZAA"))

    assert "ook in A4" in finding_at(result, "C3").message
    assert "ook in A3" in finding_at(result, "C4").message


def test_coordinator_does_not_move_a_story_to_another_area(story, coordinator):
    coordinator.areas.add(make_area(name="Overal", code="OVE"))

    result = planned(changed(written_sheet("Interventies"), 2, "Gebied", "Overal"), user=coordinator)

    assert "naar een ander gebied" in finding_at(result, "E2").message
    assert record_called(result, "Het ontdeklab").verdict == RowVerdict.REFUSED


def test_column_of_the_office_is_skipped_for_a_coordinator_and_the_rest_is_used(story, coordinator):
    sheet = changed(written_sheet("Interventies"), 2, "Adres", "ander-adres")

    result = planned(changed(sheet, 2, "Titel", "Nieuw"), user=coordinator)

    assert finding_at(result, "D2").verdict == Verdict.IGNORED
    assert result.records[0].content == {**result.records[0].now, "title": "Nieuw"}


def test_quote_for_a_story_of_others_is_refused(story, coordinator_elsewhere):
    sheet = with_row(written_sheet("Citaten"), Interventie="ZAA-001", Tekst="Mooi", Spreker="Een bewoner")

    result = planned(sheet, user=coordinator_elsewhere)

    assert "U werkt niet voor gebied" in finding_at(result, "C2").message


def test_quote_may_name_a_story_that_is_new_in_the_file(story, coordinator):
    stories = with_row(written_sheet("Interventies"), Titel="De leesclub")
    quotes = with_row(
        written_sheet("Citaten"), Interventie="de leesclub", Tekst="Mooi", Spreker="Een bewoner"
    )

    result = planned(quotes, stories, user=coordinator)

    place = result.records.index(record_called(result, "De leesclub"))
    quote = record_called(result, "Mooi")
    assert (quote.content["intervention"], quote.area) == (f"#{place}", "Zaandam Oost")
    assert not result.has_errors()


def test_quote_of_a_new_story_that_waits_waits_too(story):
    stories = with_row(written_sheet("Interventies"), Titel="De leesclub", Gebied="Nergens")
    quotes = with_row(
        written_sheet("Citaten"), Interventie="De leesclub", Tekst="Mooi", Spreker="Een bewoner"
    )

    result = planned(quotes, stories)

    assert "wacht op de nieuwe interventie" in row_at(result, 2).message
    assert record_called(result, "Mooi").verdict == RowVerdict.REFUSED


def test_quote_needs_a_story_or_an_area_and_not_both(story):
    sheet = with_row(written_sheet("Citaten"), Tekst="Mooi", Spreker="Een bewoner")
    both = with_row(
        written_sheet("Citaten"), Interventie="ZAA-001", Gebied="ZAA", Tekst="Mooi", Spreker="Een bewoner"
    )

    assert "precies één" in finding_at(planned(sheet), "C2").message
    assert "precies één" in finding_at(planned(both), "D2").message


def test_field_that_both_changed_is_a_conflict(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Titel van het gebied")
    edit_by_office(story, title="Titel van de redactie")

    result = planned(sheet)

    [record] = result.records
    assert [(c.field, c.theirs, c.mine) for c in record.conflicts] == [
        ("title", "Titel van de redactie", "Titel van het gebied")
    ]
    assert record.content["title"] == "Titel van de redactie"
    assert finding_at(result, "C2").verdict == Verdict.CONFLICT
    assert totals(result) == "1 interventie in botsing"


def test_fields_that_one_side_changed_are_put_together(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Titel van het gebied")
    edit_by_office(story, summary="Samenvatting van de redactie")

    [record] = planned(sheet).records

    assert record.content["title"] == "Titel van het gebied"
    assert record.content["summary"] == "Samenvatting van de redactie"
    assert not record.conflicts


def test_what_both_changed_alike_is_no_change(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Dezelfde titel")
    edit_by_office(story, title="Dezelfde titel")

    result = planned(sheet)

    assert totals(result) == "0 wijzigingen"
    assert row_at(result, 2).verdict == RowVerdict.SAME


def test_file_without_versions_is_compared_with_what_is_published_and_says_so(story):
    rows = [
        [*line[:1], *line[2:]] for line in changed(written_sheet("Interventies"), 2, "Titel", "Nieuw").rows
    ]

    result = planned(Sheet("Interventies", rows))

    assert totals(result) == "1 interventie gewijzigd"
    assert "weten we niet welke tekst u kreeg" in result.remarks[0]


def test_references_are_taken_over_by_any_name(story):
    group, school = make_target_group(name="Ouders"), make_organisation(name="De Brug")
    sheet = changed(written_sheet("Interventies"), 2, "Doelgroepen", "ouders")

    [record] = planned(changed(sheet, 2, "Organisaties", "de-brug")).records

    assert record.content["target_groups"] == [group.slug]
    assert record.content["organisations"] == [school.slug]


def test_version_that_nobody_knows_is_skipped_and_the_row_used(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Nieuw")

    result = planned(changed(sheet, 2, "Versie", 999_999))

    assert finding_at(result, "B2").verdict == Verdict.IGNORED
    assert totals(result) == "1 interventie gewijzigd"


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


def test_stored_plan_comes_back_the_same(story, other_story):
    sheet = with_row(written_sheet("Interventies"), Titel="Derde", Gebied="Onbekend")
    sheet = with_row(sheet, Titel="Vierde", Gebied="ZAA")
    sheet = changed(changed(sheet, 2, "Titel", "Nieuw"), 3, "Samenvatting", "Anders")
    edit_by_office(story, title="Botst")

    result = planned(sheet, written_sheet("Kerncijfers"))

    assert load(store(result)) == result
