"""The same workbook comes a second time: corrected since, or after what it made was taken off the site."""

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate

from interventions.models import Intervention, Quote
from kansrijk.accounts.models import COORDINATOR
from kansrijk.publishing.bulk_drafting import drop_drafts
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.publication import publish
from kansrijk.publishing.reviewing import accept
from kansrijk.publishing.undoing import undo
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import DRAFT
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.storing import load
from kansrijk.workbooks.plans.words import totals
from tests.factories import make_account, make_draft
from tests.workbooks.applying.steps import sent, workbook
from tests.workbooks.round_trip import page_of
from tests.workbooks.written_books import finding_at, record_called, row_at

WORDS = "Ik voel me hier thuis en ik ken nu mijn buren."
OTHER_WORDS = "Ik voel me hier helemaal thuis en ken nu mijn buren."


def today():
    return date_format(localdate(), "j F Y")


def write(file, sheet, row, **cells):
    headings = {cell.value: cell.column for cell in file[sheet][1]}
    for heading, value in cells.items():
        file[sheet].cell(row, headings[heading.replace("_", " ")]).value = value


def with_garden(user):
    """A workbook with a new story in row 5 of Interventies, and a quotation of it in row 2 of Citaten."""
    file = workbook(user)
    write(
        file,
        "Interventies",
        5,
        **{"Titel": "Buurtmoestuin Poelenburg", "Gebied": "Zaandam", "Samenvatting": "Groente."},
        **{"Verhaal": "Er groeit van alles.", "Periodes": "2023-2025", "Thema's": "Jonge kind"},
    )
    story = "Buurtmoestuin Poelenburg"
    write(file, "Citaten", 2, Interventie=story, Citaat=WORDS, Spreker="Een buurvrouw")
    return file


def set_ready(file, user, **choices):
    upload = sent(file, user, **choices)
    do_now(upload, DRAFT)
    return upload


def plan_of(file, user, **choices):
    return load(bytes(sent(file, user, **choices).plan))


@pytest.fixture
def zoe(coordinator_of_zaandam):
    return coordinator_of_zaandam.user


