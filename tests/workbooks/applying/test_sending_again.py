"""The same workbook comes a second time, corrected since."""

from django.utils.formats import date_format
from django.utils.timezone import localdate

from interventions.models import Intervention, Quote
from kansrijk.accounts.models import COORDINATOR
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.publication import publish
from kansrijk.publishing.reviewing import accept
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.words import totals
from tests.factories import make_account, make_draft
from tests.workbooks.applying.garden import plan_of, set_ready, with_garden, write
from tests.workbooks.applying.steps import workbook
from tests.workbooks.written_books import finding_at, record_called

OTHER_WORDS = "Ik voel me hier helemaal thuis en ken nu mijn buren."


def today():
    return date_format(localdate(), "j F Y")


def test_corrected_title_asks_whether_it_is_the_same_story(stories, coordinator):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg")

    result = plan_of(file, coordinator)

    asked = finding_at(result, "A5", "Interventies")
    assert asked.suggestion == "ZAA-004"
    assert asked.message.startswith(
        f"Dit lijkt op ZAA-004 ‘Buurtmoestuin Poelenburg’, gemaakt uit uw eerdere bestand van {today()}."
    )
    assert "Zet dan ‘niet ZAA-004’ in de kolom Code." in asked.message


def test_other_text_under_the_same_title_is_said_to_be_made_from_the_earlier_file(stories, coordinator):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Samenvatting="Groente en fruit.")

    asked = finding_at(plan_of(file, coordinator), "A5", "Interventies")

    assert asked.suggestion == "ZAA-004"
    assert asked.message.startswith(f"ZAA-004 is gemaakt uit uw eerdere bestand van {today()} en heeft")
    assert "Wilt u deze interventie verbeteren? Zet dan ZAA-004 in de kolom Code." in asked.message


def test_file_of_a_colleague_is_not_called_ones_own(stories, coordinator, editor):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg")

    asked = finding_at(plan_of(file, editor.user), "A5", "Interventies")

    assert "gemaakt uit een eerder bestand met hetzelfde kenmerk, van " in asked.message


def test_corrected_quotation_asks_whether_it_is_the_same(stories, coordinator):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Citaten", 2, Citaat=OTHER_WORDS)

    asked = finding_at(plan_of(file, coordinator), "A2", "Citaten")

    assert asked.suggestion == f"CIT-{Quote.objects.get().pk}"
    assert "Is het hetzelfde citaat?" in asked.message


def test_story_with_the_same_text_under_another_title_is_asked_about(stories, coordinator):
    text = "Op dinsdag werken twintig buren samen in de moestuin achter de school."
    file = with_garden(coordinator)
    write(file, "Interventies", 5, Verhaal=text)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Titel="Groen in de wijk")

    assert finding_at(plan_of(file, coordinator), "A5", "Interventies").suggestion == "ZAA-004"


def test_code_that_was_asked_for_makes_it_a_change(stories, coordinator):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Code="ZAA-004", Titel="Buurtmoestuin in Poelenburg")
    write(file, "Citaten", 2, Interventie="ZAA-004")

    set_ready(file, coordinator)

    assert Intervention.objects.count() == 4
    assert newest_open(Intervention.objects.get(code="ZAA-004")).content["title"] == (
        "Buurtmoestuin in Poelenburg"
    )


def test_person_who_says_that_it_is_another_gets_a_new_story(stories, coordinator):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Code="Niet zaa-004", Titel="Buurtmoestuin in Poelenburg")
    write(file, "Citaten", 2, Interventie="Buurtmoestuin in Poelenburg", Citaat="Heel andere woorden.")

    set_ready(file, coordinator)

    assert Intervention.objects.filter(title__contains="Poelenburg").count() == 2
    assert totals(plan_of(file, coordinator)) == "0 wijzigingen"


def test_denying_once_does_not_hide_the_next_one_that_is_alike(stories, coordinator):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Code="niet ZAA-004", Titel="Buurtmoestuin in Poelenburg")
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Titel="De buurtmoestuin in Poelenburg")

    asked = finding_at(plan_of(file, coordinator), "A5", "Interventies")

    assert asked.suggestion == "ZAA-005"
    assert "‘niet ZAA-004, ZAA-005’" in asked.message


def test_title_that_exists_is_asked_about_also_when_another_one_is_denied(stories, coordinator):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Code="niet ZAA-004", Titel="Taalcafé")

    assert "Bestaat dit al? ZAA-001" in finding_at(plan_of(file, coordinator), "A5", "Interventies").message


def test_second_new_story_that_is_alike_is_no_question_while_the_first_stands_in_the_file(
    stories, coordinator
):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 6, Titel="Buurtmoestuin in Poelenburg", Gebied="Zaandam")

    assert totals(plan_of(file, coordinator)) == "1 interventie nieuw"


