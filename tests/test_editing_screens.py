"""What the form of a record tells an editor who is tired: what happens when, and what was chosen already."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.due import publish_due
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from tests.admin_forms import form_values
from tests.factories import live, make_intervention, make_quote
from tests.pages import read


def url_of(record):
    return reverse("admin:interventions_intervention_change", args=[record.pk])


def send(client, record, page=None, **changes):
    """Sends the form that was opened before, or opens it first, with these changes."""
    return client.post(
        url_of(record), form_values(page or client.get(url_of(record)), **changes), follow=True
    )


def test_saving_what_is_planned_says_when_it_goes_live(editor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Nieuw."}, by=editor.user)
    moment = timezone.localtime() + timedelta(days=2)
    schedule(draft, moment, by=editor.user)

    page = send(editor, story, summary="Beter.")

    assert newest_open(story).publish_at == moment
    assert f"Het komt vanzelf op de website op {moment.day} " in read(page).text
    assert "Wat u nu bewaart, gaat mee met deze planning." in read(page).text


def test_list_writes_the_moment_of_a_plan_in_whole_words(editor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Nieuw."}, by=editor.user)
    schedule(draft, datetime(2030, 1, 4, 9, 30, tzinfo=timezone.get_default_timezone()), by=editor.user)

    page = editor.get(reverse("admin:interventions_intervention_changelist"))

    assert "op de website, wijziging gepland op 4 januari 2030 om 09:30 uur" in read(page).text


def test_choice_between_versions_that_is_incomplete_keeps_what_was_chosen(
    editor, coordinator_of_zaandam, story
):
    opened_before = editor.get(url_of(story))
    send(coordinator_of_zaandam, story, title="Van de een", summary="Van de een.")
    page = send(editor, story, page=opened_before, title="Van de ander", summary="Van de ander.")

    answer = editor.post(
        page.request["PATH_INFO"],
        {"keus-title": "mijn", "tegen": page.context["collision"].their_revision.pk},
    )

    assert '<input type="radio" name="keus-title" value="mijn" checked>' in answer.content.decode()
    assert answer.content.decode().count(" checked") == 1


def test_form_leads_back_to_a_choice_that_was_left_open(editor, coordinator_of_zaandam, story):
    opened_before = editor.get(url_of(story))
    send(coordinator_of_zaandam, story, summary="Van de een.")
    choice = send(editor, story, page=opened_before, summary="Van de ander.").request["PATH_INFO"]

    assert choice in read(editor.get(url_of(story))).links
    assert choice not in read(coordinator_of_zaandam.get(url_of(story))).links
    newest = newest_open(story)
    editor.post(choice, {"keus-summary": "mijn", "tegen": newest.pk})
    assert choice not in read(editor.get(url_of(story))).links


def test_form_that_comes_back_keeps_the_reason_and_the_plan(editor, story):
    make_intervention(slug="bezet", area=story.area)
    day = {"plan-day": "2027-01-04", "plan-time": "09:30"}

    page = send(editor, story, slug="bezet", _reason="Op verzoek", **day, _schedule="").content.decode()

    assert "Dit is al van" in page
    for typed in ("Op verzoek", *day.values()):
        assert f'value="{typed}"' in page


def test_page_that_was_removed_speaks_of_no_typing(editor, story):
    assert "Wat u hierboven typt" in read(editor.get(url_of(story))).text

    remove(story, by=editor.user, reason="Dubbel.")

    text = read(editor.get(url_of(story))).text
    assert "Wat u hierboven typt" not in text
    assert "Terugzetten op de website" in text


def test_published_quote_without_consent_is_not_said_to_be_seen(editor, story):
    quote = make_quote(intervention=story, consent_ground="")

    page = editor.post(
        reverse("admin:interventions_quote_change", args=[quote.pk]),
        form_values(
            editor.get(reverse("admin:interventions_quote_change", args=[quote.pk])),
            text="Mooi hier.",
            _publish="",
        ),
        follow=True,
    )

    text = read(page).text
    assert "Gepubliceerd, maar niet te zien" in text
    assert "Bezoekers zien dit pas als er toestemming is." in text
    assert "Bezoekers zien het nu zo" not in text


def test_withdrawal_stops_what_was_planned_and_says_what_publishing_would_do(editor, visitor, story):
    draft = save_draft(story, {**snapshot_of(story), "summary": "Straks."}, by=editor.user)
    schedule(draft, timezone.now() + timedelta(days=1), by=editor.user)

    step = reverse("admin:interventions_intervention_step", args=[story.pk])
    page = editor.post(step, {"stap": "intrekken", "uitleg": "De cijfers klopten niet."}, follow=True)

    assert "Wat gepland was, is weer een concept." in read(page).text
    assert "Publiceert u iets nieuws, dan staat de pagina weer gewoon op de website" in read(page).text
    assert publish_due(timezone.now() + timedelta(days=2)) == 0
    assert "De cijfers klopten niet." in read(visitor.get(story.get_absolute_url())).text


def test_removed_story_that_never_was_public_can_come_back_as_a_draft(editor, visitor, zaandam):
    new = make_intervention(title="Gloednieuw", area=zaandam, is_live=False)
    send(editor, new, summary="Al veel werk.")
    step = reverse("admin:interventions_intervention_step", args=[new.pk])
    removed = editor.post(step, {"stap": "weghalen", "reden": "Vergissing"}, follow=True)
    assert "Op het adres staat" not in read(removed).text
    assert "Terugzetten als concept" in read(removed).text

    back = editor.post(step, {"stap": "terugzetten"}, follow=True)

    assert "Teruggezet als concept. Bezoekers zien dit nog niet." in read(back).text
    assert newest_open(new).content["summary"] == "Al veel werk."
    assert visitor.get(new.get_absolute_url()).status_code == 404


def test_row_that_two_people_renamed_is_called_by_each_sides_own_name(editor, story):
    story.links.create(label="Filmpje", url="https://voorbeeld.nl/")
    story = live(story)
    row = snapshot_of(story)["links"][0]

    def renamed(label):
        return save_draft(story, {**snapshot_of(story), "links": [{**row, "label": label}]}, by=editor.user)

    renamed("Mijn naam")
    publish([renamed("Hun naam")], by=editor.user)

    page = send(editor, story, _publish="")

    theirs, mine = page.content.decode().split('class="collision__value"')[1:]
    assert ("Hun naam" in theirs, "Mijn naam" in theirs.partition("<br>")[0]) == (True, False)
    assert ("Mijn naam" in mine, "Hun naam" in mine.partition("<br>")[0]) == (True, False)
