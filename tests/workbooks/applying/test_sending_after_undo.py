"""A workbook comes again after what it made, or what stood in it, was taken back."""

from interventions.models import Intervention, Quote
from kansrijk.publishing.bulk_drafting import drop_drafts
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.undoing import undo
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import DRAFT
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.storing import load
from kansrijk.workbooks.plans.words import totals
from tests.workbooks.applying.garden import plan_of, set_ready, with_garden, write
from tests.workbooks.applying.steps import sent, workbook
from tests.workbooks.round_trip import page_of
from tests.workbooks.written_books import row_at


def published_and_undone(file, user):
    upload = set_ready(file, user, publish=True)
    Intervention.objects.public().get(code="ZAA-004")
    undo(upload.change_set, by=user)
    assert not Intervention.objects.public().filter(code="ZAA-004").exists()


def test_what_was_taken_off_the_site_is_proposed_again_by_the_same_file(stories, editor):
    user = editor.user
    file = with_garden(user)
    published_and_undone(file, user)

    again = sent(file, user)
    result = load(bytes(again.plan))
    page = editor.get(page_of(again)).content.decode()
    do_now(again, DRAFT)

    assert totals(result) == "1 interventie gewijzigd, 1 citaat gewijzigd"
    assert "stelt u het opnieuw voor" in row_at(result, 5, "Interventies").message
    assert {record.verdict for record in result.records if record.content} == {RowVerdict.CHANGED}
    assert "Buurtmoestuin Poelenburg" in page
    story, quote = Intervention.objects.get(code="ZAA-004"), Quote.objects.get()
    assert newest_open(story).content["summary"] == "Groente."
    assert newest_open(quote).content["intervention"] == "ZAA-004"
    assert Intervention.objects.count() == 4


def test_what_is_proposed_again_is_published_again(stories, editor):
    user = editor.user
    file = with_garden(user)
    published_and_undone(file, user)

    set_ready(file, user, publish=True)

    assert Intervention.objects.public().get(code="ZAA-004").title == "Buurtmoestuin Poelenburg"
    assert totals(plan_of(file, user)) == "0 wijzigingen"


def test_row_that_names_what_was_taken_off_proposes_it_with_every_cell(stories, editor):
    user = editor.user
    file = with_garden(user)
    published_and_undone(file, user)
    write(file, "Interventies", 5, Code="ZAA-004", Titel="Moestuin")
    write(file, "Citaten", 2, Interventie="ZAA-004")

    result = plan_of(file, user)

    record = next(one for one in result.records if one.code == "ZAA-004")
    assert (record.verdict, record.now, record.content["title"]) == (RowVerdict.CHANGED, {}, "Moestuin")
    used = {found.heading for found in result.findings if found.row == 5}
    assert {"Titel", "Gebied", "Samenvatting"} <= used


def test_untouched_row_of_a_later_workbook_proposes_nothing_that_was_taken_off(stories, editor):
    user = editor.user
    upload = set_ready(with_garden(user), user, publish=True)
    later = workbook(user)
    undo(upload.change_set, by=user)

    assert totals(plan_of(later, user)) == "0 wijzigingen"


def test_rows_of_a_proposal_that_lapsed_are_skipped_with_the_reason(stories, coordinator, office):
    """The workbook went out while the proposal lay there: nobody has to mend these rows."""
    first = with_garden(coordinator)
    write(first, "Kerncijfers", 2, Interventie="Buurtmoestuin Poelenburg", Cijfer="12", Wat_het_telt="bakken")
    upload = set_ready(first, coordinator)
    later = workbook(coordinator)
    drop_drafts(upload.change_set, by=office)
    write(later, "Interventies", 2, Titel="Een andere titel")

    result = plan_of(later, coordinator)

    assert totals(result) == "1 interventie gewijzigd"
    assert row_at(result, 5, "Interventies").message.startswith(
        "ZAA-004 was een voorstel dat is teruggedraaid."
    )
    assert "maak dan" in row_at(result, 5, "Interventies").message.casefold()
    lapsed = [
        row for row in result.rows if row.verdict == RowVerdict.IGNORED and "was een voorstel" in row.message
    ]
    assert {row.sheet for row in lapsed} == {"Interventies", "Kerncijfers", "Citaten"}
