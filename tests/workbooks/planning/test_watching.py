"""Planning says how far it is, and stops when there is more wrong than anybody mends or the time is over."""

import pytest

from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.planning import watching
from kansrijk.workbooks.planning.planner import plan
from kansrijk.workbooks.plans.plan import Verdict
from kansrijk.workbooks.progress import Progress, TakesLonger
from tests.workbooks.known_by_hand import SHEETS, book_of_stories, known_of, story

STORIES = {pk: story(pk) for pk in range(1, 31)}


class Told(Progress):
    """Keeps what it is told; the time is over after so many questions."""

    def __init__(self, questions=None):
        self.told, self.questions = [], questions

    def __call__(self, doing, cursor=None, total=None, *, records=0):
        self.told.append((doing, cursor, total))

    def go_on(self):
        if self.questions is not None:
            self.questions -= 1
            if self.questions < 0:
                raise TakesLonger


@pytest.fixture
def looks_often(monkeypatch):
    monkeypatch.setattr(watching, "ROWS_BETWEEN", 1)
    monkeypatch.setattr(watching, "LOOK_AGAIN_SECONDS", 0)


def planned(contents, progress=None):
    """As if somebody typed these contents over the stories."""
    return plan(book_of_stories(contents), SHEETS, known_of(STORIES), progress or Progress())


def with_wrong_cells(count):
    return {pk: {**content, "title": "[leeg]"} if pk <= count else content for pk, content in STORIES.items()}


def test_file_with_more_errors_than_anybody_mends_is_given_up_with_a_sentence(monkeypatch):
    monkeypatch.setattr(watching, "MOST_REFUSED", 12)
    enough = planned(with_wrong_cells(12))
    assert sum(found.verdict == Verdict.REFUSED for found in enough.findings) == 12

    with pytest.raises(Unreadable) as error:
        planned(with_wrong_cells(13))

    assert str(error.value).startswith("Er zitten meer dan 12 fouten in dit bestand.")
    assert f"staat in Interventies {enough.findings[0].cell}: {enough.findings[0].message} Kijk" in str(
        error.value
    )


def test_planning_tells_how_many_rows_are_done(looks_often):
    progress = Told()

    planned(STORIES, progress)

    done = [cursor for _doing, cursor, _total in progress.told]
    assert done == sorted(done)
    assert {5, 15, 30} <= set(done)
    assert {(doing, total) for doing, _cursor, total in progress.told} == {("Werkboek nakijken", 30)}


def test_planning_stops_in_the_middle_when_the_time_of_a_page_is_over(looks_often):
    with pytest.raises(TakesLonger):
        planned(STORIES, Told(questions=20))


def test_planning_that_takes_too_long_says_what_to_do(looks_often, monkeypatch):
    monkeypatch.setattr(watching, "MOST_SECONDS", -1)

    with pytest.raises(Unreadable, match="duurt te lang"):
        planned(STORIES)