def test_corrected_title_asks_whether_it_is_the_same_story(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg")

    result = plan_of(file, zoe)

    asked = finding_at(result, "A5", "Interventies")
    assert asked.suggestion == "ZAA-004"
    assert asked.message.startswith(
        f"Dit lijkt op ZAA-004 ‘Buurtmoestuin Poelenburg’, gemaakt uit uw eerdere bestand van {today()}."
    )
    assert "Zet dan ‘niet ZAA-004’ in de kolom Code." in asked.message


def test_other_text_under_the_same_title_is_said_to_be_made_from_the_earlier_file(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Samenvatting="Groente en fruit.")

    asked = finding_at(plan_of(file, zoe), "A5", "Interventies")

    assert asked.suggestion == "ZAA-004"
    assert asked.message.startswith(f"ZAA-004 is gemaakt uit uw eerdere bestand van {today()} en heeft")
    assert "Wilt u deze interventie verbeteren? Zet dan ZAA-004 in de kolom Code." in asked.message


def test_file_of_a_colleague_is_not_called_ones_own(stories, zoe, editor):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg")

    asked = finding_at(plan_of(file, editor.user), "A5", "Interventies")

    assert "gemaakt uit een eerder bestand met hetzelfde kenmerk, van " in asked.message


def test_corrected_quotation_asks_whether_it_is_the_same(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Citaten", 2, Citaat=OTHER_WORDS)

    asked = finding_at(plan_of(file, zoe), "A2", "Citaten")

    assert asked.suggestion == f"CIT-{Quote.objects.get().pk}"
    assert "Is het hetzelfde citaat?" in asked.message


def test_story_with_the_same_text_under_another_title_is_asked_about(stories, zoe):
    text = "Op dinsdag werken twintig buren samen in de moestuin achter de school."
    file = with_garden(zoe)
    write(file, "Interventies", 5, Verhaal=text)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Titel="Groen in de wijk")

    assert finding_at(plan_of(file, zoe), "A5", "Interventies").suggestion == "ZAA-004"


def test_code_that_was_asked_for_makes_it_a_change(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Code="ZAA-004", Titel="Buurtmoestuin in Poelenburg")
    write(file, "Citaten", 2, Interventie="ZAA-004")

    set_ready(file, zoe)

    assert Intervention.objects.count() == 4
    assert newest_open(Intervention.objects.get(code="ZAA-004")).content["title"] == (
        "Buurtmoestuin in Poelenburg"
    )


def test_person_who_says_that_it_is_another_gets_a_new_story(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Code="Niet zaa-004", Titel="Buurtmoestuin in Poelenburg")
    write(file, "Citaten", 2, Interventie="Buurtmoestuin in Poelenburg", Citaat="Heel andere woorden.")

    set_ready(file, zoe)

    assert Intervention.objects.filter(title__contains="Poelenburg").count() == 2
    assert totals(plan_of(file, zoe)) == "0 wijzigingen"


def test_denying_once_does_not_hide_the_next_one_that_is_alike(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Code="niet ZAA-004", Titel="Buurtmoestuin in Poelenburg")
    set_ready(file, zoe)
    write(file, "Interventies", 5, Titel="De buurtmoestuin in Poelenburg")

    asked = finding_at(plan_of(file, zoe), "A5", "Interventies")

    assert asked.suggestion == "ZAA-005"
    assert "‘niet ZAA-004, ZAA-005’" in asked.message


def test_title_that_exists_is_asked_about_also_when_another_one_is_denied(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Code="niet ZAA-004", Titel="Taalcafé")

    assert "Bestaat dit al? ZAA-001" in finding_at(plan_of(file, zoe), "A5", "Interventies").message


def test_second_new_story_that_is_alike_is_no_question_while_the_first_stands_in_the_file(stories, zoe):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 6, Titel="Buurtmoestuin in Poelenburg", Gebied="Zaandam")

    assert totals(plan_of(file, zoe)) == "1 interventie nieuw"


def test_story_of_another_workbook_is_no_question(stories, zoe):
    set_ready(with_garden(zoe), zoe)
    file = workbook(zoe)
    row = file["Interventies"].max_row + 1
    write(file, "Interventies", row, Titel="Buurtmoestuin in Poelenburg", Gebied="Zaandam")

    assert totals(plan_of(file, zoe)) == "1 interventie nieuw"


def test_story_that_a_colleague_made_with_the_same_workbook_is_asked_about(stories, zoe, zaandam, roles):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg")
    colleague = make_account("kim", role=COORDINATOR, areas=[zaandam])

    assert finding_at(plan_of(file, colleague), "A5", "Interventies").suggestion == "ZAA-004"


def test_story_of_an_area_of_others_is_never_named(stories, zoe, schiedam, coordinator_of_schiedam):
    file = with_garden(zoe)
    set_ready(file, zoe)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg", Gebied="Schiedam")

    result = plan_of(file, coordinator_of_schiedam.user)

    assert record_called(result, "Buurtmoestuin in Poelenburg").verdict == RowVerdict.NEW
    assert not any("ZAA-004" in found.message for found in result.findings)


def test_denying_a_record_that_no_earlier_file_made_is_an_unknown_code(stories, zoe):
    file = with_garden(zoe)
    write(file, "Interventies", 5, Code="niet bekend")

    assert "‘niet bekend’ is geen code." in finding_at(plan_of(file, zoe), "A5", "Interventies").message


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


