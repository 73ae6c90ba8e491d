"""Words of somebody whose consent is missing: nobody says that visitors see them."""

import pytest
from django.urls import reverse

from interventions.models import Quote
from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.drafting import submit
from kansrijk.publishing.models import ChangeSet
from tests.admin_forms import form_values
from tests.factories import make_draft, make_quote
from tests.pages import read
from tests.review.steps import press_publish, review_url

HIDDEN = "nog niet te zien"


@pytest.fixture
def quote(story):
    return make_quote(intervention=story, speaker="Sanne", consent_ground="", is_live=False)


@pytest.fixture
def words(quote, coordinator):
    revision = make_draft(quote, by=coordinator, text="Mooi hier.")
    submit(revision, by=coordinator)
    return revision


def consent_of(quote):
    return f"{reverse('admin:interventions_quote_change', args=[quote.pk])}#id_consent_ground"


def test_who_reviews_it_reads_before_and_after_that_nobody_sees_it_yet(editor, words, quote):
    before = read(editor.get(review_url(words)))
    press_publish(editor, words)
    after = read(editor.get("/admin/beoordelen/"))

    assert "dan zien bezoekers het nog niet: regel eerst de toestemming" in before.text
    assert f"is gepubliceerd, maar {HIDDEN}. Regel eerst de toestemming" in after.text
    assert consent_of(quote) in before.links.keys() & after.links.keys()
    assert "Bezoekers zien het nu" not in after.text
    assert not Quote.objects.public().exists()


def test_who_publishes_the_release_reads_which_nobody_sees_yet(editor, words, quote, proposal, office):
    release = ChangeSet.objects.create(name="Start 2026", author=office)
    collect(release, [words, proposal], by=office)
    url = f"/admin/publishing/changeset/{release.pk}/change/"

    before = read(editor.get(url))
    after = read(editor.post(url, {"actie": "publiceren"}, follow=True))

    warning = f"‘Sanne: Mooi hier.’ is na publiceren {HIDDEN}"
    assert warning in before.text
    assert (
        f"Gepubliceerd: 2. Daarvan {HIDDEN}: 1. ‘Sanne: Mooi hier.’: Regel eerst de toestemming" in after.text
    )
    assert consent_of(quote) in before.links.keys() & after.links.keys()
    assert "Bezoekers zien het nu" not in after.text


def test_words_about_a_story_that_is_not_there_yet_need_no_consent_but_the_story(editor, words, quote, story):
    Quote.objects.filter(pk=quote.pk).update(consent_ground="eerder-gepubliceerd")
    type(story).objects.filter(pk=story.pk).update(state="weggehaald")

    page = read(editor.get(review_url(words))).text
    press_publish(editor, words)
    after = read(editor.get("/admin/beoordelen/")).text

    assert "toestemming" not in page
    assert f"{HIDDEN}. Bezoekers zien dit pas als de interventie op de website staat." in after


def test_form_says_after_publishing_what_is_still_to_be_arranged(editor, quote, words):
    form = reverse("admin:interventions_quote_change", args=[quote.pk])

    page = editor.post(form, form_values(editor.get(form), _publish="", _reason="Nu"), follow=True)

    assert f"Gepubliceerd, maar {HIDDEN}. Regel eerst de toestemming" in read(page).text


def test_with_consent_visitors_see_it_at_once(editor, words, quote):
    Quote.objects.filter(pk=quote.pk).update(consent_ground="eerder-gepubliceerd")

    press_publish(editor, words)

    assert "Bezoekers zien het nu." in read(editor.get("/admin/beoordelen/")).text
    assert Quote.objects.public().get() == quote


def test_nobody_can_press_publish_on_what_is_known_to_be_incomplete(editor, quote, coordinator):
    revision = make_draft(quote, by=coordinator, text="")
    submit(revision, by=coordinator)

    page = editor.get(review_url(revision))

    assert 'value="publiceren"' not in page.content.decode()
    assert 'value="terugsturen"' in page.content.decode()
    assert "Publiceren kan nog niet: bovenaan staat wat er nodig is." in read(page).text


def test_incomplete_change_of_a_live_page_can_be_left_out(editor, story, coordinator):
    revision = make_draft(story, by=coordinator, summary="", title="Beter")
    submit(revision, by=coordinator)

    page = editor.get(review_url(revision))
    editor.post(review_url(revision), {"action": "publiceren", "accepted": ["title"]})

    assert "als u overslaat wat nog niet klopt" in read(page).text
    story.refresh_from_db()
    assert (story.title, story.summary) == ("Beter", "Eerst.")