def test_story_of_another_workbook_is_no_question(stories, coordinator):
    set_ready(with_garden(coordinator), coordinator)
    file = workbook(coordinator)
    row = file["Interventies"].max_row + 1
    write(file, "Interventies", row, Titel="Buurtmoestuin in Poelenburg", Gebied="Zaandam")

    assert totals(plan_of(file, coordinator)) == "1 interventie nieuw"


def test_story_that_a_colleague_made_with_the_same_workbook_is_asked_about(
    stories, coordinator, zaandam, roles
):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg")
    colleague = make_account("kim", role=COORDINATOR, areas=[zaandam])

    assert finding_at(plan_of(file, colleague), "A5", "Interventies").suggestion == "ZAA-004"


def test_story_of_an_area_of_others_is_never_named(stories, coordinator, schiedam, coordinator_of_schiedam):
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    write(file, "Interventies", 5, Titel="Buurtmoestuin in Poelenburg", Gebied="Schiedam")

    result = plan_of(file, coordinator_of_schiedam.user)

    assert record_called(result, "Buurtmoestuin in Poelenburg").verdict == RowVerdict.NEW
    assert not any("ZAA-004" in found.message for found in result.findings)


def test_denying_a_record_that_no_earlier_file_made_is_an_unknown_code(stories, coordinator):
    file = with_garden(coordinator)
    write(file, "Interventies", 5, Code="niet bekend")

    assert (
        "‘niet bekend’ is geen code." in finding_at(plan_of(file, coordinator), "A5", "Interventies").message
    )


def test_cell_that_is_corrected_once_more_is_in_no_conflict_with_the_first_time(stories, coordinator):
    file = workbook(coordinator)
    write(file, "Interventies", 2, Titel="Eerst zo")
    set_ready(file, coordinator)
    write(file, "Interventies", 2, Titel="Toch zo")

    plan = plan_of(file, coordinator)

    assert totals(plan) == "1 interventie gewijzigd"
    assert [record.conflicts for record in plan.records if record.verdict == RowVerdict.CHANGED] == [()]


def test_what_somebody_else_made_of_it_meanwhile_is_a_conflict_all_the_same(stories, coordinator, office):
    file = workbook(coordinator)
    write(file, "Interventies", 2, Titel="Eerst zo")
    set_ready(file, coordinator)
    story = Intervention.objects.get(code=file["Interventies"]["A2"].value)
    draft = newest_open(story)
    save_draft(story, {**draft.content, "title": "Zegt de redactie"}, by=office, replaces=draft)
    write(file, "Interventies", 2, Titel="Toch zo")

    [record] = [one for one in plan_of(file, coordinator).records if one.verdict == RowVerdict.CONFLICT]

    assert [(c.field, c.theirs, c.mine) for c in record.conflicts] == [
        ("title", "Zegt de redactie", "Toch zo")
    ]


def test_words_that_the_office_did_not_take_over_are_in_conflict_again(stories, coordinator, office):
    file = workbook(coordinator)
    story = Intervention.objects.get(code=file["Interventies"]["A2"].value)
    publish([make_draft(story, by=office, summary="Van de redactie.")], by=office)
    write(file, "Interventies", 2, Titel="Nieuwe titel", Samenvatting="Uit het bestand.")
    wins = {f"interventions.intervention:{story.pk}": ["summary"]}
    set_ready(file, coordinator, conflicts=wins)
    accept(newest_open(story), by=office, accepted={"title"}, settled={"summary"})
    write(file, "Interventies", 2, Samenvatting="Toch uit het bestand.")

    [record] = [one for one in plan_of(file, coordinator).records if one.code == story.code]

    assert [(c.field, c.theirs, c.mine) for c in record.conflicts] == [
        ("summary", "Van de redactie.", "Toch uit het bestand.")
    ]


def test_new_story_that_the_office_rewrote_is_not_put_back_by_its_own_file(stories, coordinator, office):
    """The row got its code only now, so that it says from no version."""
    file = with_garden(coordinator)
    set_ready(file, coordinator)
    story = Intervention.objects.get(title="Buurtmoestuin Poelenburg")
    draft = newest_open(story)
    save_draft(story, {**draft.content, "summary": "Herschreven."}, by=office, replaces=draft)
    write(file, "Interventies", 5, Code=story.code)

    assert totals(plan_of(file, coordinator)) == "0 wijzigingen"


def test_new_story_in_a_file_of_somebody_else_asks_before_it_takes_over(stories, coordinator, office):
    set_ready(with_garden(coordinator), coordinator)
    story = Intervention.objects.get(title="Buurtmoestuin Poelenburg")
    file = workbook(office)
    write(file, "Interventies", 5, Versie=None, Samenvatting="Heel iets anders.")
    # So that nothing says from which version the file went out.
    del file["Uitleg"]
    file.properties.description = ""

    [record] = [one for one in plan_of(file, office).records if one.code == story.code]

    assert [(c.field, c.mine) for c in record.conflicts] == [("summary", "Heel iets anders.")]
