"""What the file and somebody on the site both changed, field by field."""

import pytest

from kansrijk.publishing.publication import adopt
from kansrijk.workbooks.applying.choosing import Choices, chosen_content, key_of
from kansrijk.workbooks.plans.lines import record_line, record_of
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.plans.storing import load, store
from kansrijk.workbooks.plans.words import totals
from tests.factories import live
from tests.workbooks.planning.steps import edit_by_office
from tests.workbooks.written_books import changed, finding_at, planned, row_at, with_row, written_sheet

pytestmark = pytest.mark.django_db


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
    assert totals(result) == "1 interventie dubbel gewijzigd"


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


@pytest.fixture
def one_cell_of_three(story):
    """The plan of a file with three edits of Kerncijfers, while the office changed only what the first one changed."""
    stories = written_sheet("Interventies")
    figures = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600")
    figures = changed(figures, 3, "Wat het telt", "basisscholen")
    figures = with_row(figures, Interventie="ZAA-001", Cijfer="3", Wat_het_telt="buurten")
    change_figure(story, 1, value="9.700")
    return planned(stories, figures)


def change_figure(story, position, **values):
    story.key_figures.filter(position=position).update(**values)
    adopt([story], by=None, reason="Redactie")


def figures_in(content):
    return [(row["value"], row["label"]) for row in content["key_figures"]]


def verdicts(result, row):
    """Of what the row says: its order, its number and what that counts."""
    return [verdict for column, verdict in row_at(result, row, "Kerncijfers").cells() if column > 3]


def test_only_the_cell_of_a_child_row_that_both_changed_is_in_conflict(one_cell_of_three):
    result = one_cell_of_three

    same, used = Verdict.UNCHANGED, Verdict.USED
    assert verdicts(result, 2) == [same, Verdict.CONFLICT, same]
    assert verdicts(result, 3) == [same, same, used]
    assert verdicts(result, 4) == [used, used]
    assert [row_at(result, n, "Kerncijfers").verdict for n in (2, 3, 4)] == [
        RowVerdict.CONFLICT,
        RowVerdict.CHANGED,
        RowVerdict.NEW,
    ]


@pytest.mark.parametrize(("file_wins", "value"), [((), "9.700"), (("key_figures",), "9.600")])
def test_other_edits_of_child_rows_go_on_whatever_is_chosen(one_cell_of_three, file_wins, value):
    [record] = load(store(one_cell_of_three)).records

    content = chosen_content(record, Choices({key_of(record): file_wins}))

    assert figures_in(content) == [(value, "leerlingen"), ("12", "basisscholen"), ("3", "buurten")]


def test_plan_with_a_conflict_of_one_cell_is_kept_as_it_is(one_cell_of_three):
    assert load(store(one_cell_of_three)) == one_cell_of_three


def test_file_that_wins_a_cell_keeps_what_the_office_did_in_other_rows(story):
    stories = written_sheet("Interventies")
    figures = changed(written_sheet("Kerncijfers"), 2, "Cijfer", "9.600")
    change_figure(story, 1, value="9.700")
    change_figure(story, 2, value="13")

    [record] = planned(stories, figures).records

    content = chosen_content(record, Choices({key_of(record): ("key_figures",)}))
    assert figures_in(content) == [("9.600", "leerlingen"), ("13", "scholen")]


@pytest.mark.parametrize("heading", ["Cijfer", "Wat het telt"])
def test_edit_of_a_row_that_the_office_removed_is_in_conflict_with_that(story, heading):
    stories = written_sheet("Interventies")
    figures = changed(changed(written_sheet("Kerncijfers"), 2, heading, "9.600"), 3, "Cijfer", "13")
    story.key_figures.filter(position=1).delete()
    adopt([story], by=None, reason="Redactie")

    result = planned(stories, figures)

    assert Verdict.CONFLICT in verdicts(result, 2)
    assert Verdict.CONFLICT not in verdicts(result, 3)
    [record] = result.records
    assert figures_in(record.content) == [("13", "scholen")]


def test_words_in_one_cell_that_both_changed_are_one_conflict(area):
    """Two new names in one cell are two rows in the content, but a person sees one cell."""
    word = area.neighbourhoods.create(name="Poelenburg", position=1)
    live(area)
    sheet = changed(written_sheet("Gebied"), 2, "Wijken en buurten", "Peldersveld")
    area.neighbourhoods.filter(pk=word.pk).update(name="Poelenburg-Oost")
    adopt([area], by=None, reason="Redactie")

    result = planned(sheet)

    assert [c.field for c in result.records[0].conflicts] == ["neighbourhoods"]
    column = sheet.rows[0].index("Wijken en buurten") + 1
    assert dict(row_at(result, 2).cells())[column] == Verdict.CONFLICT


def test_plan_that_was_stored_before_conflicts_named_cells_can_be_read(story):
    stories = written_sheet("Interventies")
    edit_by_office(story, title="Titel van de redactie")
    result = planned(changed(stories, 2, "Titel", "Titel van het gebied"))

    line = record_line(result.records[0])[1]
    line["conflicts"] = [values[:4] for values in line["conflicts"]]

    assert record_of(line, list(result.records[0].now)) == result.records[0]