def test_rows_of_a_proposal_that_lapsed_are_skipped_with_the_reason(stories, zoe, office):
    """The workbook went out while the proposal lay there: nobody has to mend these rows."""
    first = with_garden(zoe)
    write(first, "Kerncijfers", 2, Interventie="Buurtmoestuin Poelenburg", Cijfer="12", Wat_het_telt="bakken")
    upload = set_ready(first, zoe)
    later = workbook(zoe)
    drop_drafts(upload.change_set, by=office)
    write(later, "Interventies", 2, Titel="Een andere titel")

    result = plan_of(later, zoe)

    assert totals(result) == "1 interventie gewijzigd"
    assert row_at(result, 5, "Interventies").message.startswith(
        "ZAA-004 was een voorstel dat is teruggedraaid."
    )
    assert "maak dan" in row_at(result, 5, "Interventies").message.casefold()
    lapsed = [
        row for row in result.rows if row.verdict == RowVerdict.IGNORED and "was een voorstel" in row.message
    ]
    assert {row.sheet for row in lapsed} == {"Interventies", "Kerncijfers", "Citaten"}


def test_cell_that_is_corrected_once_more_is_in_no_conflict_with_the_first_time(stories, zoe):
    file = workbook(zoe)
    write(file, "Interventies", 2, Titel="Eerst zo")
    set_ready(file, zoe)
    write(file, "Interventies", 2, Titel="Toch zo")

    plan = plan_of(file, zoe)

    assert totals(plan) == "1 interventie gewijzigd"
    assert [record.conflicts for record in plan.records if record.verdict == RowVerdict.CHANGED] == [()]


def test_what_somebody_else_made_of_it_meanwhile_is_a_conflict_all_the_same(stories, zoe, office):
    file = workbook(zoe)
    write(file, "Interventies", 2, Titel="Eerst zo")
    set_ready(file, zoe)
    story = Intervention.objects.get(code=file["Interventies"]["A2"].value)
    draft = newest_open(story)
    save_draft(story, {**draft.content, "title": "Zegt de redactie"}, by=office, replaces=draft)
    write(file, "Interventies", 2, Titel="Toch zo")

    [record] = [one for one in plan_of(file, zoe).records if one.verdict == RowVerdict.CONFLICT]

    assert [(c.field, c.theirs, c.mine) for c in record.conflicts] == [
        ("title", "Zegt de redactie", "Toch zo")
    ]


def test_words_that_the_office_did_not_take_over_are_in_conflict_again(stories, zoe, office):
    file = workbook(zoe)
    story = Intervention.objects.get(code=file["Interventies"]["A2"].value)
    publish([make_draft(story, by=office, summary="Van de redactie.")], by=office)
    write(file, "Interventies", 2, Titel="Nieuwe titel", Samenvatting="Uit het bestand.")
    wins = {f"interventions.intervention:{story.pk}": ["summary"]}
    set_ready(file, zoe, conflicts=wins)
    accept(newest_open(story), by=office, accepted={"title"}, settled={"summary"})
    write(file, "Interventies", 2, Samenvatting="Toch uit het bestand.")

    [record] = [one for one in plan_of(file, zoe).records if one.code == story.code]

    assert [(c.field, c.theirs, c.mine) for c in record.conflicts] == [
        ("summary", "Van de redactie.", "Toch uit het bestand.")
    ]


def test_new_story_that_the_office_rewrote_is_not_put_back_by_its_own_file(stories, zoe, office):
    """The row got its code only now, so that it says from no version."""
    file = with_garden(zoe)
    set_ready(file, zoe)
    story = Intervention.objects.get(title="Buurtmoestuin Poelenburg")
    draft = newest_open(story)
    save_draft(story, {**draft.content, "summary": "Herschreven."}, by=office, replaces=draft)
    write(file, "Interventies", 5, Code=story.code)

    assert totals(plan_of(file, zoe)) == "0 wijzigingen"


def test_new_story_in_a_file_of_somebody_else_asks_before_it_takes_over(stories, zoe, office):
    set_ready(with_garden(zoe), zoe)
    story = Intervention.objects.get(title="Buurtmoestuin Poelenburg")
    file = workbook(office)
    write(file, "Interventies", 5, Versie=None, Samenvatting="Heel iets anders.")
    # So that nothing says from which version the file went out.
    del file["Uitleg"]
    file.properties.description = ""

    [record] = [one for one in plan_of(file, office).records if one.code == story.code]

    assert [(c.field, c.mine) for c in record.conflicts] == [("summary", "Heel iets anders.")]
