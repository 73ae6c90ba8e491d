"""What stands only in a draft is nowhere on the public site: markers in every field, and every page read."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from interventions.models import Intervention, Organisation, Phase, TargetGroup, Theme
from kansrijk.publishing.drafting import save_draft, submit
from kansrijk.publishing.models import Record, RecordState, Revision
from kansrijk.publishing.publication import publish
from kansrijk.publishing.taking_down import remove, withdraw
from kansrijk.publishing.verifying import record_models
from tests.factories import (
    live,
    make_area,
    make_intervention,
    make_organisation,
    make_phase,
    make_photo,
    make_quote,
    make_target_group,
    make_theme,
)
from tests.markers import Markers

START = ["/", "/sitemap.xml", "/robots.txt", "/bestaat-niet/", "/weg/", "/interventies/?q=ontdeklab"]
MOST_QUERIES = 40
"""Pages of the list with filters: every one links to many others."""


@pytest.fixture
def site(db):
    """One live record of each kind that shows all the others, and others that were withdrawn and removed."""
    area = make_area(name="Zaandam", introduction="<p>x</p>")
    story = make_intervention(
        title="Ontdeklab", area=area, body="<p>x</p>", phases=[make_phase()], themes=[make_theme()],
        target_groups=[make_target_group()], organisations=[make_organisation()],
    )  # fmt: skip
    make_quote(intervention=story, organisation=Organisation.objects.get())
    photo = make_photo(area=area)
    story.photo_placements.create(photo=photo, caption="Bijschrift")
    live(story)
    withdraw(make_intervention(title="Ingetrokken", area=area), by=None, notice="Gestopt.")
    remove(make_intervention(title="Weggehaald", area=area), by=None, reason="Dubbel")
    return area


@pytest.fixture
def never_published(site):
    """A record of each shared kind that nobody published, to which the live story refers all the same."""
    new = [
        TargetGroup.objects.create(name="Nieuw", slug="nieuw"),
        Organisation.objects.create(name="Nieuw", slug="nieuw", kind="zorg"),
        Theme.objects.create(name="Nieuw", slug="nieuw"),
        Phase.objects.create(name="Nieuw", slug="nieuw", start_year=2030, end_year=2032),
        make_intervention(
            title="Nieuw", area=site, is_live=False, phases=Phase.objects.all(), themes=Theme.objects.all()
        ),
        make_quote(area=site, is_live=False),
    ]
    story = Intervention.objects.get(title="Ontdeklab")
    for name, record in zip(("target_groups", "organisations", "themes", "phases"), new, strict=False):
        getattr(story, name).add(record)
    live(story)
    return new


def crawl(client, start: list[str]) -> dict[str, str]:
    """Every page that can be reached, breadth first: its headers and text by its address."""
    pages: dict[str, str] = {}
    queue, queries = list(start), 0
    while queue:
        address = queue.pop(0)
        if address in pages:
            continue
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        is_text = not response.get("Content-Type", "").startswith("image/")
        text = unescape(body.decode(errors="replace")) if is_text else ""
        pages[address] = f"{dict(response.headers)}\n{text}"
        for link in re.findall(r'(?:href|src|srcset|action|<loc>)="?([^"<>\s#]+)', text) + re.findall(
            r"<loc>([^<]+)", text
        ):
            parts = urlsplit(link)
            if parts.netloc not in ("", "testserver", "127.0.0.1:8000") or not parts.path.startswith("/"):
                continue
            if parts.path.startswith(("/static/", "/admin/")):
                continue
            queries += bool(parts.query)
            if not parts.query or queries <= MOST_QUERIES:
                queue.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return pages


def found(markers: Markers, pages: dict[str, str]) -> dict[str, set[str]]:
    """Which markers stand on which pages, by where they were planted."""
    seen: dict[str, set[str]] = {}
    for address, text in pages.items():
        for marker in markers.seen_in(text):
            seen.setdefault(markers.places[marker], set()).add(address)
    return seen


def drafts_of_everything(markers: Markers) -> list[Revision]:
    new = {
        "themes": ["nieuw"], "phases": ["nieuw"], "target_groups": ["nieuw"], "organisations": ["nieuw"],
    }  # fmt: skip
    records: list[Record] = [record for model in record_models() for record in model.objects.order_by("pk")]
    only_in_drafts = make_photo(title="Alleen in een concept")
    drafts = []
    for record in records:
        content = markers.in_every_field(record, new)
        if "photo" in content:
            content["photo"] = str(only_in_drafts.pk)
        if record.state != RecordState.REMOVED:
            drafts.append(save_draft(record, content, by=None))
    return drafts


def test_nothing_of_a_draft_is_anywhere_on_the_site(visitor, never_published):
    markers = Markers()
    drafts = drafts_of_everything(markers)
    submit(drafts[0], by=None)
    photo_key = re.search(r"[0-9a-f]{32}", str(make_photo_of_drafts())).group()

    pages = crawl(visitor, START)

    assert len(pages) > 25
    assert found(markers, pages) == {}
    assert not [address for address in pages if photo_key in address or photo_key in pages[address]]


def make_photo_of_drafts():
    from areas.models import Photo

    return Photo.objects.get(title="Alleen in een concept").file.name


def test_page_of_an_address_that_exists_only_in_a_draft_is_not_there(visitor, never_published):
    markers = Markers()
    drafts_of_everything(markers)
    slugs = [(word, place) for word, place in markers.places.items() if place.endswith(".slug")]

    assert slugs
    for word, place in slugs:
        folder = {"areas.area": "gebieden", "interventions.phase": "fasen", "interventions.theme": "themas"}
        response = visitor.get(f"/{folder.get(place.removesuffix('.slug'), 'interventies')}/{word}/")
        assert response.status_code == 404
        assert markers.seen_in(response.content.decode()) <= {word}


def test_search_does_not_know_the_words_of_a_draft(visitor, never_published):
    markers = Markers()
    drafts_of_everything(markers)

    def page_for(word: str) -> str:
        return visitor.get("/interventies/", {"q": word}).content.decode().replace(word, "@")

    nothing = page_for("zq0x")
    for word in markers.places:
        assert page_for(word) == nothing, markers.places[word]


def test_pages_of_a_day_show_nothing_of_a_draft(visitor, never_published):
    from django.utils import timezone

    markers = Markers()
    drafts_of_everything(markers)

    response = visitor.get(f"/interventies/ontdeklab/?op={timezone.localdate():%Y-%m-%d}")

    assert response.status_code == 200
    assert markers.seen_in(response.content.decode()) == set()


def test_markers_are_found_once_they_are_published(visitor, site):
    """So that the tests above can fail."""
    markers = Markers()
    drafts = [
        save_draft(record, markers.in_every_field(record), by=None)
        for model in record_models()
        for record in [model.objects.order_by("pk").first()]
    ]

    publish(drafts, by=None)

    seen = found(markers, crawl(visitor, START))
    assert {place.rpartition(".")[0] for place in seen} >= {
        model._meta.label_lower for model in record_models()
    }
    assert {
        *(
            "areas.neighbourhood.name",
            "areas.areaalias.name",
            "areas.area.introduction",
            "areas.area.inhabitants",
        ),
        *(
            "interventions.intervention.title",
            "interventions.intervention.body",
            "interventions.keyfigure.value",
        ),
        *(
            "interventions.link.label",
            "interventions.photoplacement.caption",
            "interventions.phase.amount_note",
        ),
        *(
            "interventions.contribution.ministry",
            "interventions.themename.name",
            "interventions.theme.explanation",
        ),
        *("interventions.quote.text", "interventions.quote.speaker", "interventions.quote.speaker_role"),
    } <= seen.keys()
    assert any("sitemap.xml" in address for addresses in seen.values() for address in addresses)
