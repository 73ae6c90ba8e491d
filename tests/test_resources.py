"""The sheets: which columns there are, and how strictly a cell is read."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from areas import resources as area_resources
from areas.models import Area, Neighbourhood
from interventions import resources as intervention_resources
from interventions.models import KeyFigure, OrganisationKind, Theme
from kansrijk.resources.sheet import SheetResource, seed_key
from kansrijk.resources.widgets import (
    ChoiceWidget,
    DayWidget,
    DegreesWidget,
    MarkupWidget,
    ReferencesWidget,
    ReferenceWidget,
    TextWidget,
    WholeNumberWidget,
    YesNoWidget,
)
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


def test_there_is_a_sheet_for_everything_an_editor_fills_except_photos():
    assert len(SHEETS) == 15


@pytest.mark.parametrize("sheet", SHEETS)
def test_columns_are_the_declared_ones_and_their_seed_keys_differ(sheet):
    headings = sheet.headings()

    assert [field.column_name for field in sheet().get_import_fields()] == headings
    assert len({seed_key(heading) for heading in headings}) == len(headings)
    assert all(seed_key(heading).isidentifier() for heading in headings)


@pytest.mark.parametrize("sheet", SHEETS)
def test_natural_key_is_among_the_columns(sheet):
    assert set(sheet.key_headings()) <= set(sheet.headings())


def test_required_columns_are_those_the_model_cannot_do_without():
    required = intervention_resources.InterventionResource.required_headings()

    assert required == {"Code", "Titel", "Adres", "Gebied", "Periodes", "Thema's", "Samenvatting"}


@pytest.mark.parametrize(
    ("widget", "cell", "value"),
    [
        (TextWidget(), "  Zaanstad\n", "Zaanstad"),
        (TextWidget(), 9500, "9500"),
        (TextWidget(), None, ""),
        (MarkupWidget(), "**Samen** <koken>", "<p><strong>Samen</strong> &lt;koken&gt;</p>"),
        (MarkupWidget(), None, ""),
        (WholeNumberWidget(), 9500, 9500),
        (WholeNumberWidget(), 9500.0, 9500),
        (WholeNumberWidget(), " 9.500 ", 9500),
        (WholeNumberWidget(), "", None),
        (WholeNumberWidget(), None, None),
        (DegreesWidget(), "52,437", Decimal("52.437")),
        (DegreesWidget(), Decimal("4.8"), Decimal("4.8")),
        (DegreesWidget(), "", None),
        (DayWidget(), date(2026, 5, 1), date(2026, 5, 1)),
        (DayWidget(), datetime(2026, 5, 1, 12, 0), date(2026, 5, 1)),
        (DayWidget(), "1-5-2026", date(2026, 5, 1)),
        (DayWidget(), "", None),
        (YesNoWidget(), True, True),
        (YesNoWidget(), " Nee ", False),
        (ChoiceWidget(OrganisationKind), "zorg", "zorg"),
        (ChoiceWidget(OrganisationKind), "Bewoners en vrijwilligers", "bewoners"),
        (ChoiceWidget(OrganisationKind), "", ""),
    ],
)
def test_cell_is_read_as_the_value_it_means(widget, cell, value):
    assert widget.clean(cell) == value


@pytest.mark.parametrize(
    ("widget", "cell", "sentence"),
    [
        (TextWidget(), 1.5, "geen getal"),
        (TextWidget(), True, "geen ja of nee"),
        (TextWidget(), ["a"], "geen lijst"),
        (TextWidget(), date(2026, 5, 1), "geen datum"),
        (WholeNumberWidget(), "veel", "‘veel’ is geen heel getal."),
        (WholeNumberWidget(), "9.5", "‘9.5’ is geen heel getal."),
        (WholeNumberWidget(), True, "geen heel getal"),
        (DegreesWidget(), "noord", "‘noord’ is geen getal"),
        (DegreesWidget(), "NaN", "‘NaN’ is geen getal"),
        (DayWidget(), "mei 2026", "‘mei 2026’ is geen datum"),
        (YesNoWidget(), "misschien", "geen ‘ja’ of ‘nee’"),
        (YesNoWidget(), None, "geen ‘ja’ of ‘nee’"),
        (ChoiceWidget(OrganisationKind), "zorgen", "Bedoelt u ‘zorg’?"),
    ],
)
def test_cell_that_is_not_understood_is_refused_in_dutch(widget, cell, sentence):
    with pytest.raises(ValueError, match=sentence.replace("?", r"\?")):
        widget.clean(cell)


@pytest.mark.django_db
def test_reference_finds_the_record_by_its_slug():
    area = make_area(slug="zaandam-oost")

    assert ReferenceWidget(Area, "slug").clean(" zaandam-oost ") == area
    assert ReferenceWidget(Area, "slug").clean("") is None


@pytest.mark.django_db
def test_reference_to_nothing_is_refused_with_the_nearest_names():
    make_area(slug="zaandam-oost")
    make_area(slug="delft-west")

    with pytest.raises(ValueError, match=r"Er is geen gebied ‘zaandam’\. Bedoelt u ‘zaandam-oost’\?"):
        ReferenceWidget(Area, "slug").clean("zaandam")


@pytest.mark.django_db
def test_references_come_in_the_order_they_were_given_and_once():
    work, child = make_theme(slug="werk"), make_theme(slug="jonge-kind")
    widget = ReferencesWidget(Theme, field="slug")

    assert widget.clean("werk, jonge-kind,werk,") == [work, child]
    assert widget.clean(["jonge-kind"]) == [child]
    assert widget.clean("") == []


@pytest.mark.django_db
def test_one_unknown_reference_among_good_ones_is_refused_not_dropped():
    make_theme(slug="werk")

    with pytest.raises(ValueError, match="Er is geen thema ‘wonen’"):
        ReferencesWidget(Theme, field="slug").clean("werk, wonen")


@pytest.mark.django_db
def test_first_of_two_rows_in_the_same_place_is_the_one_that_is_meant():
    story = make_intervention()
    rows = [story.key_figures.create(value="1", label="school", position=1) for _ in range(2)]
    sheet = intervention_resources.KeyFigureResource()
    loader = sheet._meta.instance_loader_class(sheet)

    found = loader.get_instance({"Interventie": story.code, "Volgorde": 1})

    assert found == min(rows, key=lambda row: row.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sheet", "make", "cells"),
    [
        (area_resources.AreaResource, make_area, {"Code": "AAB", "Adres": "gebied-1", "Inwoners": ""}),
        (
            area_resources.NeighbourhoodResource,
            lambda: Neighbourhood.objects.create(area=make_area(), name="Poelenburg"),
            {"Gebied": "gebied-1", "Naam": "Poelenburg"},
        ),
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
            {"Cijfer": "3", "Telt": "scholen"},
        ),
    ],
)
def test_sheet_writes_what_it_would_read(sheet, make, cells):
    make()

    [written] = sheet().export().dict

    assert list(written) == sheet.headings()
    assert cells.items() <= {heading: value or "" for heading, value in written.items()}.items()
