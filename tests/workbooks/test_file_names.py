"""What a workbook is called on somebody's disk: which area, of which day, which workbook."""

import pytest
from django.utils.timezone import localtime

from kansrijk.workbooks.models import Export
from tests.factories import make_area, make_intervention, make_organisation
from tests.workbooks.round_trip import MAKE, content_of

OF_STORIES = f"{MAKE}?lijst=interventions.intervention"


@pytest.fixture
def areas(zaandam, schiedam):
    found = [zaandam, schiedam, make_area(name="Tilburg Noordwest/’t Zand", slug="tilburg", code="TIL")]
    for area in found:
        make_intervention(area=area, title=f"Taalcafé {area.code}")
    return found


def name_of(response):
    """Of the download, without the number of the workbook."""
    content_of(response)
    export = Export.objects.order_by("pk").last()
    name = response.headers["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')
    # The day that it is here: just after midnight the database still has yesterday.
    mark = f"-{localtime(export.made_at):%Y-%m-%d}-{export.number}"
    assert f"{mark}." in name
    return name.replace(mark, "")


def made(client, address=MAKE, **choices):
    return name_of(client.post(address, {"formaat": "xlsx", "boek": "gebied", **choices}))


def test_workbook_of_an_area_is_called_after_it(editor, areas):
    assert made(editor, gebied=areas[0].pk) == "kansrijke-wijk-zaandam.xlsx"


def test_area_with_odd_signs_gives_a_name_that_every_disk_takes(editor, areas):
    assert made(editor, gebied=areas[2].pk) == "kansrijke-wijk-tilburg-noordwestt-zand.xlsx"


def test_workbook_of_the_only_area_of_a_coordinator_is_called_after_it(coordinator_of_zaandam, areas):
    assert made(coordinator_of_zaandam, formaat="csv") == "kansrijke-wijk-zaandam.zip"


def test_workbook_of_all_areas_says_so(editor, areas):
    assert made(editor, formaat="ods") == "kansrijke-wijk-alle-gebieden.ods"


def test_list_of_some_areas_is_a_selection_and_of_one_area_is_called_after_it(editor, areas):
    make_intervention(area=areas[0], title="Zeilen")
    assert made(editor, f"{OF_STORIES}&q=zeilen") == "kansrijke-wijk-zaandam.xlsx"
    make_intervention(area=areas[1], title="Zeilen op zee")
    assert made(editor, f"{OF_STORIES}&q=zeilen") == "kansrijke-wijk-selectie.xlsx"


def test_list_that_belongs_to_no_area_is_called_after_itself(editor, areas):
    make_organisation(name="De Poort")

    assert made(editor, f"{MAKE}?lijst=interventions.organisation") == "kansrijke-wijk-organisaties.xlsx"
