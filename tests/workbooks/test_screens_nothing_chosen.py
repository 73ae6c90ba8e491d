"""Setting ready when nothing was chosen: no release is made, and the page says what to do."""

import pytest

from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.jobs import running
from kansrijk.workbooks.jobs.running import work_once
from kansrijk.workbooks.models import UploadState
from tests.factories import make_intervention
from tests.pages import read
from tests.workbooks.round_trip import downloaded, page_of, press, put, taken_in

NOTHING = "U koos niets uit dit bestand. Daarom is er niets klaargezet."
TICK = "Wilt u velden leegmaken? Zet dan onderaan het vinkje."
CHOOSE = "Kies daar dan ‘Neem uw bestand’."


@pytest.fixture
def with_source(zaandam):
    return make_intervention(area=zaandam, title="Fietsles", body="<p>Ja.</p>", source="Een bron")


@pytest.fixture
def upload(with_source, editor):
    """All that it asks is to empty a field."""
    file = downloaded(editor)
    put(file, with_source.code, "Bronnen", "[leeg]")
    return taken_in(editor, file)


@pytest.mark.parametrize("action", ["klaarzetten", "publiceren"])
@pytest.mark.parametrize("is_large", [False, True])
def test_emptying_alone_without_its_tick_makes_nothing_and_says_what_to_do(
    upload, editor, monkeypatch, action, is_large
):
    if is_large:
        monkeypatch.setattr(running, "SOON_DONE_BYTES", 0)

    press(editor, upload, action)
    if is_large:
        work_once()

    text = read(editor.get(page_of(upload))).text
    assert f"{NOTHING} {TICK} Moet alles blijven zoals het is?" in text
    assert CHOOSE not in text
    assert "Klaarzetten ter beoordeling" in text
    upload.refresh_from_db()
    assert (upload.state, upload.change_set) == (UploadState.PLANNED, None)
    assert not ChangeSet.objects.exists()


def test_ticking_after_that_sets_it_ready(upload, with_source, editor):
    press(editor, upload, "klaarzetten")

    text = read(press(editor, upload, "klaarzetten", leegmaken="on")).text

    assert newest_open(with_source).content["source"] == ""
    assert NOTHING not in text
    assert "1 veld is leeggemaakt" in text


def test_keeping_a_choice_takes_the_sentence_away(upload, editor):
    press(editor, upload, "klaarzetten")

    text = read(press(editor, upload, "bewaren", leegmaken="on")).text

    assert NOTHING not in text
    assert "Uw keuzes zijn bewaard." in text


def test_conflicts_that_the_newest_work_won_alone_make_nothing(stories, coordinator_of_zaandam, office):
    file = downloaded(coordinator_of_zaandam)
    put(file, stories[0].code, "Samenvatting", "Zo zegt de coördinator het.")
    save_draft(stories[0], {**snapshot_of(stories[0]), "summary": "Zo zegt de redactie het."}, by=office)
    upload = taken_in(coordinator_of_zaandam, file)

    text = read(press(coordinator_of_zaandam, upload, "klaarzetten")).text

    assert NOTHING in text
    assert CHOOSE in text
    assert TICK not in text
    assert upload.change_set is None
