"""What an editor saves becomes a draft: complete, and unseen by visitors."""

from interventions.models import Intervention
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import RecordState
from kansrijk.publishing.snapshots import snapshot_of
from tests.admin_forms import form_values
from tests.editing.steps import ADD, screen, send, url_of
from tests.factories import make_organisation, make_photo, make_theme


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
