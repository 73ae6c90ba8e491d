"""A column of a file and the field of a form are called the same: one word for one thing."""

import pytest
from django.contrib.admin import site
from django.test import RequestFactory
from django.utils.text import capfirst

from interventions.resources import WORKBOOKS
from kansrijk.publishing.territory import record_models
from kansrijk.resources.sheet import resource_of
from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.planning.headings import find_sheets
from kansrijk.workbooks.registry import book
from tests.workbooks.written_books import book_of

RESOURCES = [resource for workbook in WORKBOOKS for resource in workbook.sheets]
IDS = [resource.__name__ for resource in RESOURCES]
NOT_IN_A_FORM = {
    # The site gives out the code of a story by itself.
    ("InterventionResource", "code"),
    # In the admin these rows stand in the form of what they belong to.
    ("KeyFigureResource", "intervention"),
    ("LinkResource", "intervention"),
    ("ThemeNameResource", "theme"),
    ("ContributionResource", "phase"),
}


@pytest.fixture
def request_of_editor(editor):
    request = RequestFactory().get("/")
    request.user = editor.user
    return request


def labels_of(fields):
    return {name: capfirst(field.label) for name, field in fields.items()}


def labels_in_admin(model, request):
    """What the form calls the fields of a record and its rows, or of one such row."""
    if site.is_registered(model):
        admin = site.get_model_admin(model)
        return labels_of(admin.get_form(request).base_fields) | {
            inline.fk_name_in_record: capfirst(inline.verbose_name_plural)
            for inline in inlines_of(admin, request)
        }
    [inline] = [
        inline
        for record in record_models().values()
        for inline in inlines_of(site.get_model_admin(record), request)
        if inline.model is model
    ]
    return labels_of(inline.get_formset(request).form.base_fields)


def inlines_of(admin, request):
    for inline in admin.get_inline_instances(request):
        [link] = [field for field in inline.model._meta.fields if field.related_model is admin.model]
        inline.fk_name_in_record = link.remote_field.related_name
        yield inline


@pytest.mark.django_db
@pytest.mark.parametrize("resource", RESOURCES, ids=IDS)
def test_every_column_is_called_what_the_form_calls_its_field(resource, request_of_editor):
    labels = labels_in_admin(resource._meta.model, request_of_editor)
    headings = {name: column.column_name for name, column in resource.columns().items()}

    elsewhere = {name for name in headings if (resource.__name__, name) in NOT_IN_A_FORM}

    assert headings.keys() - labels.keys() == elsewhere
    assert {name: heading for name, heading in headings.items() if name not in elsewhere} == {
        name: labels[name] for name in headings if name not in elsewhere
    }


def test_column_of_what_a_row_belongs_to_is_called_what_that_is_called():
    for name, field in NOT_IN_A_FORM - {("InterventionResource", "code")}:
        resource = RESOURCES[IDS.index(name)]
        belongs_to = resource._meta.model._meta.get_field(field).related_model

        heading = resource.columns()[field].column_name

        assert heading == capfirst(resource_of(belongs_to).noun())


@pytest.mark.parametrize(
    ("book_name", "sheet", "former", "heading"),
    [
        ("gebied", "Interventies", "Bekijken op", "Opnieuw bekijken op"),
        ("gebied", "Kerncijfers", "Telt", "Wat het telt"),
        ("gebied", "Links", "Tekst", "Tekst van de link"),
        ("gebied", "Links", "Adres", "Webadres"),
        ("gebied", "Citaten", "Tekst", "Citaat"),
        ("gebied", "Gebied", "Programma", "Lokaal programma"),
        ("gebied", "Gebied", "Programma website", "Website van het lokale programma"),
        ("gebied", "Gebied", "Inwoners", "Aantal inwoners"),
        ("gebied", "Gebied", "Inwoners jaar", "Jaar van het aantal inwoners"),
        ("gebied", "Gebied", "Inwoners toelichting", "Toelichting bij het aantal inwoners"),
        ("gebied", "Gebied", "Inwoners bron", "Bron van het aantal inwoners"),
        ("gebied", "Gebied", "Wijken", "Wijken en buurten"),
        ("themas", "Namen per periode", "Naam", "Naam in deze periode"),
        ("periodes", "Periodes", "Bedrag euro", "Bedrag in euro"),
        ("periodes", "Bijdragen", "Bedrag euro", "Bedrag in euro"),
    ],
)
def test_file_with_a_former_heading_is_read(book_name, sheet, former, heading):
    declared = book(book_name).sheet(sheet)

    [found] = find_sheets(book_of(Sheet(sheet, [[declared.code_column.heading, former]])), [declared])

    assert found.columns[2].heading == heading
    assert not found.findings


def test_who_is_quoted_may_be_called_what_the_form_called_it_before():
    declared = book("gebied").sheet("Citaten")

    [found] = find_sheets(book_of(Sheet("Citaten", [["Code", "Wie zegt het?"]])), [declared])

    assert found.columns[2].heading == "Spreker"
