"""The form of a record in the admin: what it shows, what its buttons do, and what is never lost."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from interventions.models import Intervention, Organisation
from kansrijk.publishing.change_sets import collect, schedule_change_set
from kansrijk.publishing.drafting import newest_open, restore_revision, save_draft, submit
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.models import (
    ChangeSet,
    EditorPresence,
    Event,
    RecordState,
    Revision,
    RevisionState,
    SiteState,
    Verb,
)
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.snapshots import snapshot_of
from tests.admin_forms import form_values
from tests.factories import (
    make_intervention,
    make_organisation,
    make_phase,
    make_photo,
    make_quote,
    make_theme,
)

ADD = "/admin/interventions/intervention/add/"
TOMORROW = timezone.localtime() + timedelta(days=1)


def url_of(record, view="change", *args):
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{view}", args=[record.pk, *args]
    )


def send(client, record, page=None, **changes):
    """Opens the form, or takes the one that was opened before, and sends it with these changes."""
    return client.post(
        url_of(record), form_values(page or client.get(url_of(record)), **changes), follow=True
    )


def screen(response):
    return response.content.decode()


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, summary="Eerst.", body="<p>Eerst.</p>")


@pytest.fixture
def new_story(zaandam):
    return make_intervention(title="Buurtkeuken", area=zaandam, is_live=False)


# --- Drafts ------------------------------------------------------------------------------------------------


def test_saving_makes_a_draft_and_leaves_the_site_alone(editor, visitor, story):
    answer = send(editor, story, summary="Nieuw.")

    story.refresh_from_db()
    assert story.summary == "Eerst."
    assert newest_open(story).content["summary"] == "Nieuw."
    assert "Bewaard als concept" in screen(answer)
    assert "Nieuw." in screen(answer)


def test_draft_holds_relations_and_rows(editor, story):
    other = make_theme(name="Gezondheid")
    organisation = make_organisation(name="De Brug")
    row = {
        "key_figures-TOTAL_FORMS": 1,
        "key_figures-0-value": "9.500",
        "key_figures-0-label": "leerlingen",
        "key_figures-0-position": 1,
    }
    send(editor, story, themes=[other.pk], organisations=[organisation.pk], **row)
    first = newest_open(story).content

    send(editor, story, **{"key_figures-0-value": "9.600"})

    second = newest_open(story).content
    assert (second["themes"], second["organisations"]) == (["gezondheid"], ["de-brug"])
    assert [row["value"] for row in second["key_figures"]] == ["9.600"]
    assert [row["id"] for row in second["key_figures"]] == [row["id"] for row in first["key_figures"]]
    assert not story.key_figures.exists()
    assert not story.themes.filter(pk=other.pk).exists()


def test_new_rows_come_last_in_the_order_of_the_form(editor, story):
    def rows(first, *figures):
        """Values and numbers as typed, from that row on."""
        typed = {"key_figures-TOTAL_FORMS": first + len(figures)}
        for row, (value, position) in enumerate(figures, start=first):
            prefix = f"key_figures-{row}"
            typed |= {f"{prefix}-value": value, f"{prefix}-label": "x", f"{prefix}-position": position}
        return typed

    send(editor, story, **rows(0, ("al gezet", 4)))
    send(editor, story, **rows(1, ("een", 0), ("twee", 0), ("drie", 0), ("genummerd", 2)))

    figures = newest_open(story).content["key_figures"]
    assert [figure["value"] for figure in figures] == ["genummerd", "al gezet", "een", "twee", "drie"]


def test_form_says_whose_draft_it_shows_and_since_when(editor, coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, summary="Van Zoë.")

    page = screen(editor.get(url_of(story)))

    assert "U ziet het werk van" in page
    assert "Zoë" in page
    assert "Van Zoë." in page


def test_nothing_changed_makes_no_draft(editor, story):
    answer = send(editor, story)

    assert newest_open(story) is None
    assert "Er is niets gewijzigd" in screen(answer)


def test_new_record_may_be_incomplete_and_says_what_is_missing(coordinator_of_zaandam, zaandam):
    page = coordinator_of_zaandam.get(ADD)
    values = form_values(page, title="Buurtkeuken", slug="buurtkeuken", area=zaandam.pk)

    answer = coordinator_of_zaandam.post(ADD, values, follow=True)

    added = Intervention.objects.get()
    assert (added.state, newest_open(added).content) == (RecordState.NEW, snapshot_of(added))
    assert [item.anchor for item in answer.context["sheet"].missing] == [
        "id_phases",
        "id_themes",
        "id_summary",
        "id_body",
    ]


def test_row_of_a_new_record_follows_its_newest_draft(editor, new_story):
    send(editor, new_story, title="Buurtkeuken Zaandam")

    new_story.refresh_from_db()
    assert new_story.title == "Buurtkeuken Zaandam"
    assert "Buurtkeuken Zaandam" in screen(editor.get("/admin/interventions/intervention/?q=zaandam"))


def test_draft_that_names_a_deleted_photo_opens_without_it(editor, story):
    photo = make_photo()
    row = {
        "id": "3c9f7a52-0000-4000-8000-000000000001",
        "photo": str(photo.pk),
        "caption": "",
        "position": 0,
    }
    save_draft(story, {**snapshot_of(story), "photo_placements": [row]}, by=editor.user)
    photo.delete()

    page = editor.get(url_of(story))

    assert page.status_code == 200
    assert "bestaat niet meer" in screen(page)


# --- Buttons -----------------------------------------------------------------------------------------------


def test_coordinator_submits(coordinator_of_zaandam, story):
    answer = send(coordinator_of_zaandam, story, summary="Voorstel.", _submit="")

    assert newest_open(story).state == RevisionState.SUBMITTED
    assert "Ter beoordeling" in screen(answer)


@pytest.mark.parametrize("button", ["_publish", "_schedule"])
def test_forged_button_of_a_coordinator_is_refused(coordinator_of_zaandam, story, button):
    answer = send(coordinator_of_zaandam, story, summary="Voorstel.", **{button: "", "_submit": ""})

    assert answer.status_code == 403
    assert newest_open(story) is None


def test_coordinator_sees_no_button_to_publish(coordinator_of_zaandam, story):
    page = screen(coordinator_of_zaandam.get(url_of(story)))

    for hidden in ("_publish", "_schedule", "Intrekken", "Weghalen", "Adres wijzigen"):
        assert hidden not in page


def test_office_publishes_with_a_reason(editor, story):
    send(editor, story, summary="Nieuw.", _publish="", _reason="Klopt nu")

    story.refresh_from_db()
    assert story.summary == "Nieuw."
    event = Event.objects.filter(verb=Verb.PUBLISH).first()
    assert (event.by, event.reason) == (editor.user, "Klopt nu")


def test_new_record_is_added_and_published_in_one_go(editor, visitor, zaandam):
    values = form_values(
        editor.get(ADD),
        title="Buurtkeuken",
        slug="buurtkeuken",
        area=zaandam.pk,
        phases=[make_phase().pk],
        themes=[make_theme().pk],
        summary="Samen koken.",
        body="<p>Elke week.</p>",
        _publish="",
        _reason="Meteen goed",
    )

    answer = editor.post(ADD, values, follow=True)

    added = Intervention.objects.get()
    assert (added.state, added.live_revision.content) == (RecordState.LIVE, snapshot_of(added))
    assert (newest_open(added), Event.objects.get(verb=Verb.PUBLISH, kind=added.record_kind).reason) == (
        None,
        "Meteen goed",
    )
    assert "Gepubliceerd." in screen(answer)
    assert "Samen koken." in screen(visitor.get("/interventies/buurtkeuken/"))


def test_new_record_that_is_not_ready_to_publish_is_kept_as_a_draft(editor, zaandam):
    values = form_values(
        editor.get(ADD), title="Buurtkeuken", slug="buurtkeuken", area=zaandam.pk, _publish=""
    )

    answer = editor.post(ADD, values, follow=True)

    added = Intervention.objects.get()
    assert (added.state, newest_open(added).content) == (RecordState.NEW, snapshot_of(added))
    assert "Publiceren kan nog niet" in screen(answer)


def test_refused_publication_keeps_what_was_typed_and_lists_what_is_missing(editor, story):
    answer = send(editor, story, title="Andere titel", summary="", _publish="")

    assert newest_open(story).content["title"] == "Andere titel"
    assert [item.message for item in answer.context["sheet"].missing] == ["Schrijf een samenvatting."]
    assert "Publiceren kan nog niet" in screen(answer)


def test_office_plans_for_a_dutch_time(editor, story):
    send(
        editor,
        story,
        summary="Straks.",
        _schedule="",
        **{"plan-day": TOMORROW.date().isoformat(), "plan-time": "11:00"},
    )

    planned = newest_open(story)
    assert planned.state == RevisionState.SCHEDULED
    assert timezone.localtime(planned.publish_at).strftime("%H:%M") == "11:00"
    assert SiteState.next_due() == planned.publish_at


def test_plan_without_a_moment_keeps_what_was_typed(editor, story):
    answer = send(editor, story, summary="Straks.", _schedule="")

    assert newest_open(story).content["summary"] == "Straks."
    assert "Kies een dag" in screen(answer)


def test_planned_work_stays_planned_when_the_office_edits_it(editor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    send(editor, story, title="Ontdeklab in Zaandam")

    planned = newest_open(story)
    assert (planned.state, planned.publish_at) == (RevisionState.SCHEDULED, TOMORROW)
    assert planned.content["title"] == "Ontdeklab in Zaandam"


def test_log_says_which_planned_version_another_took_the_place_of(editor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    send(editor, story, title="Ontdeklab in Zaandam")

    event = Event.objects.get(verb=Verb.UNSCHEDULE)
    assert (event.revision, event.by) == (draft, editor.user)
    assert event.reason == f"Vervangen door versie {newest_open(story).pk}"


def test_edit_that_cannot_be_planned_leaves_the_plan_alone_and_says_so(editor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    page = screen(send(editor, story, title="Anders", summary=""))

    assert "Wat ingepland was, gaat gewoon door: zonder uw wijziging." in page
    assert "Er staat een versie ingepland voor" in page
    assert (newest_open(story).state, newest_open(story).content["title"]) == (RevisionState.DRAFT, "Anders")
    assert publish_due(TOMORROW) == 1
    story.refresh_from_db()
    assert (story.title, story.summary) == ("Ontdeklab", "Straks.")


def test_plan_beside_a_newer_draft_can_be_taken_away(editor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)
    send(editor, story, title="Anders", summary="")

    step(editor, story, "planning-weg", versie=draft.pk)

    draft.refresh_from_db()
    assert (draft.state, SiteState.next_due()) == (RevisionState.DRAFT, None)


def test_version_from_history_becomes_a_draft_beside_what_is_planned(editor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    restored = restore_revision(story, story.live_revision, by=editor.user)

    draft.refresh_from_db()
    assert (draft.state, newest_open(story)) == (RevisionState.SCHEDULED, restored)


def test_edit_of_a_planned_release_stays_in_it_when_the_office_makes_it_and_not_of_a_coordinator(
    editor, coordinator_of_zaandam, story
):
    release = ChangeSet.objects.create(name="Start")
    collect(
        release, [save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=None)], by=editor.user
    )
    schedule_change_set(release, TOMORROW, by=editor.user)

    send(editor, story, title="Van de redactie")
    of_the_office = newest_open(story)
    send(coordinator_of_zaandam, story, title="Van de coördinator")

    assert (of_the_office.state, of_the_office.change_set) == (RevisionState.SCHEDULED, release)
    assert newest_open(story).change_set is None


def test_coordinator_does_not_stop_planned_work(editor, coordinator_of_zaandam, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    send(coordinator_of_zaandam, story, title="Anders")

    draft.refresh_from_db()
    assert draft.state == RevisionState.SCHEDULED
    assert newest_open(story).author == coordinator_of_zaandam.user


def test_coordinator_reads_that_a_plan_goes_on_without_the_change(editor, coordinator_of_zaandam, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, TOMORROW, by=editor.user)

    page = screen(send(coordinator_of_zaandam, story, title="Anders"))

    assert "Wat ingepland was, gaat gewoon door" in page
    assert "weer een concept" not in page


def test_proposal_left_the_queue_only_when_it_was_not_handed_in_again(coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, summary="Voorstel.", _submit="")

    again = screen(send(coordinator_of_zaandam, story, summary="Beter voorstel.", _submit=""))
    as_draft = screen(send(coordinator_of_zaandam, story, summary="Nog iets.", _draft=""))

    assert "weer een concept" not in again
    assert "Dit was ter beoordeling en is nu weer een concept." in as_draft


def test_proposal_that_the_office_improves_stays_in_the_queue(editor, coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, summary="Voorstel.", _submit="")

    send(editor, story, title="Ontdeklab in Zaandam")

    assert newest_open(story).state == RevisionState.SUBMITTED


def test_office_changes_the_address_on_purpose(editor, visitor, story):
    send(editor, story, slug="ontdeklab-zaandam", _publish="")

    assert visitor.get("/interventies/ontdeklab-zaandam/").status_code == 200
    assert visitor.get("/interventies/ontdeklab/")["Location"] == "/interventies/ontdeklab-zaandam/"


def test_coordinator_cannot_change_the_address(coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, title="Anders", slug="anders")

    assert newest_open(story).content["slug"] == "ontdeklab"


# --- Steps -------------------------------------------------------------------------------------------------


def step(client, record, name, **values):
    return client.post(url_of(record, "step"), {"stap": name, **values}, follow=True)


def test_office_withdraws_with_an_explanation_and_puts_back(editor, visitor, story):
    step(editor, story, "intrekken", uitleg="Dit project is gestopt.")
    withdrawn = visitor.get(story.get_absolute_url())
    step(editor, story, "terugzetten")

    story.refresh_from_db()
    assert "Dit project is gestopt." in screen(withdrawn)
    assert story.state == RecordState.LIVE


def test_withdrawing_without_an_explanation_is_refused(editor, story):
    answer = step(editor, story, "intrekken", uitleg=" ")

    story.refresh_from_db()
    assert story.state == RecordState.LIVE
    assert "Schrijf erbij waarom" in screen(answer)


def test_discarding_needs_the_version_that_was_seen(editor, coordinator_of_zaandam, story):
    send(coordinator_of_zaandam, story, summary="Voorstel.")
    seen = newest_open(story).pk
    send(coordinator_of_zaandam, story, summary="Beter voorstel.")

    refused = step(editor, story, "weggooien", versie=seen)
    kept = newest_open(story)
    step(editor, story, "weggooien", versie=kept.pk)

    assert "intussen gewijzigd" in screen(refused)
    assert kept.content["summary"] == "Beter voorstel."
    assert newest_open(story) is None


def test_removed_record_is_to_look_at_until_it_is_put_back(editor, story):
    step(editor, story, "weghalen", reden="Dubbel")

    page = screen(editor.get(url_of(story)))

    assert 'name="_draft"' not in page
    assert "Terugzetten" in page


def test_text_typed_while_a_colleague_removed_it_is_in_the_history(editor, coordinator_of_zaandam, story):
    opened_before = coordinator_of_zaandam.get(url_of(story))
    step(editor, story, "weghalen", reden="Dubbel")

    answer = send(coordinator_of_zaandam, story, page=opened_before, summary="Lang getypt.")

    parked = Revision.objects.get(state=RevisionState.PARKED)
    assert parked.content["summary"] == "Lang getypt."
    assert f"versie {parked.pk} in de geschiedenis" in screen(answer)


def test_vocabulary_publishes_on_save_and_keeps_its_history(editor):
    organisation = make_organisation(name="De Brug")

    send(editor, organisation, name="De Brug Zaandam")

    organisation.refresh_from_db()
    assert organisation.name == "De Brug Zaandam"
    assert [revision.content["name"] for revision in Revision.objects.of(organisation).published()] == [
        "De Brug Zaandam",
        "De Brug",
    ]
    assert Organisation.objects.public().count() == 1


# --- Fields that work at once ------------------------------------------------------------------------------


def test_withdrawn_consent_works_at_once_while_the_words_wait(editor, visitor, story):
    quote = make_quote(intervention=story, text="Samen sterk.")

    send(editor, quote, text="Samen staan we sterk.", consent_withdrawn_on="24-11-2026")

    quote.refresh_from_db()
    assert (quote.text, quote.consent_state) == ("Samen sterk.", "ingetrokken")
    assert "Samen" not in screen(visitor.get("/citaten/"))
    assert "consent_withdrawn_on" not in newest_open(quote).content
    assert Event.objects.filter(verb=Verb.AT_ONCE, by=editor.user).exists()


def test_consent_that_was_withdrawn_meanwhile_stays_withdrawn(editor, coordinator_of_zaandam, story):
    quote = make_quote(intervention=story)
    opened_before = coordinator_of_zaandam.get(url_of(quote))
    send(editor, quote, consent_withdrawn_on="24-11-2026")

    send(coordinator_of_zaandam, quote, page=opened_before, text="Andere woorden.")

    quote.refresh_from_db()
    assert quote.consent_state == "ingetrokken"


# --- Two at once -------------------------------------------------------------------------------------------


def test_fields_that_one_of_two_changed_are_merged_and_both_are_told(editor, coordinator_of_zaandam, story):
    opened_before = editor.get(url_of(story))
    send(coordinator_of_zaandam, story, summary="Van Zoë.")

    answer = send(editor, story, page=opened_before, title="Van Esra")

    content = newest_open(story).content
    assert (content["title"], content["summary"]) == ("Van Esra", "Van Zoë.")
    assert "Zoë wijzigde intussen ook iets: samenvatting." in screen(answer)
    assert "Van Esra: titel." in screen(coordinator_of_zaandam.get(url_of(story)))


def test_publication_meanwhile_is_merged_into_the_draft(editor, coordinator_of_zaandam, story):
    opened_before = coordinator_of_zaandam.get(url_of(story))
    send(editor, story, summary="Van de redactie.", _publish="")

    send(coordinator_of_zaandam, story, page=opened_before, title="Van Zoë")

    draft = newest_open(story)
    story.refresh_from_db()
    assert (draft.content["title"], draft.content["summary"]) == ("Van Zoë", "Van de redactie.")
    assert draft.base == story.live_revision


def collide(first, second, story):
    """Both change the summary; the second, whose form was opened before, gets the page to choose."""
    opened_before = second.get(url_of(story))
    send(first, story, summary="Van de een.")
    return send(second, story, page=opened_before, summary="Van de ander.", title="Ook dit")


def test_field_that_both_changed_is_a_choice_and_nothing_typed_is_lost(editor, coordinator_of_zaandam, story):
    page = collide(coordinator_of_zaandam, editor, story)

    assert [difference.name for difference in page.context["differences"]] == ["summary"]
    assert newest_open(story).content["summary"] == "Van de een."
    parked = Revision.objects.get(state=RevisionState.PARKED)
    assert (parked.author, parked.content["summary"]) == (editor.user, "Van de ander.")


@pytest.mark.parametrize(("choice", "summary"), [("mijn", "Van de ander."), ("hun", "Van de een.")])
def test_choice_becomes_a_new_draft(editor, coordinator_of_zaandam, story, choice, summary):
    page = collide(coordinator_of_zaandam, editor, story)
    against = page.context["collision"].their_revision.pk

    editor.post(page.request["PATH_INFO"], {"keus-summary": choice, "tegen": against})

    content = newest_open(story).content
    assert (content["summary"], content["title"]) == (summary, "Ook dit")
    assert not Revision.objects.filter(state=RevisionState.PARKED).exists()


def test_choice_must_be_made_for_each_field(editor, coordinator_of_zaandam, story):
    page = collide(coordinator_of_zaandam, editor, story)

    answer = editor.post(page.request["PATH_INFO"], {"tegen": page.context["collision"].their_revision.pk})

    assert "Kies bij elk onderdeel" in screen(answer)
    assert newest_open(story).content["summary"] == "Van de een."


def test_choice_about_what_changed_again_is_asked_again(editor, coordinator_of_zaandam, story):
    page = collide(coordinator_of_zaandam, editor, story)
    against = page.context["collision"].their_revision.pk
    send(coordinator_of_zaandam, story, summary="Nog iets anders.")

    answer = editor.post(page.request["PATH_INFO"], {"keus-summary": "mijn", "tegen": against})

    assert "Er is intussen weer iets gewijzigd." in screen(answer)
    assert newest_open(story).content["summary"] == "Nog iets anders."


def test_draft_that_collides_with_the_site_is_a_choice_and_then_publishes(
    editor, coordinator_of_zaandam, story
):
    proposal = save_draft(
        story, {**snapshot_of(story), "summary": "Voorstel."}, by=coordinator_of_zaandam.user
    )
    hasty = save_draft(story, {**snapshot_of(story), "summary": "Haast."}, by=editor.user)
    publish([hasty], by=editor.user)

    page = send(editor, story, _publish="")
    assert [difference.name for difference in page.context["differences"]] == ["summary"]
    editor.post(
        page.request["PATH_INFO"],
        {"keus-summary": "mijn", "tegen": page.context["collision"].their_revision.pk},
    )
    send(editor, story, _publish="")

    story.refresh_from_db()
    proposal.refresh_from_db()
    assert (story.summary, proposal.state) == ("Voorstel.", RevisionState.SUPERSEDED)


def test_number_of_another_record_as_the_base_is_not_believed(editor, story, new_story):
    other = save_draft(new_story, snapshot_of(new_story), by=editor.user)

    send(editor, story, summary="Nieuw.", _base=other.pk)

    content = newest_open(story).content
    assert (content["title"], content["summary"]) == ("Ontdeklab", "Nieuw.")


# --- Who else is here --------------------------------------------------------------------------------------


def test_form_names_who_else_has_it_open_until_they_save(editor, coordinator_of_zaandam, story):
    page = coordinator_of_zaandam.get(url_of(story))
    while_open = screen(editor.get(url_of(story)))
    send(coordinator_of_zaandam, story, page=page, summary="Klaar.")
    after = screen(editor.get(url_of(story)))

    assert "Zoë" in while_open
    assert "heeft dit onderdeel ook open, sinds" in while_open
    assert "heeft dit onderdeel ook open" not in after


def test_whoever_opened_it_two_hours_ago_is_gone(editor, coordinator_of_zaandam, story):
    coordinator_of_zaandam.get(url_of(story))
    EditorPresence.objects.update(seen_at=timezone.now() - timedelta(hours=2, minutes=1))

    assert "heeft dit onderdeel ook open" not in screen(editor.get(url_of(story)))


# --- A session that ran out --------------------------------------------------------------------------------


def end_session(client):
    """As time does: the browser still sends its cookie, but the server knows it no more."""
    session_class = import_module(settings.SESSION_ENGINE).SessionStore
    session_class(client.cookies[settings.SESSION_COOKIE_NAME].value).delete()


def type_after_the_session(client, record, **changes):
    values = form_values(client.get(url_of(record)), **changes)
    end_session(client)
    return client.post(url_of(record), values, follow=True)


def test_text_typed_after_the_session_ran_out_comes_back_after_log_in(editor, story):
    login = type_after_the_session(editor, story, summary="Lang getypt.", _publish="")
    editor.force_login(editor.user)

    page = editor.get(url_of(story))

    assert "Wat u typte, hebben wij vastgehouden" in screen(login)
    assert page.context["adminform"].form["summary"].value() == "Lang getypt."
    assert "Het is nog niet opgeslagen" in screen(page)
    assert newest_open(story) is None
    send(editor, story, page=page)
    assert newest_open(story).content["summary"] == "Lang getypt."
    assert "Het is nog niet opgeslagen" not in screen(editor.get(url_of(story)))


def test_rows_typed_after_the_session_ran_out_come_back_too(editor, story):
    row = {"links-TOTAL_FORMS": 1, "links-0-label": "De Brug", "links-0-url": "https://brug.example/"}
    type_after_the_session(editor, story, **row)
    editor.force_login(editor.user)

    page = editor.get(url_of(story))

    links = page.context["inline_admin_formsets"][1].formset
    assert links.forms[0]["label"].value() == "De Brug"


def test_kept_text_of_a_new_record_comes_back_too(editor, zaandam):
    values = form_values(editor.get(ADD), title="Buurtkeuken", area=zaandam.pk)
    end_session(editor)
    editor.post(ADD, values)
    editor.force_login(editor.user)

    assert editor.get(ADD).context["adminform"].form["title"].value() == "Buurtkeuken"


def test_kept_text_is_for_nobody_else(editor, coordinator_of_zaandam, story):
    type_after_the_session(editor, story, summary="Geheim.")
    editor.force_login(coordinator_of_zaandam.user)

    assert "Geheim." not in screen(editor.get(url_of(story)))


def test_form_that_we_gave_to_nobody_is_not_kept(visitor, story):
    visitor.post(url_of(story), {"summary": "Onzin.", "_ticket": "verzonnen:abc:def"})

    assert "kept_form" not in visitor.session


def test_form_that_is_too_long_is_not_kept(editor, story):
    login = type_after_the_session(editor, story, body="x" * 500_000)

    assert "hebben wij vastgehouden" not in screen(login)


def test_kept_text_can_be_thrown_away(editor, story):
    type_after_the_session(editor, story, summary="Lang getypt.")
    editor.force_login(editor.user)

    page = editor.get(url_of(story), {"vergeet": ""})

    assert page.context["adminform"].form["summary"].value() == "Eerst."


# --- Lists -------------------------------------------------------------------------------------------------


def test_list_says_in_words_where_each_record_stands(editor, story, zaandam, new_story):
    changed = make_intervention(title="Leerorkest", area=zaandam)
    submit(
        save_draft(changed, {**snapshot_of(changed), "summary": "Anders."}, by=editor.user), by=editor.user
    )
    gone = make_intervention(title="Moestuin", area=zaandam)
    step(editor, gone, "intrekken", uitleg="Gestopt.")

    rows = editor.get("/admin/interventions/intervention/").context["cl"].result_list
    column = editor.get("/admin/interventions/intervention/").context["cl"].model_admin.work_state

    assert {row.title: column(row) for row in rows} == {
        "Ontdeklab": "op de website",
        "Buurtkeuken": "concept",
        "Leerorkest": "op de website, wijziging ter beoordeling",
        "Moestuin": "ingetrokken",
    }


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ("op-de-website", {"Leerorkest", "Ontdeklab"}),
        ("ter-beoordeling", {"Leerorkest"}),
        ("nog-niet", {"Buurtkeuken"}),
        ("gepland", set()),
    ],
)
def test_list_filters_on_the_state_of_the_work(editor, story, new_story, zaandam, choice, titles):
    changed = make_intervention(title="Leerorkest", area=zaandam, phases=[make_phase()])
    submit(
        save_draft(changed, {**snapshot_of(changed), "summary": "Anders."}, by=editor.user), by=editor.user
    )

    found = editor.get("/admin/interventions/intervention/", {"staat": choice}).context["cl"].result_list

    assert {row.title for row in found} == titles
