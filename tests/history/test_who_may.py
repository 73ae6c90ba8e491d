"""History is for who may touch the record."""

import pytest

from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.publication import publish
from kansrijk.publishing.review.history import history_url
from tests.factories import make_draft, make_intervention, make_organisation, make_quote, make_theme
from tests.history.steps import versions

RECORDS = {
    "area": lambda area: area,
    "story": lambda area: make_intervention(area=area),
    "quote": lambda area: make_quote(area=area),
    "quote about a story": lambda area: make_quote(intervention=make_intervention(area=area)),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_history_is_for_who_may_touch_the_record(
    visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam, zaandam, kind
):
    record = RECORDS[kind](zaandam)
    clients = [visitor, editor, coordinator_of_zaandam, coordinator_of_schiedam]

    assert [client.get(history_url(record)).status_code for client in clients] == [302, 200, 200, 404]


def test_coordinator_of_another_area_changes_nothing(coordinator_of_schiedam, story, office):
    first = story.live_revision
    publish([make_draft(story, by=office, summary="Nieuw.")], by=office)

    assert coordinator_of_schiedam.post(history_url(story), {"versie": first.pk}).status_code == 404
    assert newest_open(story) is None


def test_coordinator_sees_of_the_vocabulary_only_what_was_public(coordinator_of_zaandam, editor, office):
    theme = make_theme()
    make_draft(theme, by=office, name="Nog geheim")

    assert [len(versions(client, theme)) for client in (coordinator_of_zaandam, editor)] == [1, 2]
    answer = coordinator_of_zaandam.post(history_url(theme), {"versie": theme.live_revision_id})
    assert answer.status_code == 403


@pytest.mark.parametrize("address", ["auth.group/1", "accounts.user/1", "bestaat.niet/1", "areas.photo/1"])
def test_only_records_have_a_history(editor, address):
    assert editor.get(f"/admin/geschiedenis/{address}/").status_code == 404


@pytest.mark.parametrize("make", [make_theme, make_organisation, make_intervention])
def test_history_of_django_shows_ours(editor, make):
    record = make()
    name = record._meta.label_lower.replace(".", "/")

    page = editor.get(f"/admin/{name}/{record.pk}/history/", follow=True)

    assert [version.revision for version in page.context["versions"]] == [record.live_revision]
