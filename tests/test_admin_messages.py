"""What an editor reads after saving, refusing and deleting."""

from datetime import date

from django.contrib.messages import get_messages
from django.urls import reverse

from tests.admin_forms import form_values
from tests.factories import make_intervention, make_organisation, make_photo, make_quote, photo_upload


def change_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def save(client, record, **changes):
    """The sentences shown after saving `record` with these changes."""
    address = change_url(record)
    response = client.post(address, form_values(client.get(address), **changes))
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_message_names_an_organisation_without_calling_it_de_organisatie(editor):
    done, *_ = save(editor, make_organisation(name="De Brug"), name="De Brug Zaandam")

    assert done.startswith("‘<a href=")
    assert done.endswith("De Brug Zaandam</a>’ is met succes gewijzigd.")


def test_withdrawing_consent_says_that_other_quotes_of_the_same_person_remain(editor, zaandam):
    quote, _other = (make_quote(area=zaandam, speaker="Fatma") for _ in range(2))

    _at_once, _done, gone, others = save(editor, quote, consent_withdrawn_on="2026-01-05")

    assert gone == "Dit citaat staat nergens meer op de site."
    assert others == "Van Fatma staan er nog andere citaten op: 1. Ga na of die mogen blijven."
    quote.refresh_from_db()
    assert quote.consent_withdrawn_on == date(2026, 1, 5)


def test_saving_a_quote_says_what_keeps_it_off_the_site(editor, zaandam):
    _done, *remarks = save(editor, make_quote(area=zaandam, consent_ground=""))

    assert remarks == ["Dit citaat staat niet op de site. Toestemming: ontbreekt."]


def test_quote_of_a_hidden_story_waits_for_that_story(editor, zaandam):
    story = make_intervention(area=zaandam, is_live=False)

    _done, *remarks = save(editor, make_quote(intervention=story))

    assert remarks == ["Dit citaat komt op de site zodra de interventie er staat."]


def test_saving_what_visitors_see_needs_no_remark(editor, zaandam):
    for record in (make_intervention(area=zaandam), make_quote(area=zaandam), make_photo(area=zaandam)):
        _done, *remarks = save(editor, record)

        assert remarks == []


def test_coordinator_reads_who_puts_a_story_on_the_site(coordinator_of_zaandam, zaandam):
    story = make_intervention(area=zaandam, is_live=False, body="<p>Ja.</p>")
    save(coordinator_of_zaandam, story)

    page = coordinator_of_zaandam.get(change_url(story)).content.decode()

    assert "Kies dan ‘Ter beoordeling’. De redactie zet het op de site." in page


def test_saving_a_story_names_its_photo_that_nobody_will_see(editor, zaandam):
    story = make_intervention(area=zaandam)
    story.photo_placements.create(photo=make_photo(area=zaandam, title="Tuin", shows_people=True))

    _done, *remarks = save(editor, story)

    assert remarks == ["De foto ‘Tuin’ is nog niet te zien: er ontbreekt toestemming of een beschrijving."]


def test_refused_form_lists_its_mistakes_with_a_link_to_each_field(editor, zaandam):
    story = make_intervention(area=zaandam)
    values = form_values(editor.get(change_url(story)), title="", area=None)
    values |= {"links-TOTAL_FORMS": 1, "links-0-label": "Meer", "links-0-position": 0}

    page = editor.post(change_url(story), values).content.decode()

    for link in (
        '<a href="#id_title">Titel</a>: Dit veld is verplicht.',
        '<a href="#id_area">Gebied</a>: Dit veld is verplicht.',
        '<a href="#id_links-0-url">Links, webadres</a>: Dit veld is verplicht.',
    ):
        assert link in page


def test_refused_photo_form_says_that_the_file_must_be_chosen_again(editor):
    response = editor.post(reverse("admin:areas_photo_add"), {"file": photo_upload()})

    assert response.context["adminform"].form.errors["file"] == [
        "Kies de foto nog een keer: een browser onthoudt het bestand niet."
    ]


def test_pasted_summary_is_not_cut_by_the_browser(editor):
    form = editor.get(reverse("admin:interventions_intervention_add")).context["adminform"].form

    assert "maxlength" not in str(form["summary"])


def test_delete_page_lists_only_what_an_editor_knows(editor, zaandam):
    photo = make_photo(area=zaandam, title="Tuin")

    page = editor.get(reverse("admin:areas_photo_delete", args=[photo.pk])).content.decode()

    assert "Tuin" in page
    assert "relatie" not in page
    assert "object (" not in page


def test_wrong_password_says_what_to_check(client, db):
    response = client.post("/admin/login/", {"username": "esra", "password": "mis"})

    assert response.context["form"].non_field_errors() == [
        "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw. "
        "Let op hoofdletters."
    ]


def test_address_with_a_space_is_refused_with_an_example(editor, zaandam):
    story = make_intervention(area=zaandam)
    address = change_url(story)

    page = editor.post(address, form_values(editor.get(address), slug="het ontdeklab"))

    assert page.context["adminform"].form.errors["slug"] == [
        "Gebruik alleen letters zonder accent, cijfers en streepjes, en geen spaties. Bijvoorbeeld: samen-eten."
    ]
