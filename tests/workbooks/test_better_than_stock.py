"""The twelve uploads on which the stock tool was measured to fail, each with what happens here instead."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from openpyxl import Workbook, load_workbook

from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import Revision
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.plans.plan import Verdict
from kansrijk.workbooks.plans.storing import load
from kansrijk.workbooks.plans.words import NOTHING, totals
from kansrijk.workbooks.reading.reader import read_book
from tests.factories import live, make_intervention, make_phase, make_theme
from tests.workbooks.files import ods, ods_row, ods_text
from tests.workbooks.sent_back import changed, saved, written

HEADINGS = ["Code", "Titel", "Samenvatting", "Thema's"]


@pytest.fixture
def story(zaandam):
    youth = make_theme(name="Jeugd")
    return make_intervention(
        area=zaandam,
        title="Taalcafé",
        summary="Samen praten.",
        body="<p>Elke dinsdag.</p>",
        themes=[youth],
        phases=[make_phase()],
    )


def row(story, **changes):
    cells = {"Code": story.code, "Titel": "Taalcafé", "Samenvatting": "Samen praten.", "Thema's": "Jeugd"}
    return list((cells | changes).values())


def as_csv(rows, separator=";", encoding="utf-8"):
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows, front=()):
    file = Workbook()
    file.active.title = "Interventies"
    for cells in rows:
        file.active.append(cells)
    for name in front:
        file.create_sheet(name, 0).append(["Post", "Bedrag"])
        file.active = 0
    return saved(file)


def taken_in(data, user, **choices):
    """Looked through, as the page does at once."""
    upload = Upload.objects.create(file=data, file_name="terug", by=user, choices=choices)
    do_now(upload, CHECK)
    assert upload.state == UploadState.PLANNED, upload.message
    return upload, load(bytes(upload.plan))


def set_ready(upload):
    do_now(upload, DRAFT)
    return upload


def refused(plan):
    return {found.cell: found for found in plan.findings if found.verdict == Verdict.REFUSED}


def used(plan):
    return {found.cell: found.value for found in plan.findings if found.verdict == Verdict.USED}


def test_valid_ods_is_read(story, editor):
    cells = [ods_row(*map(ods_text, line)) for line in (HEADINGS, row(story, Titel="Praatcafé"))]

    upload, plan = taken_in(ods("".join(cells)), editor.user)
    set_ready(upload)

    assert used(plan) == {"B2": "Praatcafé"}
    assert newest_open(story).content["title"] == "Praatcafé"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_whatever_stands_between_its_cells(story, editor, separator):
    data = as_csv([HEADINGS, row(story, Titel="Praten; of, zwijgen")], separator)

    _, plan = taken_in(data, editor.user)

    assert used(plan) == {"B2": "Praten; of, zwijgen"}


def test_csv_in_windows_1252_keeps_its_accents_and_euros(story, editor):
    data = as_csv([HEADINGS, row(story, Titel="Café € 5")], encoding="cp1252")

    _, plan = taken_in(data, editor.user)

    assert used(plan) == {"B2": "Café € 5"}


def test_xlsx_saved_with_another_tab_in_front_is_read_all_the_same(story, editor):
    data = as_xlsx([HEADINGS, row(story, Titel="Praatcafé")], front=["Begroting"])

    _, plan = taken_in(data, editor.user)

    assert used(plan) == {"B2": "Praatcafé"}


@pytest.mark.parametrize(
    ("heading", "is_known"), [("title", True), ("TITEL ", True), ("Naam", True), ("Ttel", False)]
)
def test_heading_under_another_name_is_understood_or_named_but_never_skipped_in_silence(
    story, editor, heading, is_known
):
    data = as_xlsx([["Code", heading], [story.code, "Praatcafé"]])

    _, plan = taken_in(data, editor.user)

    if is_known:
        assert used(plan) == {"B2": "Praatcafé"}
    else:
        said = next(found for found in plan.findings if found.cell == "B1")
        assert said.message == "De kolom ‘Ttel’ kennen we niet, dus die is overgeslagen. Bedoelt u ‘Titel’?"


def test_key_that_stands_twice_is_refused_in_both_rows(story, editor):
    data = as_xlsx([HEADINGS, row(story, Titel="Een"), row(story, Titel="Twee")])

    upload, plan = taken_in(data, editor.user)
    set_ready(upload)

    assert {cell: "meer dan één keer" in found.message for cell, found in refused(plan).items()} == {
        "A2": True,
        "A3": True,
    }
    assert newest_open(story) is None


@pytest.mark.parametrize("themes", ["jeugd|bestaatniet", "jeugd; bestaatniet", "jeugd, bestaatniet"])
def test_unknown_theme_is_refused_with_its_row_instead_of_dropped(story, editor, themes):
    data = as_xlsx([HEADINGS, row(story, **{"Thema's": themes, "Titel": "Praatcafé"})])

    upload, plan = taken_in(data, editor.user)
    set_ready(upload)

    assert "bestaatniet’" in refused(plan)["D2"].message
    assert plan.has_errors()
    assert newest_open(story) is None


@pytest.mark.parametrize("headings", [["Code"], HEADINGS])
def test_row_with_only_the_key_wipes_nothing(story, editor, headings):
    before = snapshot_of(story)
    data = as_xlsx([headings, [story.code]])

    upload, plan = taken_in(data, editor.user, publish=True, clear=True)
    set_ready(upload)

    assert totals(plan) == NOTHING
    story.refresh_from_db()
    assert snapshot_of(story) == before


def test_row_of_another_area_is_refused(story, coordinator_of_schiedam):
    data = as_xlsx([HEADINGS, row(story, Titel="Gekaapt")])

    upload, plan = taken_in(data, coordinator_of_schiedam.user)
    set_ready(upload)

    assert f"{story.code} hoort bij gebied Zaandam." in refused(plan)["A2"].message
    assert not Revision.objects.open().exists()


@pytest.fixture(params=["without an area", "linked to the area"])
def onlooker(request, client, story):
    """May see stories, and has no role."""
    user = get_user_model().objects.create_user("kijker", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_intervention"))
    if request.param == "linked to the area":
        story.area.coordinators.add(user)
    return user


def test_every_row_of_a_user_who_may_only_see_is_refused(story, onlooker):
    other = make_intervention(area=story.area, title="Buurttuin")
    rows = [[*row(one, Titel="Gekaapt"), "Zaandam"] for one in (story, other)]
    data = as_xlsx([[*HEADINGS, "Gebied"], *rows, ["", "Nieuw", "Kort.", "Jeugd", "Zaandam"]])

    upload, plan = taken_in(data, onlooker)
    set_ready(upload)

    assert {cell[1:] for cell in refused(plan)} == {"2", "3", "4"}
    assert used(plan) == {}
    assert not Revision.objects.open().exists()


def test_edit_between_preview_and_confirm_is_noticed_and_kept(story, editor, coordinator_of_zaandam):
    data = as_xlsx([HEADINGS, row(story, Titel="Praatcafé")])
    upload, _ = taken_in(data, coordinator_of_zaandam.user)
    save_draft(story, {**snapshot_of(story), "summary": "Van de redactie."}, by=editor.user)

    set_ready(upload)

    assert upload.state == UploadState.PLANNED
    assert "opnieuw nagekeken" in upload.message
    set_ready(upload)
    content = newest_open(story).content
    assert (content["title"], content["summary"]) == ("Praatcafé", "Van de redactie.")


@pytest.mark.parametrize("output", ["xlsx", "ods", "csv"])
def test_text_that_looks_like_a_formula_is_no_formula_in_the_file(story, editor, output):
    story.summary = "=1+1"
    story.save()
    live(story)

    with zipfile.ZipFile(BytesIO(written(editor.user, output))) as file:
        parts = {
            name: file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".csv"))
        }

    assert not any("<f>" in part or "table:formula" in part for part in parts.values())
    if output == "csv":
        assert ";'=1+1;" in parts["Interventies.csv"]


@pytest.mark.parametrize("text", ["=1+1", "==1+1", "+1+1", "@SUM(1)", "-5", "'=1+1"])
@pytest.mark.parametrize("output", ["xlsx", "ods", "csv"])
def test_such_a_text_comes_back_unchanged_and_a_number_stays_a_number(story, editor, text, output):
    story.summary = text
    story.save()
    live(story)
    story.area.inhabitants = 5
    story.area.save()
    live(story.area)

    data = written(editor.user, output)
    _, plan = taken_in(data, editor.user)

    assert totals(plan) == NOTHING
    headings, cells = next(sheet.rows for sheet in read_book(data).sheets if sheet.name == "Gebied")
    # A csv holds nothing but text: what counts there is that the number got no mark of a text.
    assert dict(zip(headings, cells, strict=True))["Aantal inwoners"] == ("5" if output == "csv" else 5)


def test_person_who_types_a_formula_sign_gets_the_text(story, editor):
    """What was typed as text after an apostrophe, as spreadsheets want it."""
    data = changed(written(editor.user), {("Interventies", 2, "Titel"): "'=1+1 op school"})

    _, plan = taken_in(data, editor.user)

    assert load_workbook(BytesIO(data))["Interventies"]["C2"].value == "'=1+1 op school"
    assert list(used(plan).values()) == ["=1+1 op school"]
