"""What was imported and taken back again leaves nothing behind: the workbook that goes out then is the file of before,
byte for byte. Only its number and its moment are its own."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.utils.formats import date_format

from areas.models import Area
from interventions.models import Intervention
from kansrijk.publishing.drafting import submit
from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.workbooks.checking import check_file
from kansrijk.workbooks.models import UploadState
from kansrijk.workbooks.plans.plan import RowVerdict, Verdict
from kansrijk.workbooks.registry import book, books
from kansrijk.workbooks.writing.filling import fill
from kansrijk.workbooks.writing.formats import FORMATS
from kansrijk.workbooks.writing.selecting import everything
from tests.factories import make_draft, make_quote
from tests.workbooks.broad_edits import with_broad_edits
from tests.workbooks.round_trip import press, taken_in

MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FILES = [
    ("gebied", "xlsx"),
    ("gebied", "ods"),
    ("gebied", "csv"),
    ("organisaties", "xlsx"),
    ("doelgroepen", "ods"),
    ("themas", "csv"),
    ("periodes", "xlsx"),
]


@pytest.fixture
def seeds(roles):
    call_command("seed", verbosity=0)
    for place, area in enumerate(Area.objects.order_by("pk")[:4]):
        make_quote(area=area, speaker=f"Buur {place}", intervention=None)


def filled_for(user, name):
    declaration = book(name)
    return fill(declaration, user, everything(declaration, user), about="Een test")


def written(filled, output):
    out = BytesIO()
    FORMATS[output].write(filled, out)
    return out.getvalue()


def exported(user, name, output):
    """The parts of the file that goes out now, each with how it is packed and all its bytes but number and moment."""
    filled = filled_for(user, name)
    own = [(filled.number, "KW-0000-0000"), (date_format(filled.made_at, "j F Y, H:i"), "toen")]
    parts = []
    with ZipFile(BytesIO(written(filled, output))) as file:
        for part in file.infolist():
            content = file.read(part)
            for mark, nothing in own:
                content = content.replace(mark.encode(), nothing.encode())
            if part.filename == "docProps/core.xml":
                content = MOMENT.sub(b"toen", content)
            parts.append((part.filename, part.compress_type, content))
    return parts


def all_exported(user, *names, output):
    return [part for name in dict.fromkeys(names) for part in exported(user, name, output)]


def differing(before, after):
    """The names of the parts that are not the same; a whole part is too much to look at."""
    names = [part[0] for part in before], [part[0] for part in after]
    assert names[0] == names[1]
    return [one[0] for one, other in zip(before, after, strict=True) if one != other]


@pytest.mark.parametrize("name", list(books()))
def test_broad_edits_change_and_clear_every_column_and_add_rows_to_every_sheet(seeds, editor, name):
    plan = check_file(written(with_broad_edits(filled_for(editor.user, name)), "xlsx"), editor.user).plan

    done = {(found.sheet, found.heading, found.verdict) for found in plan.findings}
    columns = [(sheet.title, column) for sheet in book(name).sheets for column in sheet.fields]
    wanted = {(sheet, column.heading, Verdict.USED) for sheet, column in columns}
    wanted |= {(sheet, c.heading, Verdict.CLEARED) for sheet, c in columns if c.may_be_emptied}
    assert wanted - done == set()
    assert {row.sheet for row in plan.rows if row.verdict == RowVerdict.NEW} == {
        sheet.title for sheet in book(name).sheets
    } - {"Gebied"}
    assert not plan.has_errors()


@pytest.mark.parametrize(("name", "output"), FILES)
def test_import_that_was_published_and_undone_leaves_the_same_bytes(seeds, editor, name, output):
    before = all_exported(editor.user, name, "gebied", output=output)
    upload = taken_in(editor, written(with_broad_edits(filled_for(editor.user, name)), output), "terug")
    press(editor, upload, "publiceren", leegmaken="1")
    meanwhile = all_exported(editor.user, name, "gebied", output=output)
    is_published = upload.change_set.published_at is not None

    press(editor, upload, "terugdraaien", reden="Te vroeg")

    assert (upload.state, is_published) == (UploadState.READY, True)
    assert differing(before, meanwhile)
    assert differing(before, all_exported(editor.user, name, "gebied", output=output)) == []


@pytest.mark.parametrize(("name", "output"), FILES)
def test_import_that_was_set_ready_and_taken_back_leaves_the_same_bytes(seeds, editor, name, output):
    before = all_exported(editor.user, name, "gebied", output=output)
    upload = taken_in(editor, written(with_broad_edits(filled_for(editor.user, name)), output), "terug")
    press(editor, upload, "klaarzetten", leegmaken="1")
    meanwhile = all_exported(editor.user, name, "gebied", output=output)
    waiting = Revision.objects.filter(state=RevisionState.SUBMITTED).exists()

    press(editor, upload, "terugdraaien")

    assert waiting
    assert differing(before, meanwhile)
    assert differing(before, all_exported(editor.user, name, "gebied", output=output)) == []


@pytest.mark.parametrize("action", ["klaarzetten", "publiceren"])
def test_work_that_lay_there_is_in_the_same_bytes_again(seeds, editor, superuser, action):
    for story in Intervention.objects.order_by("code")[:6]:
        draft = make_draft(story, by=superuser.user, summary="Daar werkte iemand aan.")
        if story.pk % 2:
            submit(draft, by=superuser.user)
    before = exported(editor.user, "gebied", "xlsx")
    upload = taken_in(editor, written(with_broad_edits(filled_for(editor.user, "gebied")), "xlsx"))
    press(editor, upload, action, leegmaken="1")
    meanwhile = exported(editor.user, "gebied", "xlsx")

    press(editor, upload, "terugdraaien", reden="Te vroeg")

    assert differing(before, meanwhile)
    assert differing(before, exported(editor.user, "gebied", "xlsx")) == []
