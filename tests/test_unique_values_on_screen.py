"""What pages and forms do when two records want what only one may have: nothing typed is lost, and people are told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interventions.models import Theme
from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.previews.tokens import sign, ticket_for
from kansrijk.publishing.publication import publish
from tests.admin_forms import form_values
from tests.factories import make_draft, make_intervention, make_phase, make_theme
from tests.moments import was_so_before


@pytest.fixture
def kitchen(zaandam):
    return make_intervention(title="Buurtkeuken", area=zaandam, body="<p>Eerst.</p>")


def url_of(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def test_publish_button_says_who_has_the_address_and_keeps_what_was_typed(editor, story, kitchen):
    publish([make_draft(kitchen, slug="samen")], by=None)
    make_draft(story, slug="samen", summary="Lang getypt.")

    page = editor.get(url_of(story))
    answer = editor.post(url_of(story), form_values(page, slug="samen", _publish=""), follow=True)

    assert answer.status_code == 200
    assert "adres" in answer.content.decode()
    assert newest_open(story).content["summary"] == "Lang getypt."


def test_draft_with_a_taken_address_opens_with_its_own_address_and_says_so(editor, story, kitchen):
    make_draft(story, slug="samen", summary="Lang getypt.")
    publish([make_draft(kitchen, slug="samen")], by=None)

    page = editor.get(url_of(story))
    editor.post(url_of(story), form_values(page, title="Ontdeklab Zaandam", _publish=""))

    form = page.context["adminform"].form
    assert (form["slug"].value(), form["summary"].value()) == ("ontdeklab", "Lang getypt.")
    assert "Bij ‘Ontdeklab’ en bij ‘Buurtkeuken’ staat hetzelfde" in page.content.decode()
    story.refresh_from_db()
    assert (story.slug, story.title, story.summary) == ("ontdeklab", "Ontdeklab Zaandam", "Lang getypt.")


def test_preview_of_two_drafts_with_one_address_shows_both_pages(editor, story, kitchen):
    release = ChangeSet.objects.create(name="Botsing")
    collect(
        release,
        [make_draft(story, slug="samen", summary="Uit het lab."), make_draft(kitchen, slug="samen")],
        by=None,
    )
    home = reverse("preview_home", args=[sign(ticket_for(release))])

    assert editor.get(home + "interventies/").status_code == 200


def test_page_of_a_day_on_which_a_theme_had_the_name_of_another_now(visitor, db):
    theme = make_theme(name="Armoede", explanation="<p>Toen.</p>")
    other = make_theme(name="Werk", explanation="<p>Ja.</p>")
    was_so_before(Revision.objects.published(), days=10)
    publish([make_draft(theme, name="Bestaanszekerheid"), make_draft(other, name="Armoede")], by=None)
    day = (timezone.localdate() - timedelta(days=5)).isoformat()

    page = visitor.get(Theme.objects.get(pk=theme.pk).get_absolute_url(), {"op": day})

    assert page.status_code == 200
    assert "Toen." in page.content.decode()


def test_years_of_two_editors_that_do_not_go_together_are_kept_apart_and_the_form_still_opens(
    editor, superuser
):
    phase = make_phase(start_year=2023, introduction="<p>Ja.</p>")
    opened_before = editor.get(url_of(phase))
    superuser.post(url_of(phase), form_values(superuser.get(url_of(phase)), end_year=2024))

    answer = editor.post(url_of(phase), form_values(opened_before, start_year=2025), follow=True)

    parked = Revision.objects.get(state=RevisionState.PARKED)
    assert answer.status_code == 200
    assert "spreken elkaar tegen" in answer.content.decode()
    assert f"versie {parked.pk} in de geschiedenis" in answer.content.decode()
    assert (newest_open(phase).content["end_year"], parked.content["start_year"]) == (2024, 2025)


def test_form_says_who_has_the_address_or_the_other_spelling(editor, story, zaandam, schiedam):
    river = [{"id": "3c9f7a52-0000-4000-8000-000000000001", "name": "De Rivier"}]
    publish([make_draft(zaandam, introduction="<p>Een wijk.</p>", aliases=river)], by=None)
    kitchen = make_intervention(title="Buurtkeuken", area=zaandam)

    slug = editor.post(url_of(kitchen), form_values(editor.get(url_of(kitchen)), slug="ontdeklab"))
    row = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "De Rivier"}
    other = editor.post(url_of(schiedam), form_values(editor.get(url_of(schiedam)), **row))

    assert slug.context["adminform"].form.errors["slug"] == ["Dit is al van ‘Ontdeklab’. Kies iets anders."]
    formset = next(f.formset for f in other.context["inline_admin_formsets"] if f.formset.prefix == "aliases")
    assert formset.forms[0].errors["name"] == ["Dit is al van ‘Zaandam’. Kies iets anders."]


def test_form_does_not_tell_what_is_being_drafted_elsewhere(coordinator_of_zaandam, zaandam, schiedam):
    make_intervention(title="Geheim plan", area=schiedam, is_live=False)
    add = "/admin/interventions/intervention/add/"

    values = form_values(coordinator_of_zaandam.get(add), title="X", slug="geheim-plan", area=zaandam.pk)
    answer = coordinator_of_zaandam.post(add, values)

    assert answer.context["adminform"].form.errors["slug"] == [
        "Dit is al van iets dat niet op de website staat. Kies iets anders."
    ]
