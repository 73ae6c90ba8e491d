"""Every public page keeps the promises of the whole site."""

import itertools

import pytest

from kansrijk.pages.info import DESCRIPTION_LENGTH
from tests.factories import make_area, make_intervention, make_phase, make_quote, make_theme
from tests.pages import read

PATHS = [
    "/",
    "/gebieden/",
    "/gebieden/zaandam-oost/",
    "/gebieden/delft-west/",
    "/interventies/",
    "/interventies/?thema=jonge-kind",
    "/interventies/?q=ontdeklab",
    "/interventies/?q=bestaatniet",
    "/interventies/ontdeklab/",
    "/fasen/",
    "/fasen/2023-2025/",
    "/themas/",
    "/themas/jonge-kind/",
    "/citaten/",
    "/over/",
    "/contact/",
    "/toegankelijkheid/",
    "/privacy/",
]


@pytest.fixture
def small_site(db):
    """Two areas, one with a story that has everything and one without."""
    zaandam = make_area(name="Zaandam-Oost")
    make_area(name="Delft West")
    story = make_intervention(
        title="Ontdeklab",
        area=zaandam,
        phases=[make_phase(start_year=2023)],
        themes=[make_theme(name="Jonge kind")],
        body="<p>Kinderen ontdekken de techniek.</p>",
    )
    story.key_figures.create(value="9.500", label="leerlingen")
    make_quote(intervention=story)
    return story


@pytest.mark.parametrize("path", PATHS)
def test_page_has_one_heading_title_description_and_canonical_address(visitor, small_site, path):
    page = read(visitor.get(path))

    assert len(page.heading(1)) == 1
    assert page.title.endswith("Kansrijke Wijk")
    assert 20 <= len(page.meta["description"]) <= DESCRIPTION_LENGTH
    assert page.canonical.startswith("http://")
    assert page.canonical.endswith(path)
    assert page.meta["og:url"] == page.canonical


@pytest.mark.parametrize("path", PATHS)
def test_page_skips_no_heading_level_and_repeats_no_id(visitor, small_site, path):
    page = read(visitor.get(path))
    levels = [level for level, _ in page.headings]

    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("path", PATHS)
def test_page_sets_no_cookie(visitor, small_site, path):
    response = visitor.get(path)

    assert response.status_code == 200
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_page_offers_the_same_help_everywhere(visitor, small_site, path):
    page = read(visitor.get(path))

    for address in ("/over/", "/contact/", "/toegankelijkheid/", "/privacy/"):
        assert address in page.links


@pytest.mark.parametrize("path", PATHS)
def test_page_tells_machines_only_what_people_can_read(visitor, small_site, path):
    page = read(visitor.get(path))
    things = page.data[0]["@graph"]

    assert {thing["@type"] for thing in things} <= {
        "WebSite", "BreadcrumbList", "AdministrativeArea", "Project", "Quotation",
    }  # fmt: skip
    for thing in things:
        for words in (thing.get("name"), thing.get("text")):
            assert words is None or words in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/interventies/bestaat-niet/",
        "/gebieden/bestaat-niet/",
        "/fasen/1999/",
        "/themas/bestaat-niet/",
        "/bestaat-niet/",
        "/interventies/?pagina=0",
        "/interventies/?pagina=99",
        "/citaten/?pagina=2",
    ],
)
def test_page_that_does_not_exist_helps_on(visitor, small_site, path):
    response = visitor.get(path)
    page = read(response)

    assert response.status_code == 404
    assert page.heading(1) == ["Deze pagina bestaat niet"]
    assert {"/", "/interventies/", "/gebieden/"} <= page.links.keys()


def test_sitemap_lists_every_public_page_and_no_hidden_one(visitor, small_site):
    make_intervention(title="Nog niet klaar", area=small_site.area, is_live=False)

    sitemap = visitor.get("/sitemap.xml").content.decode()

    for path in PATHS:
        if "?" not in path:
            assert f"{path}</loc>" in sitemap
    assert "nog-niet-klaar" not in sitemap


def test_every_page_of_the_sitemap_is_reached_by_plain_links(visitor, small_site):
    found, todo = set(), ["/"]
    while todo:
        path = todo.pop()
        if path in found or not path.startswith("/") or "." in path:
            continue
        found.add(path)
        response = visitor.get(path)
        assert response.status_code == 200, path
        todo += [link.partition("#")[0] for link in read(response).links]

    assert {path for path in PATHS if "?" not in path} <= found
    assert len(found) < 100
