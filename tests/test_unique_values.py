"""What only one record may have, such as an address or another spelling: who wants it when, and what they are told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from areas.models import Area
from interventions.models import Intervention
from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.refusals import WrongState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.uniqueness import Taken
from kansrijk.publishing.verifying import problems
from tests.factories import make_area, make_intervention, make_phase, make_photo

ALIAS = "3c9f7a52-0000-4000-8000-00000000000{}"


@pytest.fixture
def lab(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, body="<p>Eerst.</p>")


@pytest.fixture
def kitchen(zaandam):
    return make_intervention(title="Buurtkeuken", area=zaandam, body="<p>Eerst.</p>")


def draft(record, *, by=None, **changes):
    record.refresh_from_db()
    return save_draft(record, {**snapshot_of(record), **changes}, by=by)


def alias(name, number):
    return {"aliases": [{"id": ALIAS.format(number), "name": name}]}


def described(area):
    return {"introduction": "<p>Een wijk.</p>", "municipality": area.municipality}


def test_two_drafts_with_one_address_are_refused_together_with_both_names(lab, kitchen, zaandam):
    drafts = [draft(lab, slug="samen"), draft(kitchen, slug="samen")]

    with pytest.raises(Taken) as refused:
        publish(drafts, by=None)

    assert str(refused.value) == (
        "Bij ‘Buurtkeuken’ en bij ‘Ontdeklab’ staat hetzelfde in ‘adres’: ‘samen’. "
        "Dat mag maar bij één van de twee. Wijzig het bij een van beide."
    )
    assert set(Revision.objects.filter(pk__in=[d.pk for d in drafts]).values_list("state", flat=True)) == {
        RevisionState.DRAFT
    }


def test_address_that_another_record_got_meanwhile_is_refused(lab, kitchen):
    waiting = draft(lab, slug="samen")
    publish([draft(kitchen, slug="samen")], by=None)

    with pytest.raises(Taken, match="Bij ‘Ontdeklab’ en bij ‘Buurtkeuken’ staat hetzelfde in ‘adres’"):
        publish([waiting], by=None)
    with pytest.raises(Taken, match="‘samen’"):
        schedule(waiting, timezone.now() + timedelta(days=1), by=None)


def test_address_of_a_removed_record_is_still_its_own(lab, kitchen):
    remove(kitchen, by=None, reason="Dubbel")

    with pytest.raises(Taken, match=r"bij ‘Buurtkeuken’ \(weggehaald\)"):
        publish([draft(lab, slug="buurtkeuken")], by=None)


def test_two_drafts_with_one_other_spelling_are_refused_one_after_another(zaandam, schiedam):
    first = draft(zaandam, **described(zaandam), **alias("De Rivier", 1))
    second = draft(schiedam, **described(schiedam), **alias("De Rivier", 2))
    publish([first], by=None)

    with pytest.raises(Taken, match=r"‘Schiedam’ en bij ‘Zaandam’ .* ‘andere schrijfwijzen’: ‘De Rivier’"):
        publish([second], by=None)


def test_other_spelling_moves_from_one_area_to_another_in_one_set(zaandam, schiedam):
    publish([draft(zaandam, **described(zaandam), **alias("De Rivier", 1))], by=None)

    publish(
        [draft(schiedam, **described(schiedam), **alias("De Rivier", 2)), draft(zaandam, aliases=[])], by=None
    )

    assert schiedam.aliases.get().name == "De Rivier"
    assert not zaandam.aliases.exists()
    assert list(problems()) == []


def test_row_that_two_people_both_added_is_named(zaandam):
    rows = [{"id": ALIAS.format(n), "name": "Poelenburg", "position": n} for n in (1, 2)]

    with pytest.raises(Taken, match="Bij ‘Zaandam’ staat in ‘wijken en buurten’ twee keer ‘Poelenburg’"):
        publish([draft(zaandam, **described(zaandam), neighbourhoods=rows)], by=None)


def test_photo_that_stands_twice_in_a_story_is_named(lab):
    photo = make_photo(title="Proefopstelling")
    rows = [{"id": ALIAS.format(n), "photo": str(photo.pk), "caption": "", "position": n} for n in (1, 2)]

    with pytest.raises(Taken, match="twee keer ‘Proefopstelling’"):
        publish([draft(lab, photo_placements=rows)], by=None)


def test_two_records_swap_addresses_in_one_set_and_back(lab, kitchen, visitor):
    release = ChangeSet.objects.create(name="Wissel")
    collect(release, [draft(lab, slug="buurtkeuken"), draft(kitchen, slug="ontdeklab")], by=None)

    publish_change_set(release, by=None)
    swapped = dict(Intervention.objects.values_list("title", "slug"))
    undo(release, by=None)

    assert swapped == {"Ontdeklab": "buurtkeuken", "Buurtkeuken": "ontdeklab"}
    assert dict(Intervention.objects.values_list("title", "slug")) == {
        "Ontdeklab": "ontdeklab",
        "Buurtkeuken": "buurtkeuken",
    }
    assert visitor.get("/interventies/ontdeklab/").status_code == 200
    assert list(problems()) == []


def test_three_areas_pass_their_codes_on(db):
    areas = [make_area(introduction="<p>Ja.</p>") for _ in range(3)]
    codes = [area.code for area in areas]

    publish(
        [draft(area, code=code) for area, code in zip(areas, codes[1:] + codes[:1], strict=True)], by=None
    )

    assert [Area.objects.get(pk=area.pk).code for area in areas] == codes[1:] + codes[:1]


def test_rows_of_one_record_swap_what_only_one_may_have(zaandam):
    rows = [{"id": ALIAS.format(n), "name": name, "position": n} for n, name in ((1, "Noord"), (2, "Zuid"))]
    publish([draft(zaandam, **described(zaandam), neighbourhoods=rows)], by=None)

    swapped = [{**rows[0], "name": "Zuid"}, {**rows[1], "name": "Noord"}]
    publish([draft(zaandam, neighbourhoods=swapped)], by=None)

    assert snapshot_of(zaandam)["neighbourhoods"] == swapped


def test_undo_leaves_an_address_that_another_record_got_since_and_says_so(lab, kitchen):
    release = ChangeSet.objects.create(name="Nieuw adres")
    collect(release, [draft(lab, slug="lab", summary="Anders.")], by=None)
    publish_change_set(release, by=None)
    publish([draft(kitchen, slug="ontdeklab")], by=None)

    report = undo(release, by=None)

    lab.refresh_from_db()
    assert (lab.slug, lab.summary) == ("lab", "Bewoners helpen elkaar.")
    assert [line.title for line in report.impossible] == ["Ontdeklab"]
    assert "bij ‘Buurtkeuken’ staat hetzelfde in ‘adres’" in report.impossible[0].reason
    assert list(problems()) == []


def test_planned_publication_of_a_taken_address_goes_back_to_draft_and_the_log_says_why(lab, kitchen):
    moment = timezone.now() + timedelta(days=1)
    waiting = draft(lab, slug="samen")
    schedule(waiting, moment, by=None)
    publish([draft(kitchen, slug="samen")], by=None)

    assert publish_due(moment) == 0
    waiting.refresh_from_db()
    assert waiting.state == RevisionState.DRAFT
    assert "‘Buurtkeuken’" in waiting.events.first().reason


def test_first_draft_of_a_new_record_does_not_take_an_address_that_another_has(lab, zaandam):
    new = make_intervention(title="Nieuw", area=zaandam, is_live=False)

    with pytest.raises(Taken, match="Bij ‘Nieuw’ en bij ‘Ontdeklab’ staat hetzelfde in ‘adres’"):
        draft(new, slug="ontdeklab")


def test_coordinator_is_not_told_what_is_being_drafted_elsewhere(coordinator_of_zaandam, zaandam, schiedam):
    make_intervention(title="Geheim plan", area=schiedam, is_live=False)
    new = make_intervention(title="Nieuw", area=zaandam, is_live=False)

    with pytest.raises(Taken, match="Dat is al van iets anders") as refused:
        draft(new, by=coordinator_of_zaandam.user, slug="geheim-plan")

    assert "Geheim" not in str(refused.value)


def test_years_that_contradict_each_other_after_a_merge_are_refused_in_words(db):
    phase = make_phase(start_year=2023, introduction="<p>Ja.</p>")
    later = draft(phase, start_year=2025)
    publish([draft(phase, end_year=2024)], by=None)

    with pytest.raises(WrongState, match="‘SPUK Kansrijke Wijk 2023-2025’ spreken elkaar tegen"):
        publish([later], by=None)
