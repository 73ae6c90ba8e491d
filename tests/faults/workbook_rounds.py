"""A round: what a workbook asks for, and everything on the site that is not as it then should be."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO

import xlsxwriter
from django.utils.text import capfirst

from interventions.models import Intervention, Quote
from kansrijk.accounts.models import OFFICE, User
from kansrijk.publishing.models import ChangeSet, Revision, RevisionState
from kansrijk.publishing.publication import adopt
from kansrijk.publishing.snapshots import snapshots_of
from kansrijk.publishing.verifying import problems
from kansrijk.workbooks.jobs.running import SOON_DONE_BYTES
from kansrijk.workbooks.jobs.tasks import CHECK, DRAFT, UNDO
from kansrijk.workbooks.models import Job, JobState, Upload, UploadState
from kansrijk.workbooks.plans.plan import RowVerdict
from kansrijk.workbooks.plans.words import in_dutch, totals_of
from tests.factories import make_account, make_area, make_intervention, make_phase, make_quote, make_theme

SMALL_STORIES = 100
NEW_STORIES = 10
STORIES_A_QUOTE = 4
NEW_HEADINGS = ("Titel", "Gebied", "Periodes", "Thema's", "Samenvatting", "Verhaal")
INTERVENTION, QUOTE = "interventions.intervention", "interventions.quote"


def fill(stories: int) -> User:
    """Public stories and quotations to change; returns who changes them."""
    area, phase = make_area(name="Zaandam", code="ZAA"), make_phase(name="Nu")
    shared = {"area": area, "phases": [phase], "themes": [make_theme(name="Jonge kind")]}
    made = [
        make_intervention(title=f"Verhaal {number}", body="<p>Eerst.</p>", is_live=False, **shared)
        for number in range(stories)
    ]
    adopt(made, by=None, reason="Voor de proef")
    quotes = [make_quote(intervention=story, is_live=False) for story in made[::STORIES_A_QUOTE]]
    adopt(quotes, by=None, reason="Voor de proef")
    return make_account("redactie", role=OFFICE)


@dataclass
class Round:
    number: int
    is_small: bool
    is_published: bool

    def __post_init__(self) -> None:
        old = Intervention.objects.filter(title__startswith="Verhaal ").order_by("pk")
        self.stories = list(old[: SMALL_STORIES if self.is_small else None])
        self.quotes = list(Quote.objects.filter(intervention__in=self.stories).order_by("pk"))
        self.new_titles = [f"Nieuw in ronde {self.number}, {one}" for one in range(NEW_STORIES)]
        self.change_sets_before = ChangeSet.objects.count()
        self.open_before = Revision.objects.open().count()

    @property
    def summary(self) -> str:
        return f"Ronde {self.number}."

    def file(self) -> bytes:
        """Of a size that the site does at once, or leaves to a worker."""
        target, chance = BytesIO(), random.Random(self.number)
        per_story = 20 if self.is_small else max(200, 2 * SOON_DONE_BYTES // len(self.stories))
        book = xlsxwriter.Workbook(target)
        sheet = book.add_worksheet("Interventies")
        sheet.write_row(0, 0, ["Code", "Versie", *NEW_HEADINGS, "Bronnen"])
        for row, story in enumerate(self.stories, 1):
            sheet.write_row(row, 0, [story.code, story.live_revision_id])
            sheet.write_string(row, 6, self.summary)
            # Letters that no zip makes much smaller.
            sheet.write_string(
                row, 8, "".join(chance.choices("abcdefghijklmnopqrstuvwxyz012345", k=per_story))
            )
        for row, title in enumerate(self.new_titles, len(self.stories) + 1):
            sheet.write_row(row, 2, [title, "Zaandam", "Nu", "Jonge kind", self.summary, "Een verhaal."])
        sheet = book.add_worksheet("Citaten")
        sheet.write_row(0, 0, ["Code", "Versie", "Rol"])
        for row, quote in enumerate(self.quotes, 1):
            sheet.write_row(row, 0, [f"CIT-{quote.pk}", quote.live_revision_id, self.summary])
        book.close()
        content = target.getvalue()
        assert (len(content) <= SOON_DONE_BYTES) == self.is_small, len(content)
        return content

    @property
    def name(self) -> str:
        return f"ronde-{self.number}.xlsx"

    @property
    def records(self) -> int:
        return len(self.stories) + len(self.quotes) + NEW_STORIES

    def wrong_in_plan(self, upload: Upload, page: str) -> Iterator[str]:
        kinds = {kind: Counter(verdicts) for kind, verdicts in upload.counts.get("kinds", {}).items()}
        changed = {INTERVENTION: len(self.stories), QUOTE: len(self.quotes)}
        for kind, number in changed.items():
            if kinds.get(kind, Counter())[RowVerdict.CHANGED] != number:
                yield f"the plan counts {kinds.get(kind)} of {kind}, not {number} changed"
        if kinds.get(INTERVENTION, Counter())[RowVerdict.NEW] != NEW_STORIES:
            yield "the plan counts other new stories than the file holds"
        if capfirst(totals_of(upload.counts)) not in page:
            yield "the page tells other totals than the plan"
        if ChangeSet.objects.count() != self.change_sets_before:
            yield "planning made a change set"
        if Revision.objects.open().count() != self.open_before:
            yield "planning left drafts"
        yield from self._wrong_jobs(upload, CHECK)

    def wrong_when_done(self, upload: Upload, page: str) -> Iterator[str]:
        """The site after the change set was made, submitted or published."""
        yield from problems()
        yield from self._wrong_jobs(upload, DRAFT)
        if upload.message:
            yield f"the page says: {upload.message}"
        if ChangeSet.objects.count() != self.change_sets_before + 1 or not upload.change_set:
            yield f"{ChangeSet.objects.count() - self.change_sets_before} change sets"
            return
        revisions = list(upload.change_set.revisions.values_list("kind", "object_id", "state"))
        if len(revisions) != self.records or len({one[:2] for one in revisions}) != self.records:
            yield f"{len(revisions)} revisions for {self.records} records"
        wanted = RevisionState.PUBLISHED if self.is_published else RevisionState.SUBMITTED
        if {one[2] for one in revisions} != {wanted}:
            yield f"revisions in the states {Counter(one[2] for one in revisions)}"
        if bool(upload.change_set.published_at) != self.is_published:
            yield "the change set says something else than its revisions"
        open_now = 0 if self.is_published else self.records
        if Revision.objects.open().count() != self.open_before + open_now:
            yield f"{Revision.objects.open().count()} open revisions, not {self.open_before + open_now}"
        yield from self._wrong_contents(upload.change_set)
        if f"En nog {in_dutch(self.records - 25)}." not in page:
            yield "the page counts other proposals than there are"

    def _wrong_contents(self, change_set: ChangeSet) -> Iterator[str]:
        for revision in change_set.revisions.select_related("snapshot"):
            field = "summary" if revision.kind == INTERVENTION else "speaker_role"
            if revision.content[field] != self.summary:
                yield f"revision {revision.pk} holds {revision.content[field]}"
        titles = Counter(
            Intervention.objects.filter(title__in=self.new_titles).values_list("title", flat=True)
        )
        if titles != Counter(self.new_titles):
            yield f"new stories: {titles}"
        live = snapshots_of(Intervention, [story.pk for story in self.stories])
        if any((content["summary"] == self.summary) != self.is_published for content in live.values()):
            yield "the site shows what was not published, or not what was"

    def _wrong_jobs(self, upload: Upload, task: str) -> Iterator[str]:
        jobs = list(upload.jobs.filter(task=task).values_list("state", flat=True))
        if jobs != [JobState.DONE]:
            yield f"jobs to {task}: {jobs}"
        if Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING]).exists():
            yield "a job is left over"

    def wrong_when_taken_back(self, upload: Upload) -> Iterator[str]:
        yield from problems()
        yield from self._wrong_jobs(upload, UNDO)
        if Revision.objects.open().count() != self.open_before:
            yield "drafts are left after taking back"
        if Intervention.objects.filter(title__in=self.new_titles).exists():
            yield "new stories are left after taking back"


def state_on_page(page: str) -> str:
    """What it says of the file."""
    for before in ('<h2 id="bezig">', "<dt>Staat</dt><dd>"):
        if before in page:
            return unescape(page.partition(before)[2].partition("<")[0])
    return "no state at all"


def words_for(upload: Upload, is_published: bool) -> str:
    if upload.state != UploadState.READY:
        return str(UploadState(upload.state).label)
    if is_published:
        return "Gepubliceerd"
    is_left = upload.change_set is not None and upload.change_set.revisions.open().exists()
    return "Ter beoordeling" if is_left else "Teruggedraaid"
