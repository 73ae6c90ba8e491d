"""A page that was removed leaves a notice at its address; a page that comes back takes it away."""

import pytest
from django.urls import reverse

from interventions.models import Intervention
from kansrijk.publishing.models import OldAddress
from tests.admin_forms import form_values
from tests.factories import make_intervention, make_quote


def delete(client, record):
    url = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_delete", args=[record.pk])
    return client.post(url, {"post": "yes"})


def delete_in_bulk(client, record):
    values = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    return client.post("/admin/interventions/intervention/", values)


@pytest.mark.parametrize("way", [delete, delete_in_bulk])
def test_removed_page_answers_410_with_its_title(editor, visitor, way):
    story = make_intervention(title="Ontdeklab")
    path = story.get_absolute_url()

    way(editor, story)

    assert not Intervention.objects.exists()
    answer = visitor.get(path)
    assert answer.status_code == 410
    assert "Ontdeklab" in answer.content.decode()


def test_removing_what_was_never_public_leaves_no_notice(editor):
    delete(editor, make_intervention(is_live=False))
    delete(editor, make_quote())

    assert not OldAddress.objects.exists()


def test_page_that_comes_back_at_the_same_address_takes_the_notice_away(editor, visitor):
    story = make_intervention(title="Ontdeklab")
    delete(editor, story)
    again = make_intervention(title="Ontdeklab", is_live=False)
    url = reverse("admin:interventions_intervention_change", args=[again.pk])

    editor.post(url, form_values(editor.get(url)))
    notices_while_hidden = OldAddress.objects.count()
    editor.post(url, form_values(editor.get(url), is_live="on"))

    assert notices_while_hidden == 1
    assert not OldAddress.objects.exists()
    assert visitor.get(again.get_absolute_url()).status_code == 200


def test_notice_stays_away_when_the_delete_fails(editor, monkeypatch):
    story = make_intervention()
    monkeypatch.setattr(Intervention, "delete", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        delete(editor, story)

    assert not OldAddress.objects.exists()


def test_notices_are_to_look_at_only(editor):
    notice = OldAddress.objects.create(path="/weg/", title="Weg")
    page = editor.get("/admin/publishing/oldaddress/").content.decode()

    assert "Weg" in page
    assert editor.get("/admin/publishing/oldaddress/add/").status_code == 403
    assert delete(editor, notice).status_code == 403
