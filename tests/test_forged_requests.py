"""Addresses and forms that no page of the admin makes: each gets a page that says so, none an error of ours."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from areas.models import Neighbourhood
from interventions.models import Intervention, Quote
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import ChangeSet, Revision
from kansrijk.publishing.snapshots import snapshot_of
from tests.admin_forms import form_values
from tests.factories import make_intervention, make_photo

STORIES = "/admin/interventions/intervention/"
NO_KEY, HUGE_KEY = "abc", "9" * 30


@pytest.mark.parametrize("model", ["interventions/intervention", "interventions/quote", "accounts/user"])
def test_search_for_a_page_of_text_is_refused(editor, model):
    answer = editor.get(f"/admin/{model}/", {"q": "a " * 1_500})

    assert answer.status_code == 400
    assert "Dit verzoek begrijpen wij niet" in answer.content.decode()


def test_search_for_a_long_sentence_is_answered(editor):
    make_intervention(summary="Wij zoeken het verhaal met heel veel woorden.")

    answer = editor.get(STORIES, {"q": "woorden " * 60})

    assert answer.status_code == 200
    assert answer.context["cl"].result_count == 1


@pytest.mark.parametrize(
    "lookup", ["title__regex=(a%2B)%2B$", "title__iregex=[", "id__range=1", "q=a&pk__regex=1"]
)
def test_list_refuses_lookups_that_cost_too_much_or_fail(editor, lookup):
    make_intervention()

    assert editor.get(f"{STORIES}?{lookup}").status_code == 400


@pytest.mark.parametrize("key", [NO_KEY, HUGE_KEY, "1.5", ""])
@pytest.mark.parametrize(
    "address",
    [
        "areas/area/add/?photo=",
        "interventions/quote/add/?intervention=",
        "interventions/quote/add/?organisation=",
    ],
)
def test_new_record_with_an_impossible_choice_in_its_address_is_no_error_of_ours(editor, address, key):
    answer = editor.get(f"/admin/{address}{key}")

    assert answer.status_code in {200, 400}


@pytest.mark.parametrize(("field", "key"), [("intervention", NO_KEY), ("organisation", NO_KEY)])
def test_impossible_choice_is_an_error_in_the_form(editor, field, key):
    page = editor.get("/admin/interventions/quote/add/")

    answer = editor.post("/admin/interventions/quote/add/", form_values(page, **{field: key}))

    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert not Quote.objects.exists()


@pytest.mark.parametrize("field", ["themes", "organisations", "phases"])
def test_choice_with_a_huge_key_is_no_error_of_ours(editor, field):
    page = editor.get(f"{STORIES}add/")

    answer = editor.post(f"{STORIES}add/", form_values(page, **{field: [HUGE_KEY]}))

    assert answer.status_code in {200, 400}
    assert not Intervention.objects.exists()


@pytest.mark.parametrize("key", [NO_KEY, HUGE_KEY, ""])
def test_action_on_rows_that_cannot_exist_removes_nothing(editor, key):
    make_intervention()

    answer = editor.post(STORIES, {"action": "delete_selected", ACTION_CHECKBOX_NAME: key})

    assert answer.status_code < 500
    assert Intervention.objects.count() == 1


def test_form_that_claims_thousands_of_rows_gets_a_hundred(editor, zaandam):
    address = f"/admin/areas/area/{zaandam.pk}/change/"
    values = form_values(editor.get(address), **{"neighbourhoods-TOTAL_FORMS": "99999"})

    answer = editor.post(address, values)

    assert "Verstuur maximaal 100 formulieren" in answer.content.decode()
    assert answer.content.decode().count('name="neighbourhoods-99-name"') == 1
    assert 'name="neighbourhoods-100-name"' not in answer.content.decode()
    assert not Neighbourhood.objects.exists()


def test_chosen_photo_still_stands_in_the_form(editor, zaandam):
    zaandam.photo = make_photo(title="Plein", area=zaandam)
    zaandam.save()

    page = editor.get(f"/admin/areas/area/{zaandam.pk}/change/").content.decode()

    assert f'<option value="{zaandam.photo_id}" selected>Plein</option>' in page


@pytest.mark.parametrize("text", ["Gestopt.\0", "x" * 2_001])
@pytest.mark.parametrize(("step", "field"), [("intrekken", "uitleg"), ("weghalen", "reden")])
def test_explanation_that_cannot_be_kept_is_refused_and_nothing_happens(editor, step, field, text):
    story = make_intervention()

    answer = editor.post(f"{STORIES}{story.pk}/stap/", {"stap": step, field: text}, follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Intervention.objects.get().state == "online"


@pytest.mark.parametrize("reason", ["Nu.\0", "x" * 2_001])
def test_reason_that_cannot_be_kept_leaves_a_draft(editor, reason):
    story = make_intervention(title="Ontdeklab", body="<p>Eerst.</p>")
    address = f"{STORIES}{story.pk}/change/"
    values = form_values(editor.get(address), title="Ontdeklab 2", _reason=reason, _publish="1")

    answer = editor.post(address, values, follow=True)

    assert "Uw werk is bewaard als concept." in answer.content.decode()
    assert Revision.objects.of(story).open().get().content["title"] == "Ontdeklab 2"


@pytest.mark.parametrize(
    ("reason", "message"), [("Nu.\0", "Null-tekens"), ("x" * 2_001, "Maak de uitleg korter")]
)
def test_reason_of_a_release_that_cannot_be_kept_publishes_nothing(editor, reason, message):
    story = make_intervention(title="Ontdeklab", body="<p>Eerst.</p>")
    release = ChangeSet.objects.create(name="Start")
    save_draft(story, {**snapshot_of(story), "title": "Ontdeklab 2"}, by=editor.user, change_set=release)

    answer = editor.post(
        f"/admin/publishing/changeset/{release.pk}/change/", {"actie": "publiceren", "reden": reason}
    )

    assert message in answer.content.decode()
    assert Intervention.objects.get().title == "Ontdeklab"


@pytest.mark.parametrize("number", ["1" * 5_000, HUGE_KEY, "²", NO_KEY])
def test_choice_against_a_version_that_cannot_exist_is_asked_again(editor, number):
    story = make_intervention()
    draft = save_draft(story, {**snapshot_of(story), "title": "Mijn titel"}, by=editor.user)

    answer = editor.post(f"{STORIES}{story.pk}/kiezen/{draft.pk}/", {"tegen": number})

    assert answer.status_code == 200
    assert Revision.objects.of(story).open().get() == draft


@pytest.mark.parametrize("before", ["[" * 200_000, "[1]", "{", ""])
def test_unreadable_note_of_what_the_form_showed_is_no_error_of_ours(editor, before):
    story = make_intervention()
    address = f"{STORIES}{story.pk}/change/"

    answer = editor.post(address, form_values(editor.get(address), title="Nieuw", _at_once=before))

    assert answer.status_code == 302
    assert Revision.objects.of(story).open().get().content["title"] == "Nieuw"
