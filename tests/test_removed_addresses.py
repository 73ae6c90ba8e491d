"""A page that was removed leaves a notice at its address; a page that comes back takes it away."""

import pytest
from django.urls import reverse

from interventions.models import Intervention
from kansrijk.publishing.models import OldAddress, RecordState
from tests.factories import make_intervention, make_quote


def step(client, record, name, **values):
    url = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_step", args=[record.pk])
    return client.post(url, {"stap": name, **values})


def remove(client, record):
    return step(client, record, "weghalen", reden="Dubbel")


def remove_in_bulk(client, record):
    values = {"action": "remove_selected", "_selected_action": [record.pk]}
    asked = client.post("/admin/interventions/intervention/", values)
    assert "Waarom moet dit weg?" in asked.content.decode()
    return client.post("/admin/interventions/intervention/", {**values, "reden": "Dubbel"})


@pytest.mark.parametrize("way", [remove, remove_in_bulk])
def test_removed_page_answers_410_with_its_title(editor, visitor, way):
    story = make_intervention(title="Ontdeklab")
    path = story.get_absolute_url()

    way(editor, story)

    assert Intervention.objects.get().state == RecordState.REMOVED
    answer = visitor.get(path)
    assert answer.status_code == 410
    assert "Ontdeklab" in answer.content.decode()


def test_removing_what_was_never_public_leaves_no_notice(editor):
    remove(editor, make_intervention(is_live=False))
    remove(editor, make_quote())

    assert not OldAddress.objects.exists()


def test_removing_asks_for_a_reason(editor):
    story = make_intervention(title="Ontdeklab")

    step(editor, story, "weghalen", reden=" ")

    story.refresh_from_db()
    assert story.state == RecordState.LIVE


def test_page_that_comes_back_at_the_same_address_takes_the_notice_away(editor, visitor):
    story = make_intervention(title="Ontdeklab")
    remove(editor, story)

    step(editor, story, "terugzetten")

    assert not OldAddress.objects.exists()
    assert visitor.get(story.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["weghalen", "intrekken", "terugzetten", "planning-weg"])
def test_coordinator_takes_nothing_off_the_site_and_puts_nothing_back(coordinator_of_zaandam, zaandam, name):
    story = make_intervention(area=zaandam)

    answer = step(coordinator_of_zaandam, story, name, reden="Weg", uitleg="Weg")

    story.refresh_from_db()
    assert story.state == RecordState.LIVE
    assert answer.status_code in (302, 403)


def test_notices_are_to_look_at_only(editor):
    notice = OldAddress.objects.create(
        path="/weg/", title="Weg", kind="interventions.intervention", object_id=1, is_removed=True
    )
    page = editor.get("/admin/publishing/oldaddress/").content.decode()

    assert "Weg" in page
    assert editor.get("/admin/publishing/oldaddress/add/").status_code == 403
    url = reverse("admin:publishing_oldaddress_delete", args=[notice.pk])
    assert editor.post(url, {"post": "yes"}).status_code == 403
