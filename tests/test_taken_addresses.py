"""A page that gets an address which led elsewhere until now: nobody publishes that without having read it."""

import pytest
from django.urls import reverse

from interventions.models import Intervention
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from tests.admin_forms import form_values
from tests.factories import make_intervention
from tests.pages import read

OLD = "/interventies/ontdeklab/"
SAYS = "Het adres /interventies/ontdeklab/ leidde tot nu toe naar ‘Ontdeklab’."


@pytest.fixture
def moved(zaandam):
    """A page whose old address still sends visitors on."""
    story = make_intervention(title="Ontdeklab", area=zaandam, body="<p>Ja.</p>")
    publish([save_draft(story, {**snapshot_of(story), "slug": "lab"}, by=None)], by=None)
    story.refresh_from_db()
    return story


@pytest.fixture
def other(zaandam):
    return make_intervention(title="Buurtlab", area=zaandam, body="<p>Ja.</p>")


def url_of(record):
    return reverse("admin:interventions_intervention_change", args=[record.pk])


def send(client, record, **changes):
    return client.post(url_of(record), form_values(client.get(url_of(record)), **changes), follow=True)


def taking_draft(record, user):
    return save_draft(record, {**snapshot_of(record), "slug": "ontdeklab"}, by=user)


def slug_of(record):
    return Intervention.objects.get(pk=record.pk).slug


@pytest.mark.parametrize(
    "button", [{"_publish": "1"}, {"_schedule": "1", "plan-day": "2040-01-01", "plan-time": "11:00"}]
)
def test_first_press_keeps_a_draft_and_says_who_loses_the_address(editor, visitor, moved, other, button):
    page = send(editor, other, slug="ontdeklab", **button)

    assert SAYS in read(page).text
    assert "maar nog niet gepubliceerd of ingepland" in read(page).text
    assert page.context["sheet"].revision.state == "concept"
    assert visitor.get(OLD)["Location"] == "/interventies/lab/"


def test_second_press_publishes(editor, visitor, moved, other):
    page = send(editor, other, slug="ontdeklab", _publish="1")
    assert f'<input type="hidden" name="_address" value="{OLD}">' in page.content.decode()

    send(editor, other, _publish="1")

    assert slug_of(other) == "ontdeklab"
    assert "Buurtlab" in read(visitor.get(OLD)).text


def test_new_page_with_an_old_address_is_asked_about_as_well(editor, moved, zaandam):
    other = make_intervention(
        title="Ontdeklab", slug="ontdeklab", area=zaandam, is_live=False, body="<p>Ja.</p>"
    )
    taking_draft(other, editor.user)

    assert SAYS in read(editor.get(url_of(other))).text


def test_address_of_a_page_that_was_removed_is_called_so(editor, moved, other):
    remove(moved, by=editor.user, reason="Weg")
    taking_draft(other, editor.user)

    assert "stond tot nu toe dat ‘Ontdeklab’ er niet meer is" in read(editor.get(url_of(other))).text


def test_page_that_takes_its_own_old_address_back_is_asked_nothing(editor, moved):
    page = send(editor, moved, slug="ontdeklab", _publish="1")

    assert slug_of(moved) == "ontdeklab"
    assert "leidde tot nu toe" not in read(page).text


def test_form_does_not_say_of_an_address_that_it_never_changes_where_it_can_be_changed(editor, other):
    page = read(editor.get(url_of(other))).text

    assert "Adres wijzigen" in page
    assert "Het laatste stuk van het webadres." in page
    assert "Dit verandert niet meer" not in page


def test_review_says_it_too(editor, moved, other):
    draft = taking_draft(other, editor.user)

    assert SAYS in read(editor.get(reverse("admin:publishing_review_one", args=[draft.pk]))).text
