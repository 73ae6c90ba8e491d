"""The sheets of the workbooks: which there are, what stands in them, and who may change what."""

import pytest
from django.contrib.admin import site
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings

from areas.models import Area
from interventions.models import Intervention, Quote
from kansrijk.publishing.shapes import shape_of
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.territory import record_models
from kansrijk.resources.codes import Code
from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names, load_names
from kansrijk.resources.texts import letters_only
from kansrijk.resources.widgets import Kind
from kansrijk.workbooks.declaration import Role
from kansrijk.workbooks.registry import book, books, sheet_of
from tests.arbitrary import contents_of
from tests.factories import (
    make_area,
    make_intervention,
    make_organisation,
    make_phase,
    make_quote,
    make_target_group,
    make_theme,
)

SHEETS = [sheet for one in books().values() for sheet in one.sheets]
IDS = [sheet.title for sheet in SHEETS]
NO_NAMES = Names({})


def test_there_is_a_book_for_the_areas_and_one_for_each_list_of_the_office():
    titles = {name: [sheet.title for sheet in one.sheets] for name, one in books().items()}

    assert titles == {
        "gebied": ["Interventies", "Kerncijfers", "Links", "Citaten", "Gebied"],
        "organisaties": ["Organisaties"],
        "doelgroepen": ["Doelgroepen"],
        "themas": ["Thema's", "Namen per periode"],
        "periodes": ["Periodes", "Bijdragen"],
    }


def test_books_hold_everything_that_can_be_drafted_but_photos():
    held = {(sheet.kind, column.field) for sheet in SHEETS for column in sheet.fields if not sheet.child_set}
    held |= {(sheet.kind, sheet.child_set) for sheet in SHEETS if sheet.child_set}
    keys = {(sheet.kind, sheet.code.field) for sheet in SHEETS}

    content = set()
    for kind, model in record_models().items():
        shape = shape_of(model)
        content |= {(kind, field.name) for field in (*shape.columns, *shape.sets)}
        content |= {(kind, name) for name in shape.children}
    photos = {("interventions.intervention", "photo_placements"), ("areas.area", "photo")}

    assert content - held - keys == photos


def test_consent_is_not_in_the_workbook():
    assert not [
        column.heading for column in book("gebied").sheet("Citaten").columns if "consent" in column.field
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=IDS)
def test_keys_come_first_and_every_name_of_a_heading_means_one_column(sheet):
    roles = [column.role for column in sheet.columns]
    names = [name for column in sheet.columns for name in column.aliases]

    keys = [Role.CODE, Role.ROW, Role.VERSION] if sheet.child_set else [Role.CODE, Role.VERSION]
    assert roles[: len(keys)] == keys
    assert set(roles[len(keys) :]) == {Role.FIELD}
    assert len(names) == len(set(names))
    assert all(letters_only(column.heading) in column.aliases for column in sheet.columns)


def test_every_heading_of_the_book_that_coordinators_get_has_a_note():
    sheets = book("gebied").sheets

    assert [(s.title, c.heading) for s in sheets for c in s.columns if not c.help] == []


def test_note_of_a_quotation_says_once_to_leave_the_marks_out():
    assert book("gebied").sheet("Citaten").column("Citaat").help.count("aanhalingstekens") == 1


def test_headings_are_known_by_their_name_of_old_in_english_and_with_line_breaks():
    titel = book("gebied").sheet("Interventies").column("Titel")
    themas = book("gebied").sheet("Interventies").column("Thema's")

    assert {"titel", "title", "naam"} <= titel.aliases
    assert {letters_only(text) for text in ("THEMA’S *", "thema\n's", "Themes")} <= themas.aliases


