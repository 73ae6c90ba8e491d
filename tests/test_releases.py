"""The page of a release in the admin."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import withdraw
from tests.factories import make_intervention
from tests.pages import read


@pytest.fixture
def draft(zaandam, editor):
    story = make_intervention(title="Ontdeklab", area=zaandam, summary="Eerst.", body="<p>Eerst.</p>")
    return save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)


@pytest.fixture
def release(editor):
    editor.post("/admin/publishing/changeset/add/", {"name": "Start 2026"})
    return ChangeSet.objects.get()


def act(client, release, action, **fields):
    url = f"/admin/publishing/changeset/{release.pk}/change/"
    return client.post(url, {"actie": action, **fields}, follow=True)


def test_editor_collects_publishes_and_undoes(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)
    assert "Ontdeklab" in read(editor.get(f"/admin/publishing/changeset/{release.pk}/change/")).text

    published = act(editor, release, "publiceren", reden="Start")
    assert "Bezoekers zien het nu." in read(published).text
    assert Intervention.objects.get().summary == "Straks."

    undone = read(act(editor, release, "terugdraaien", reden="Te vroeg")).text
    assert "Ontdeklab: De vorige inhoud staat er weer." in undone
    assert Intervention.objects.get().summary == "Eerst."


def test_what_an_undo_did_stays_on_the_page_of_the_release(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)
    act(editor, release, "publiceren")
    story = Intervention.objects.get()
    later = save_draft(story, {**snapshot_of(story), "summary": "Later."}, by=editor.user)
    publish([later], by=editor.user)
    act(editor, release, "terugdraaien", reden="Te vroeg")

    later_visit = read(editor.get(f"/admin/publishing/changeset/{release.pk}/change/")).text

    assert "Behouden, want later bewerkt Ontdeklab: Later bewerkt: samenvatting." in later_visit


def test_release_says_which_withdrawn_pages_come_back_with_it(editor, visitor, release, draft):
    story = Intervention.objects.get()
    withdraw(story, by=editor.user, notice="De cijfers kloppen niet.")

    page = read(act(editor, release, "toevoegen", versie=draft.pk)).text

    warning = "‘Ontdeklab’ is nu ingetrokken. Na publiceren staat de pagina weer gewoon op de website"
    assert page.count(warning) == 2  # at the plan and at the button
    assert "De cijfers kloppen niet." in page
    assert "De cijfers kloppen niet." in read(visitor.get(story.get_absolute_url())).text
    assert warning not in read(act(editor, release, "publiceren")).text
    assert "De cijfers kloppen niet." not in read(visitor.get(story.get_absolute_url())).text


def test_release_says_which_page_loses_its_old_address(editor, release, draft, zaandam):
    story = Intervention.objects.get()
    publish([save_draft(story, {**snapshot_of(story), "slug": "lab"}, by=editor.user)], by=editor.user)
    new = make_intervention(title="Nieuw", area=zaandam, body="<p>Ja.</p>")
    taking = save_draft(new, {**snapshot_of(new), "slug": "ontdeklab"}, by=editor.user)

    page = read(act(editor, release, "toevoegen", versie=taking.pk)).text

    assert "‘Nieuw’: Het adres /interventies/ontdeklab/ leidde tot nu toe naar ‘Ontdeklab’." in page


def test_undo_has_to_be_opened_before_it_can_be_pressed(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)

    html = act(editor, release, "publiceren").content.decode()

    folded = html.partition("<details")[2].partition("</details>")[0]
    assert "Dit gaat over 1 onderdeel." in folded
    assert 'value="terugdraaien"' in folded


def test_published_release_lists_each_record_once(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)
    draft.refresh_from_db()
    story = Intervention.objects.get()
    save_draft(story, {**snapshot_of(story), "summary": "Beter."}, by=editor.user, replaces=draft)

    published = act(editor, release, "publiceren")

    assert [line.revision.content["summary"] for line in published.context["inside"].lines] == ["Beter."]
    overview = editor.get("/admin/publishing/changeset/")
    assert [found.inside for found in overview.context["cl"].result_list] == [1]


def test_editor_plans_a_release_and_takes_the_plan_away(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)
    tomorrow = timezone.localtime() + timedelta(days=1)

    page = act(editor, release, "inplannen", day=tomorrow.strftime("%Y-%m-%d"), time="11:00")
    assert "Ingepland." in read(page).text
    assert timezone.localtime(Revision.objects.get(pk=draft.pk).publish_at).strftime("%H:%M") == "11:00"

    act(editor, release, "planning-weg")
    assert publish_due(timezone.now() + timedelta(days=3)) == 0


def test_planned_release_is_published_when_its_moment_has_come(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)
    act(
        editor, release, "inplannen", day=(timezone.localdate() + timedelta(days=1)).isoformat(), time="11:00"
    )

    assert publish_due(timezone.now() + timedelta(days=3)) == 1

    release.refresh_from_db()
    assert release.published_at is not None
    assert Intervention.objects.get().summary == "Straks."


def test_moment_that_has_passed_is_refused_at_the_field(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)

    page = act(editor, release, "inplannen", day="2020-01-01", time="11:00")

    assert "Dit moment is al voorbij." in read(page).text
    assert Revision.objects.get(pk=draft.pk).publish_at is None


def test_editor_takes_a_draft_out_and_keeps_it(editor, release, draft):
    act(editor, release, "toevoegen", versie=draft.pk)
    act(editor, release, "eruit", versie=draft.pk)

    revision = Revision.objects.get(pk=draft.pk)
    assert revision.change_set is None
    assert revision.is_open


def test_incomplete_draft_stops_the_whole_release_with_words(editor, release, draft, zaandam):
    bare = make_intervention(title="Kaal", area=zaandam, is_live=False)
    second = save_draft(bare, {**snapshot_of(bare), "body": ""}, by=editor.user)
    act(editor, release, "toevoegen", versie=[draft.pk, second.pk])

    page = act(editor, release, "publiceren")

    assert "Kaal: Schrijf het verhaal." in read(page).text
    assert Intervention.objects.get(title="Ontdeklab").summary == "Eerst."


def test_editor_makes_a_link_for_a_reader(editor, release, draft, visitor):
    act(editor, release, "toevoegen", versie=draft.pk)

    html = act(editor, release, "delen", reader="De school", days="7").content.decode()
    address = html.partition('readonly value="http://testserver')[2].partition('"')[0]

    assert "Straks." in visitor.get(address.replace("begin/", "interventies/ontdeklab/")).content.decode()


def test_releases_are_for_the_office_only(coordinator_of_zaandam, release, draft):
    assert coordinator_of_zaandam.get("/admin/publishing/changeset/").status_code == 403
    assert act(coordinator_of_zaandam, release, "publiceren").status_code == 403


def test_unknown_button_changes_nothing(editor, release):
    assert "Deze knop kennen wij niet." in read(act(editor, release, "ontploffen")).text


def test_release_leads_to_what_each_draft_changes(editor, release, draft):
    page = read(act(editor, release, "toevoegen", versie=draft.pk))
    after = read(act(editor, release, "publiceren"))

    assert page.links[f"/admin/beoordelen/{draft.pk}/"] == "Bekijk de wijzigingen van Ontdeklab"
    shown = f"/admin/vergelijken/{release.revisions.get(state='gepubliceerd').pk}/"
    assert after.links[shown] == "Bekijk de wijzigingen van Ontdeklab"


def test_release_calls_a_record_by_its_new_name(editor, release, zaandam):
    story = make_intervention(title="Ontdeklab", area=zaandam, body="<p>Ja.</p>")
    renamed = save_draft(story, {**snapshot_of(story), "title": "De Brug"}, by=editor.user)

    page = act(editor, release, "toevoegen", versie=renamed.pk)

    assert "De Brug Interventie" in read(page).text
    assert "Heet nu nog: Ontdeklab" in read(page).text


def test_new_release_is_made_with_one_button(editor):
    html = editor.get("/admin/publishing/changeset/add/").content.decode()

    form = html.partition('id="changeset_form"')[2].partition("</form>")[0]
    assert "Naam:" not in form
    assert form.count('type="submit"') == 1
