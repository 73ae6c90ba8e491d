"""What forms of the admin accept, refuse and offer; the refusals are forged requests."""

import pytest
from django.urls import reverse

from areas.models import Area, Photo
from interventions.models import Intervention, KeyFigure, Quote
from kansrijk.accounts.models import COORDINATOR
from kansrijk.publishing.drafting import newest_open
from kansrijk.publishing.models import RecordState
from kansrijk.publishing.snapshots import snapshot_of
from tests.admin_forms import form_values
from tests.factories import make_account, make_intervention, make_phase, make_photo, make_quote, make_theme

ADD = "/admin/interventions/intervention/add/"


def change_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


@pytest.fixture
def ours(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, is_live=False)


@pytest.fixture
def theirs(schiedam):
    return make_intervention(title="Moestuin", area=schiedam)


def new_intervention(client, **changes):
    values = {"title": "Buurtkeuken", "slug": "buurtkeuken", "summary": "Samen koken."}
    values |= {"phases": [make_phase().pk], "themes": [make_theme().pk]}
    return client.post(ADD, form_values(client.get(ADD), **(values | changes)))


def errors(response):
    return response.context["adminform"].form.errors


def test_coordinator_adds_an_intervention_to_the_own_area(coordinator_of_zaandam, zaandam):
    response = new_intervention(coordinator_of_zaandam)

    assert response.status_code == 302
    added = Intervention.objects.get(slug="buurtkeuken")
    assert (added.area, added.state, added.code) == (zaandam, RecordState.NEW, "ZAA-001")
    assert newest_open(added).author == coordinator_of_zaandam.user


def test_coordinator_cannot_add_an_intervention_to_another_area(coordinator_of_zaandam, schiedam):
    response = new_intervention(coordinator_of_zaandam, area=schiedam.pk)

    assert "area" in errors(response)
    assert not Intervention.objects.exists()


def test_coordinator_cannot_move_an_intervention_to_another_area(coordinator_of_zaandam, ours, schiedam):
    page = coordinator_of_zaandam.get(change_url(ours))

    response = coordinator_of_zaandam.post(change_url(ours), form_values(page, area=schiedam.pk))

    assert "area" in errors(response)


def test_coordinator_cannot_put_anything_on_the_website(coordinator_of_zaandam, ours, zaandam):
    quote = make_quote(area=zaandam, is_live=False)
    forged = {"_publish": "", "state": "online", "notice": "x"}

    answers = [
        coordinator_of_zaandam.post(change_url(record), form_values(page, **forged))
        for record in (ours, quote)
        if (page := coordinator_of_zaandam.get(change_url(record)))
    ]
    answers.append(new_intervention(coordinator_of_zaandam, **forged))

    assert {answer.status_code for answer in answers} == {403}
    assert not Intervention.objects.exclude(state=RecordState.NEW).exists()
    assert not Quote.objects.exclude(state=RecordState.NEW).exists()


def test_popup_add_has_the_same_limits(coordinator_of_zaandam, schiedam):
    response = new_intervention(coordinator_of_zaandam, area=schiedam.pk, _popup="1", _to_field="id")

    assert "area" in errors(response)


def test_field_to_look_up_by_cannot_be_chosen_freely(coordinator_of_zaandam, ours):
    response = coordinator_of_zaandam.get(change_url(ours), {"_to_field": "summary"})

    assert response.status_code == 400


def test_coordinator_keeps_text_of_the_area_but_not_its_name_or_coordinators(coordinator_of_zaandam, zaandam):
    other = make_account("ander", role=COORDINATOR)
    page = coordinator_of_zaandam.get(change_url(zaandam))
    forged = {
        "name": "Anders",
        "slug": "anders",
        "code": "XXX",
        "municipality": "X",
        "coordinators": [other.pk],
    }

    coordinator_of_zaandam.post(change_url(zaandam), form_values(page, programme_name="Pact", **forged))

    draft = newest_open(zaandam).content
    assert draft == {**snapshot_of(zaandam), "programme_name": "Pact"}
    assert list(zaandam.coordinators.all()) == [coordinator_of_zaandam.user]


