"""What the pages of a large plan cost: the web process reads and unpacks the piece that it shows, and no more."""

import importlib
import zlib

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kansrijk.workbooks.applying.choosing import Choices
from kansrijk.workbooks.models import Upload, UploadState
from kansrijk.workbooks.plans import blocks, stored
from kansrijk.workbooks.plans.counting import counts_of
from kansrijk.workbooks.plans.storing import load, store
from tests.workbooks.planning.test_stored import KIND, plan_of
from tests.workbooks.round_trip import page_of

ALL_OF_IT = '"workbooks_upload"."plan",'
"""In a query that reads the plan whole."""


@pytest.fixture
def upload(editor):
    plan = plan_of(3_000)
    return Upload.objects.create(
        file=b"",
        file_name="groot.xlsx",
        by=editor.user,
        state=UploadState.PLANNED,
        plan=store(plan),
        counts=counts_of(plan),
    )


@pytest.fixture
def unpacked(monkeypatch):
    """How many blocks were unpacked; to unpack a plan as a whole is not allowed."""
    counts = []
    monkeypatch.setattr(stored, "unpack", lambda packed: counts.append(1) or blocks.unpack(packed))
    monkeypatch.setattr(blocks, "unpacked_lines", pytest.fail)
    return counts


@pytest.mark.parametrize("query", ["", "?p=40", "?oordeel=nieuw&p=3", "?oordeel=botst", "?onderdeel=1234"])
def test_page_reads_only_the_blocks_that_it_shows(editor, upload, unpacked, query):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = editor.get(page_of(upload) + query)

    assert page.status_code == 200
    # Those of the page, and of the first records that somebody decides about.
    assert 1 <= len(unpacked) <= 4 + 4
    assert not [one["sql"] for one in queries if reads_whole_plan(one["sql"])]


def test_deciding_reads_only_the_blocks_of_the_page_that_was_posted(editor, upload, unpacked):
    plan = {"plan": upload.seal, "actie": "bewaren", "kies-3-title": "bestand", "kies-8-title": "nu"}

    with CaptureQueriesContext(connection) as queries:
        editor.post(page_of(upload), plan | {"kies-4-title": "bestand", "kies-13-onzin": "bestand"})

    upload.refresh_from_db()
    assert Choices.read(upload.choices).file_wins == {"areas.area:4": ("title",)}
    assert len(unpacked) <= 4
    assert not [one["sql"] for one in queries if reads_whole_plan(one["sql"])]


def test_choice_on_another_page_stays_and_can_be_taken_back(editor, upload):
    def post(**choices):
        editor.post(page_of(upload), {"plan": upload.seal, "actie": "bewaren", **choices})
        upload.refresh_from_db()
        return dict(Choices.read(upload.choices).file_wins)

    assert post(**{"kies-13-title": "bestand"}) == {f"{KIND}:14": ("title",)}
    assert set(post(**{"kies-2998-title": "bestand"})) == {f"{KIND}:14", f"{KIND}:2999"}
    assert set(post(**{"kies-13-title": "nu"})) == {f"{KIND}:2999"}


def test_plan_of_before_there_was_an_index_gets_one(editor, upload):
    plan = load(bytes(upload.plan))
    Upload.objects.update(plan=without_index(bytes(upload.plan)))
    migration = importlib.import_module("kansrijk.workbooks.migrations.0003_plans_with_an_index")

    migration.give_index(apps, None)

    upload.refresh_from_db()
    assert load(bytes(upload.plan)) == plan
    assert editor.get(page_of(upload)).status_code == 200


def without_index(packed):
    """The same lines as one stream, as they were stored before."""
    index = stored.Index.read(packed)
    records, rest = packed[index.records : index.words], packed[index.rest :]
    lines = [*blocks.unpacked_lines(rest), *blocks.unpacked_lines(records)]
    return zlib.compress(b"".join(line + b"\n" for line in lines), 1)


def reads_whole_plan(sql):
    return ALL_OF_IT in sql.partition("FROM")[0].replace("SUBSTR", "\n").split("\n")[0]
