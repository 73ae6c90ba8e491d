"""A quote that is not finished: it can be kept, looked at and gone on with, but not published."""

import pytest
from django.urls import reverse

from interventions.models import Quote
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import RecordState
from kansrijk.publishing.publication import publish
from kansrijk.publishing.refusals import NotReady
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from tests.admin_forms import form_values
from tests.factories import make_intervention, make_quote

ADD = "/admin/interventions/quote/add/"
LIST = "/admin/interventions/quote/"


def change_url(quote):
    return reverse("admin:interventions_quote_change", args=[quote.pk])


def add(client, **values):
    return client.post(ADD, form_values(client.get(ADD), **values), follow=True)


def test_office_keeps_a_quote_of_which_nothing_is_known_yet(editor, visitor):
    answer = add(editor, source="Uit het jaarverslag.", _publish="")

    quote = Quote.objects.get()
    assert (quote.state, newest_open(quote).content["source"]) == (RecordState.NEW, "Uit het jaarverslag.")
    assert [item.message for item in answer.context["sheet"].missing] == [
        "Schrijf op wat er gezegd is.",
        "Vul in wie dit zegt.",
        "Kies een interventie of een gebied, precies één van de twee.",
    ]
    assert "(nog zonder tekst)" in editor.get(LIST).content.decode()
    assert visitor.get("/citaten/").status_code == 200


def test_kept_quote_is_finished_later_and_published(editor, zaandam):
    add(editor, source="Uit het jaarverslag.")
    quote = Quote.objects.get()

    page = editor.get(change_url(quote))
    values = form_values(page, text="Nu ken ik mijn buren.", speaker="Wim", area=zaandam.pk, _publish="")
    editor.post(change_url(quote), values)

    quote.refresh_from_db()
    assert (quote.state, quote.text, quote.about_area) == (
        RecordState.LIVE,
        "Nu ken ik mijn buren.",
        zaandam,
    )


def test_coordinator_keeps_a_quote_without_words_but_not_without_a_subject(coordinator_of_zaandam, zaandam):
    refused = add(coordinator_of_zaandam, speaker="Wim")
    add(coordinator_of_zaandam, area=zaandam.pk)

    assert refused.context["adminform"].form.errors["intervention"] == [
        "Kies een interventie of een gebied, precies één van de twee."
    ]
    quote = Quote.objects.get()
    assert coordinator_of_zaandam.get(change_url(quote)).status_code == 200


def test_quote_about_two_things_is_refused_by_the_form(editor, zaandam):
    story = make_intervention(area=zaandam)

    refused = add(editor, text="Ja.", speaker="Wim", area=zaandam.pk, intervention=story.pk)

    assert "intervention" in refused.context["adminform"].form.errors
    assert not Quote.objects.exists()


@pytest.mark.parametrize("gap", [{"text": ""}, {"speaker": " "}, {"intervention": None}])
def test_draft_of_a_live_quote_may_lack_something_and_opens(editor, gap):
    quote = make_quote(text="Samen sterk.")
    draft = save_draft(quote, {**snapshot_of(quote), **gap}, by=editor.user)

    page = editor.get(change_url(quote))
    preview = editor.get(reverse("admin:publishing_preview", args=[draft.pk]), follow=True)

    assert (page.status_code, preview.status_code) == (200, 200)
    with pytest.raises(NotReady):
        publish([draft], by=editor.user)
    quote.refresh_from_db()
    assert quote.text == "Samen sterk."


def test_quote_that_never_was_finished_can_be_removed(editor):
    add(editor, source="Toch niet.")
    quote = Quote.objects.get()

    remove(quote, by=editor.user, reason="Dubbel")

    quote.refresh_from_db()
    assert quote.state == RecordState.REMOVED