def test_coordinator_cannot_add_other_names_to_the_area(coordinator_of_zaandam, zaandam):
    page = coordinator_of_zaandam.get(change_url(zaandam))
    forged = {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0, "aliases-0-name": "Zaanstad"}

    coordinator_of_zaandam.post(change_url(zaandam), form_values(page, **forged))

    assert newest_open(zaandam) is None


def test_coordinator_edits_neighbourhoods_of_the_area(coordinator_of_zaandam, zaandam):
    page = coordinator_of_zaandam.get(change_url(zaandam))
    added = {
        "neighbourhoods-TOTAL_FORMS": 1,
        "neighbourhoods-0-name": "Poelenburg",
        "neighbourhoods-0-position": 1,
    }

    coordinator_of_zaandam.post(change_url(zaandam), form_values(page, **added))

    assert [row["name"] for row in newest_open(zaandam).content["neighbourhoods"]] == ["Poelenburg"]
    assert not zaandam.neighbourhoods.exists()


def test_photo_of_another_area_cannot_be_chosen(coordinator_of_zaandam, zaandam, schiedam, ours):
    photo = make_photo(area=schiedam)
    page = coordinator_of_zaandam.get(change_url(ours))
    row = {
        "photo_placements-TOTAL_FORMS": 1,
        "photo_placements-0-photo": photo.pk,
        "photo_placements-0-position": 0,
    }

    of_area = coordinator_of_zaandam.get(change_url(zaandam))
    as_area_photo = coordinator_of_zaandam.post(change_url(zaandam), form_values(of_area, photo=photo.pk))
    as_story_photo = coordinator_of_zaandam.post(change_url(ours), form_values(page, **row))

    assert "photo" in errors(as_area_photo)
    assert as_story_photo.status_code == 200
    assert not ours.photo_placements.exists()


def test_photo_that_the_office_placed_stays_when_a_coordinator_saves(coordinator_of_zaandam, ours, zaandam):
    general = make_photo()
    ours.photo_placements.create(photo=general)
    Area.objects.filter(pk=zaandam.pk).update(photo=general)

    for record in (ours, zaandam):
        page = coordinator_of_zaandam.get(change_url(record))
        response = coordinator_of_zaandam.post(change_url(record), form_values(page))
        assert response.status_code == 302

    assert ours.photo_placements.get().photo == general
    assert Area.objects.get(pk=zaandam.pk).photo == general


def test_coordinator_must_give_a_photo_an_area(coordinator_of_zaandam, zaandam):
    photo = make_photo(area=zaandam)
    page = coordinator_of_zaandam.get(change_url(photo))

    response = coordinator_of_zaandam.post(change_url(photo), form_values(page, area=None))

    assert "area" in errors(response)
    assert Photo.objects.get().area == zaandam


def test_quote_cannot_be_moved_to_a_story_of_another_area(coordinator_of_zaandam, ours, theirs):
    quote = make_quote(intervention=ours)
    page = coordinator_of_zaandam.get(change_url(quote))

    response = coordinator_of_zaandam.post(change_url(quote), form_values(page, intervention=theirs.pk))

    assert "intervention" in errors(response)
    assert Quote.objects.get().intervention == ours


@pytest.mark.parametrize("row", [{"INITIAL_FORMS": 1}, {"INITIAL_FORMS": 0}])
def test_row_of_another_record_cannot_be_changed(coordinator_of_zaandam, ours, theirs, row):
    figure = KeyFigure.objects.create(intervention=theirs, value="9.500", label="leerlingen")
    page = coordinator_of_zaandam.get(change_url(ours))
    forged = {
        "key_figures-TOTAL_FORMS": 1,
        "key_figures-INITIAL_FORMS": row["INITIAL_FORMS"],
        "key_figures-0-id": figure.pk,
        "key_figures-0-intervention": theirs.pk,
        "key_figures-0-value": "1",
        "key_figures-0-label": "gekaapt",
        "key_figures-0-position": 0,
        "key_figures-0-DELETE": "on",
    }

    coordinator_of_zaandam.post(change_url(ours), form_values(page, **forged))

    assert list(theirs.key_figures.values_list("value", "label")) == [("9.500", "leerlingen")]


