"""What is asked of the database for a plan: how often, and what stands in when a file lost something."""

import pytest

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.publication import adopt
from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.known.loading import load_known
from kansrijk.workbooks.models import Export
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.words import totals
from tests.factories import make_area, make_intervention, make_quote, make_theme
from tests.workbooks.written_books import (
    ALL_SHEETS,
    book_of,
    changed,
    planned,
    record_called,
    written_sheet,
)

pytestmark = pytest.mark.django_db

KIND = "interventions.intervention"


@pytest.fixture
def story():
    return make_intervention(
        title="Het ontdeklab",
        area=make_area(name="Zaandam Oost", code="ZAA"),
        themes=[make_theme(name="Gezondheid")],
    )


def known_of(*sheets, **more):
    return load_known(book_of(*sheets), ALL_SHEETS, **{"user": None, **more})


def without_versions(sheet):
    return Sheet(sheet.name, [[*line[:1], *line[2:]] for line in sheet.rows])


def explanation(number):
    return Sheet("Uitleg", [["Kenmerk van dit bestand", number]])


def exported(story, names=None):
    base = {"versions": {KIND: {str(story.pk): story.live_revision_id}}, "names": names or {}}
    return Export.keep(made_for=None, about="Zaandam Oost", base=base).number


def renamed_by_office(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    adopt([record], by=None, reason="Redactie")


def test_number_of_queries_does_not_grow_with_the_rows(django_assert_max_num_queries, story):
    make_intervention(title="Tweede", area=story.area)
    sheet = written_sheet("Interventies")
    few = Sheet(sheet.name, sheet.rows[:2])

    with django_assert_max_num_queries(40) as of_few:
        known_of(few)
    with django_assert_max_num_queries(len(of_few)):
        known_of(sheet)


def test_content_that_did_not_change_is_one_object(story):
    known = known_of(written_sheet("Interventies")).kinds[KIND]

    assert known.versions[story.live_revision_id].content is known.records[story.pk].now


def test_base_is_what_the_version_says_even_when_the_row_is_changed_behind_our_back(story):
    sheet = written_sheet("Interventies")
    type(story).objects.filter(pk=story.pk).update(title="Anders")

    assert totals(planned(sheet)) == "0 wijzigingen"


def test_file_without_versions_leans_on_its_export_number(story):
    sheet = without_versions(written_sheet("Interventies"))
    number = exported(story)
    renamed_by_office(story, title="Titel van de redactie")

    result = planned(sheet, explanation(number))

    assert totals(result) == "0 wijzigingen"
    assert not result.remarks


def test_export_number_is_found_in_the_name_of_a_file_without_uitleg(story):
    number = exported(story)

    assert (
        known_of(written_sheet("Kerncijfers"), file_name=f"{number}-kerncijfers.csv").export_number == number
    )


def test_unknown_export_number_is_named(story):
    result = planned(written_sheet("Interventies"), explanation("KW-ABCD-2345"))

    assert "KW-ABCD-2345" in result.remarks[0]


def test_theme_that_was_renamed_since_is_untouched(story):
    sheet = written_sheet("Interventies")
    number = exported(story, names={"interventions.theme": {"gezondheid": "Gezondheid"}})
    renamed_by_office(story.themes.get(), name="Gezond leven")

    result = planned(sheet, explanation(number))

    assert totals(result) == "0 wijzigingen"


def test_former_name_is_still_understood_in_a_changed_cell(story):
    number = exported(story, names={"interventions.theme": {"gezondheid": "Gezondheid"}})
    make_theme(name="Werk")
    sheet = changed(written_sheet("Interventies"), 2, "Thema's", "Gezondheid; Werk")
    renamed_by_office(story.themes.get(), name="Gezond leven")

    [record] = planned(sheet, explanation(number)).records

    assert record.content["themes"] == ["gezondheid", "werk"]


def test_code_before_a_title_still_counts_when_the_story_was_renamed_since(story):
    other = make_intervention(title="De tuin", area=story.area)
    make_quote(intervention=other)
    number = exported(story, names={KIND: {story.code: f"{story.code} Het ontdeklab"}})
    sheet = changed(written_sheet("Citaten"), 2, "Interventie", f"{story.code} Zoals iemand het noemt")
    renamed_by_office(story, title="Het nieuwe lab")

    [record] = planned(sheet, explanation(number)).records

    assert record.content["intervention"] == story.code


def test_newest_draft_is_what_the_file_is_put_together_with(story):
    sheet = changed(written_sheet("Interventies"), 2, "Titel", "Nieuwe titel")
    [before] = planned(sheet).records
    draft = save_draft(story, {**before.now, "summary": "Uit een concept"}, by=None)

    [record] = planned(sheet).records

    assert (record.revision, record.content["summary"]) == (draft.pk, "Uit een concept")
    assert record.content["title"] == "Nieuwe titel"


def test_story_that_never_was_published_is_planned_on_its_draft(story):
    new = make_intervention(title="Nieuw verhaal", area=story.area, is_live=False)

    result = planned(changed(written_sheet("Interventies", records=[new]), 2, "Titel", "Nog nieuwer"))

    assert record_called(result, "Nieuw verhaal").verdict == RowVerdict.CHANGED


def test_quote_is_told_by_its_number(story):
    quote = make_quote(intervention=story)

    result = planned(changed(written_sheet("Citaten"), 2, "Spreker", "Een ander"))

    assert [(one.code, one.pk) for one in result.records] == [(f"CIT-{quote.pk}", quote.pk)]
