"""The resources: one declaration of every column, for workbooks, for the seeds and for a plain export."""

import pytest

from areas import resources as area_resources
from interventions import resources as intervention_resources
from interventions.models import KeyFigure
from kansrijk.resources.seed_sheet import seed_sheet, words_sheet
from kansrijk.resources.sheet import SheetResource, seed_key
from tests.factories import make_area, make_intervention, make_quote, make_theme

SHEETS = sorted(
    {
        sheet
        for module in (area_resources, intervention_resources)
        for sheet in vars(module).values()
        if isinstance(sheet, type) and issubclass(sheet, SheetResource) and sheet is not SheetResource
    },
    key=lambda sheet: sheet.__name__,
)


def headings_of(sheet):
    return [column.column_name for column in sheet.columns().values()]


def test_there_is_a_sheet_for_everything_an_editor_fills_except_photos_and_single_words():
    assert len(SHEETS) == 11


@pytest.mark.parametrize("sheet", SHEETS)
def test_columns_are_the_declared_ones_and_their_seed_keys_differ(sheet):
    headings = headings_of(sheet)

    assert [field.column_name for field in sheet().get_import_fields()] == headings
    assert len({seed_key(heading) for heading in headings}) == len(headings)
    assert all(seed_key(heading).isidentifier() for heading in headings)


@pytest.mark.parametrize("sheet", SHEETS)
def test_natural_key_is_among_the_columns_of_the_seeds(sheet):
    assert set(seed_sheet(sheet).key) <= seed_sheet(sheet).columns.keys() <= set(headings_of(sheet))


def test_required_columns_are_those_the_model_cannot_do_without():
    required = seed_sheet(intervention_resources.InterventionResource).required

    assert required == {"Code", "Titel", "Adres", "Gebied", "Periodes", "Thema's", "Samenvatting"}


def test_words_of_a_column_are_rows_in_the_seeds():
    sheet = words_sheet(area_resources.AreaResource, "neighbourhoods", "Gebied")

    assert list(sheet.columns) == ["Gebied", "Naam", "Volgorde"]
    assert sheet.key == ("Gebied", "Naam")
    assert sheet.noun == "wijken en buurten"


def make_area_with_words():
    area = make_area()
    area.neighbourhoods.create(name="Poelenburg", position=1)
    area.neighbourhoods.create(name="Peldersveld", position=2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sheet", "make", "cells"),
    [
        (area_resources.AreaResource, make_area, {"Code": "AAB", "Adres": "gebied-1", "Aantal inwoners": ""}),
        (area_resources.AreaResource, make_area_with_words, {"Wijken en buurten": "Poelenburg; Peldersveld"}),
        (
            intervention_resources.InterventionResource,
            lambda: make_intervention(themes=[make_theme(slug="werk"), make_theme(slug="jonge-kind")]),
            {"Thema's": "jonge-kind, werk", "Gebied": "gebied-1", "Doelgroepen": ""},
        ),
        (
            intervention_resources.QuoteResource,
            make_quote,
            {"Grond": "Eerder door het programma gepubliceerd", "Gebied": "", "Leeftijd": ""},
        ),
        (
            intervention_resources.KeyFigureResource,
            lambda: KeyFigure.objects.create(intervention=make_intervention(), value="3", label="scholen"),
            {"Cijfer": "3", "Wat het telt": "scholen"},
        ),
    ],
)
def test_sheet_writes_what_it_would_read(sheet, make, cells):
    make()

    [written] = sheet().export().dict

    assert list(written) == headings_of(sheet)
    assert cells.items() <= {heading: value or "" for heading, value in written.items()}.items()