def test_address_is_prefilled_once_and_does_not_follow_the_title(editor, ours):
    add = editor.get(ADD).content.decode()
    page = editor.get(change_url(ours))

    editor.post(change_url(ours), form_values(page, title="Nieuwe titel"))

    ours.refresh_from_db()
    assert "prepopulate" in add
    assert (ours.title, ours.slug) == ("Nieuwe titel", "ontdeklab")


def test_address_that_exists_is_refused_in_plain_dutch(editor, ours):
    response = new_intervention(editor, area=ours.area.pk, slug=ours.slug)

    assert errors(response)["slug"] == ["Dit is al van iets dat niet op de website staat. Kies iets anders."]


def test_summary_of_more_than_sixty_words_is_a_draft_that_cannot_be_published(editor, zaandam):
    new_intervention(editor, area=zaandam.pk, summary="woord " * 61, _publish="")

    added = Intervention.objects.get()
    page = editor.get(reverse("admin:interventions_intervention_change", args=[added.pk]))
    assert (added.state, added.summary.count("woord")) == (RecordState.NEW, 61)
    assert "De samenvatting telt 61 woorden. Maak er hoogstens 60 van." in page.content.decode()


def test_link_to_the_site_shows_only_for_what_a_visitor_can_see(editor, ours, theirs):
    hidden = editor.get(change_url(ours)).content.decode()
    public = editor.get(change_url(theirs)).content.decode()

    assert "Bekijk op de site" not in hidden
    assert f'href="{theirs.get_absolute_url()}"' in public


def test_form_offers_no_button_that_deletes_the_chosen_record(editor, ours):
    assert (
        'class="related-widget-wrapper-link delete-related"'
        not in editor.get(change_url(ours)).content.decode()
    )


def test_new_quote_starts_with_the_intervention_it_was_asked_for(coordinator_of_zaandam, ours):
    page = coordinator_of_zaandam.get(f"/admin/interventions/quote/add/?intervention={ours.pk}")

    assert "selected>Ontdeklab</option>" in page.content.decode()


def test_address_of_an_add_form_tells_nothing_about_a_story_of_another_area(coordinator_of_zaandam, theirs):
    page = coordinator_of_zaandam.get(f"/admin/interventions/quote/add/?intervention={theirs.pk}")

    assert page.status_code == 200
    assert "Moestuin" not in page.content.decode()


def test_form_of_a_coordinator_takes_few_queries(coordinator_of_zaandam, ours, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        coordinator_of_zaandam.get(change_url(ours))


def test_lists_of_the_admin_take_the_same_number_of_queries_however_long(
    editor, zaandam, django_assert_max_num_queries
):
    for number in range(20):
        story = make_intervention(
            title=f"Verhaal {number}", area=zaandam, phases=[make_phase()], themes=[make_theme()]
        )
        make_quote(intervention=story)
        make_photo(title=f"Foto {number}", area=zaandam)
        make_account(f"collega-{number}", role=COORDINATOR, areas=[zaandam])

    for name in (
        "interventions_intervention",
        "interventions_quote",
        "areas_photo",
        "areas_area",
        "accounts_user",
    ):
        with django_assert_max_num_queries(12):
            assert editor.get(reverse(f"admin:{name}_changelist")).status_code == 200


def test_coordinator_saves_the_own_area_whose_aliases_only_the_office_changes(
    coordinator_of_zaandam, zaandam
):
    zaandam.aliases.create(name="Zaandam Oost")
    page = coordinator_of_zaandam.get(change_url(zaandam))

    response = coordinator_of_zaandam.post(change_url(zaandam), form_values(page, inhabitants="47.500"))

    assert response.status_code == 302
    assert newest_open(zaandam).content["inhabitants"] == 47500