@pytest.mark.parametrize("sheet", SHEETS, ids=IDS)
def test_what_a_coordinator_may_change_is_what_the_admin_lets_a_coordinator_change(
    sheet, coordinator_of_zaandam, zaandam
):
    model = record_models()[sheet.kind]
    request = RequestFactory().get("/")
    request.user = coordinator_of_zaandam.user
    record = {
        Area: lambda: zaandam,
        Intervention: lambda: make_intervention(area=zaandam),
        Quote: lambda: make_quote(area=zaandam),
    }.get(model, lambda: None)()
    if record is None:
        # Words that everybody shares are the office's: a coordinator gets no book of them.
        assert not site.get_model_admin(model).has_change_permission(request)
        return
    admin = site.get_model_admin(model)
    form = admin.get_form(request, record, change=True)
    inlines = {
        inline.model: inline.has_change_permission(request, record)
        for inline in admin.get_inline_instances(request)
    }
    in_admin = set(form.base_fields) | {
        name for name, child in shape_of(model).children.items() if inlines.get(child.model)
    }

    open_here = {column.field for column in sheet.fields if not column.is_locked_for(is_office=False)}

    if sheet.child_set:
        assert sheet.child_set in in_admin
    else:
        assert open_here == in_admin & {column.field for column in sheet.fields}


def test_office_may_change_everything_but_the_keys():
    for sheet in SHEETS:
        assert [c.heading for c in sheet.columns if c.is_locked_for(is_office=True)] == [
            column.heading for column in sheet.columns if column.is_key
        ]


def test_column_says_what_must_be_there_and_what_may_be_emptied():
    sheet = book("gebied").sheet("Interventies")

    assert [c.heading for c in sheet.fields if c.is_required] == [
        *("Titel", "Gebied", "Periodes", "Thema's", "Samenvatting", "Verhaal")
    ]
    assert [c.heading for c in sheet.fields if not c.may_be_emptied] == ["Titel", "Adres", "Gebied"]
    assert sheet.column("Titel").max_length == 120
    assert sheet.column("Thema's").source == "interventions.theme"
    assert sheet.column("Thema's").is_multiple
    assert book("organisaties").sheet("Organisaties").column("Soort").options[0] == "School en kindcentrum"
    assert not book("gebied").sheet("Citaten").column("Interventie").is_required


@pytest.mark.parametrize(
    ("title", "heading", "cell", "sentence"),
    [
        ("Interventies", "Titel", "x" * 121, "Dit telt 121 tekens. Er passen er 120."),
        ("Links", "Webadres", "geen adres", "Dit is geen webadres. Schrijf het zoals https://voorbeeld.nl."),
        ("Links", "Webadres", "javascript:alert(1)", "Dit is geen webadres."),
        ("Gebied", "Website van het lokale programma", "volgt nog", "Dit is geen webadres."),
        ("Links", "Webadres", "https://nplv.nl/een pagina", "In dit webadres staat een spatie"),
        ("Citaten", "Leeftijd", "10 jaar", "bijvoorbeeld 34."),
        ("Gebied", "Jaar van het aantal inwoners", "vorig jaar", "bijvoorbeeld 2026."),
        ("Gebied", "Aantal inwoners", "veel", "bijvoorbeeld 9500."),
        ("Citaten", "Leeftijd", 130, "120"),
        ("Gebied", "Aantal inwoners", -1, "0"),
        ("Gebied", "Breedtegraad", 12.5, "50"),
        ("Gebied", "Wijken en buurten", "kort; " + "x" * 101, "Dit telt 101 tekens"),
        ("Gebied", "Adres", "met spaties", "en geen spaties. Bijvoorbeeld: samen-eten.$"),
    ],
)
def test_rules_of_the_model_hold_for_a_cell_as_well(title, heading, cell, sentence):
    with pytest.raises(Misread, match=sentence):
        book("gebied").sheet(title).column(heading).read(cell, NO_NAMES)


