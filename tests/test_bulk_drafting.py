"""Many drafts in one go: new records, open work that goes on, and taking a whole set back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interventions.models import Intervention, Organisation
from kansrijk.publishing.bulk_drafting import (
    OutOfDate,
    Work,
    add_records,
    drop_drafts,
    save_drafts,
)
from kansrijk.publishing.change_sets import publish_change_set
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import ChangeSet, RecordState, Revision, RevisionState
from kansrijk.publishing.refusals import NotAllowed, WrongState
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from tests.factories import all_live, make_intervention, make_phase, make_theme


@pytest.fixture
def change_set(db):
    return ChangeSet.objects.create(name="Werkboek")


def works(stories, **changes):
    newest = {story.pk: newest_open(story) or story.live_revision for story in stories}
    return {s.pk: Work({**snapshot_of(s), **changes}, newest[s.pk].pk) for s in stories}


def new_story(title, area, **fields):
    return {"title": title, "area": area.slug, **fields}


def test_drafts_of_many_records_take_as_many_queries_as_of_two(zaandam, editor, change_set):
    counts = []
    for number in (1, 2, 20):
        stories = all_live([make_intervention(is_live=False, area=zaandam) for _ in range(number)])
        asked = works(stories, summary="Nieuw.")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            save_drafts(Intervention, asked, by=editor.user, change_set=change_set)
        counts.append(len(queries))

    # The first time also asks for the role of the editor.
    assert counts[1] == counts[2]
    assert change_set.revisions.filter(state=RevisionState.DRAFT).count() == 23


def test_work_on_a_record_that_somebody_changed_since_is_not_written(zaandam, editor, change_set):
    story, other = make_intervention(area=zaandam), make_intervention(area=zaandam)
    asked = works([story, other], summary="Nieuw.")
    save_draft(story, {**snapshot_of(story), "title": "Intussen"}, by=editor.user)

    with pytest.raises(OutOfDate) as caught:
        save_drafts(Intervention, asked, by=editor.user, change_set=change_set)

    assert caught.value.pks == [story.pk]
    assert newest_open(other) is None


def test_removed_record_is_not_drafted(zaandam, editor, change_set):
    story = make_intervention(area=zaandam)
    asked = works([story], summary="Nieuw.")
    remove(story, by=editor.user, reason="Fout")

    with pytest.raises(WrongState):
        save_drafts(Intervention, asked, by=editor.user, change_set=change_set)


def test_new_records_get_codes_and_addresses_of_their_own(zaandam, editor, change_set):
    make_intervention(area=zaandam, title="Taalcafé")

    add_records(
        Intervention,
        [new_story("Taalcafé", zaandam), new_story("Taalcafé", zaandam), new_story("Ja!", zaandam)],
        by=editor.user,
        change_set=change_set,
    )

    found = Intervention.objects.filter(state=RecordState.NEW, live_revision=None).order_by("code")
    assert [(story.code, story.slug) for story in found][-3:] == [
        ("ZAA-002", "taalcafe-2"),
        ("ZAA-003", "taalcafe-3"),
        ("ZAA-004", "ja"),
    ]


def test_new_record_is_published_with_its_sets_and_rows(visitor, zaandam, editor, change_set):
    phase, theme = make_phase(), make_theme()
    story = new_story(
        "Buurtmaal",
        zaandam,
        summary="Samen eten.",
        body="<p>Elke week.</p>",
        phases=[phase.slug],
        themes=[theme.slug],
        key_figures=[
            {"id": "7f1c2d34-0000-4000-8000-000000000001", "value": "40", "label": "eters", "position": 1}
        ],
    )
    add_records(Intervention, [story], by=editor.user, change_set=change_set)

    publish_change_set(change_set, by=editor.user)

    page = visitor.get("/interventies/buurtmaal/").content.decode()
    assert "eters" in page
    assert theme.name in page


def test_coordinator_adds_nothing_to_another_area(schiedam, coordinator_of_zaandam, change_set):
    with pytest.raises(NotAllowed):
        add_records(
            Intervention,
            [new_story("Elders", schiedam)],
            by=coordinator_of_zaandam.user,
            change_set=change_set,
        )

    assert not Intervention.objects.exists()


def test_set_that_is_taken_back_leaves_everything_as_it_was(zaandam, editor, change_set):
    with_draft, without = make_intervention(area=zaandam), make_intervention(area=zaandam)
    save_draft(with_draft, {**snapshot_of(with_draft), "title": "Eerder concept"}, by=editor.user)
    save_drafts(
        Intervention,
        works([with_draft, without], title="Uit het werkboek"),
        by=editor.user,
        change_set=change_set,
    )
    add_records(Intervention, [new_story("Nieuw", zaandam)], by=editor.user, change_set=change_set)

    drop_drafts(change_set, by=editor.user)

    assert newest_open(with_draft).content["title"] == "Eerder concept"
    assert newest_open(without) is None
    assert not Intervention.objects.filter(title="Nieuw").exists()
    assert not Revision.objects.open().filter(change_set=change_set).exists()


def test_set_that_was_published_cannot_be_dropped(zaandam, editor, change_set):
    story = make_intervention(area=zaandam, phases=[make_phase()], themes=[make_theme()], body="<p>Ja.</p>")
    save_drafts(Intervention, works([story], summary="Nieuw."), by=editor.user, change_set=change_set)
    publish_change_set(change_set, by=editor.user)

    with pytest.raises(WrongState):
        drop_drafts(change_set, by=editor.user)


def test_new_organisation_gets_an_address_of_its_name(db, editor, change_set):
    add_records(
        Organisation,
        [{"name": "Stichting Ons Huis", "kind": "welzijn"}],
        by=editor.user,
        change_set=change_set,
    )

    assert Organisation.objects.get().slug == "stichting-ons-huis"