@pytest.mark.django_db
def test_every_field_of_a_record_reads_back_as_it_was_shown():
    area = make_area(introduction="<p>Een <strong>wijk</strong></p>", inhabitants=9500, source="a\nb")
    area.neighbourhoods.create(name="Oost, met haven", position=2)
    area.neighbourhoods.create(name="West", position=1)
    area.aliases.create(name="Zaandam Oost")
    phase, theme = make_phase(introduction="<p>x</p>", amount_eur=400_000_000), make_theme()
    theme.names.create(phase=phase, name="Toen")
    phase.contributions.create(ministry="OCW", amount_eur=5, position=1)
    group, organisation = make_target_group(), make_organisation()
    story = make_intervention(
        area=area,
        body="<ul><li>a</li></ul>",
        review_on="2026-05-01",
        themes=[theme, make_theme()],
        target_groups=[group],
        organisations=[organisation],
    )
    story.key_figures.create(value="9.500", label="kinderen", position=1)
    story.links.create(label="Site", url="https://a.nl", position=1)
    quote = make_quote(intervention=story, organisation=organisation, speaker_age=12)
    names = load_names(source for one in books().values() for source in one.sources())

    for record in (area, phase, theme, group, organisation, story, quote):
        content = snapshot_of(record)
        for sheet in (one for one in SHEETS if one.kind == record.record_kind):
            for row in content[sheet.child_set] if sheet.child_set else [content]:
                for column in sheet.fields:
                    held = row[column.field]
                    if held in (None, "", []):
                        assert held == column.empty or held is None
                        continue
                    read = column.read(column.show(held, names), names)
                    assert column.is_same(read, held), (sheet.title, column.heading)
                    assert column.content_of(read, held) == held


@pytest.mark.parametrize(
    ("code", "typed", "read"),
    [
        (Code("code", digits=3), "zaa-3", "ZAA-003"),
        (Code("code", digits=3), " ZAA 003 ", "ZAA-003"),
        (Code("code", digits=3), "ZAA-003 Ontdeklab", "ZAA-003"),
        (Code("code", digits=3), "ZAA–1203", "ZAA-1203"),
        (Code("code"), "zaa", "ZAA"),
        (Code(prefix="CIT"), "cit-12", "CIT-12"),
        (Code(prefix="CIT"), 12, "CIT-12"),
        (Code("slug"), "Jonge Kind", "jonge-kind"),
        (Code("slug"), "2023-2025", "2023-2025"),
    ],
)
def test_code_is_read_however_it_was_typed(code, typed, read):
    assert code.read(typed) == read


def test_code_of_a_row_names_the_record_and_the_row():
    code = sheet_of("interventions.intervention", "key_figures").code

    written = code.row("ZAA-003", "1a2b3c4d-0000-4000-8000-000000000000")

    assert written == "ZAA-003-1a2b3c4d"
    assert code.read_row(" zaa-003-1A2B3C4D ") == ("ZAA-003", "1a2b3c4d")
    assert code.read_row("ZAA-003") == ("", "")


@pytest.mark.django_db
def test_code_of_a_record_is_what_people_know_it_by(zaandam):
    story = make_intervention(area=zaandam)
    quote = make_quote(area=zaandam)

    codes = {
        r.record_kind: sheet_of(r.record_kind).code.of(r.pk, snapshot_of(r)) for r in (zaandam, story, quote)
    }

    assert codes == {
        "areas.area": "ZAA",
        "interventions.intervention": "ZAA-001",
        "interventions.quote": f"CIT-{quote.pk}",
    }


EXACT = {Kind.MARKUP, Kind.NUMBER, Kind.DEGREES, Kind.DAY, Kind.CHOICE, Kind.CHOICES}
"""Kinds of cells that read back exactly; of texts the white space around them may get lost."""


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted({sheet.kind for sheet in SHEETS}))
def test_whatever_stands_in_a_record_can_be_shown_and_reads_back(kind):
    for number in range(2):
        (
            make_organisation(name=f"School {number}; groep, {number}"),
            make_phase(),
            make_theme(),
            make_target_group(),
        )
    make_quote(intervention=make_intervention(title="Ontdeklab"))
    names = load_names(source for one in books().values() for source in one.sources())
    columns = [(sheet.child_set, column) for sheet in SHEETS if sheet.kind == kind for column in sheet.fields]

    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
    @given(contents_of(record_models()[kind].objects.first()))
    def check(content):
        for child_set, column in columns:
            for row in content[child_set] if child_set else [content]:
                held = row.get(column.field)
                shown = column.show(held, names) if held not in (None, "", []) else None
                if shown is not None and column.kind in EXACT:
                    assert column.widget.read(shown, names) == held

    check()
