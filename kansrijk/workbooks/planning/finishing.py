"""Puts the plan together once every row is read: what each edit came to, and the rows that are no data."""

from collections.abc import Sequence

from kansrijk.workbooks.planning.cells import numbered_rows
from kansrijk.workbooks.planning.drafts import RowDraft, draft_row
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.planning.headings import FoundSheet
from kansrijk.workbooks.planning.hidden import hidden_in
from kansrijk.workbooks.planning.merged import merged_in
from kansrijk.workbooks.planning.records import RecordWork, Settled, settle
from kansrijk.workbooks.plans.plan import (
    EMPTY,
    LETTERS,
    CellFinding,
    Plan,
    RowPlan,
    RowVerdict,
    SheetPlan,
    Verdict,
)

CONFLICTS = "Dit is intussen ook op een andere plek gewijzigd. Kies bij het nakijken welke tekst blijft."
NO_HEADING = "Boven deze kolom staat geen kop, dus die is overgeslagen."
ABOVE = "Deze rij staat boven de koppen."
HEADINGS = "Dit is de rij met de koppen."
BASE_GUESSED = (
    "Bij {count} {noun} is niet te zien van welke versie u uitging. We vergelijken met wat er nu is."
)


def finish(found: Sequence[FoundSheet], gathered: Gathered) -> Plan:
    """Lets go of the drafts of rows and of the work on records as soon as what came of them is known: of a large file
    they need as much room as the plan itself."""
    # Nobody refers to a new record by its title any more.
    gathered.new.clear()
    settled = []
    for touched in gathered.works:
        settled.append(settle(touched))
        touched.let_go()
        gathered.watch.go_on()
    rows: list[RowPlan] = []
    findings: list[CellFinding] = []
    for one in found:
        findings += one.findings
        rows += _other_rows(one)
        of_sheet: list[RowPlan] = []
        drafts = sorted(gathered.drafts.pop(id(one.sheet), []), key=lambda kept: -kept[0].row)
        while drafts:
            row, said = _finish_row(*drafts.pop(), settled, one)
            of_sheet.append(row)
            findings += said
            gathered.watch.go_on()
        findings += _columns_without_heading(one, of_sheet)
        rows += of_sheet
    return Plan(
        sheets=[_sheet_plan(one) for one in found],
        rows=rows,
        records=[one.plan for one in settled],
        findings=findings,
        remarks=(*gathered.known.remarks, *_guessed(gathered)),
    )


def _finish_row(
    draft: RowDraft, work: RecordWork | None, settled: Sequence[Settled], found: FoundSheet
) -> tuple[RowPlan, list[CellFinding]]:
    findings = draft.findings
    if draft.edits and draft.is_used and work is not None:
        findings = [*findings, *_settle_edits(draft, settled[work.place], found)]
    row = RowPlan(
        sheet=draft.sheet,
        row=draft.row,
        verdict=_verdict(draft),
        verdicts="".join(draft.verdicts),
        record=None if work is None else work.place,
        message=draft.message,
    )
    return row, findings


def _settle_edits(draft: RowDraft, settled: Settled, found: FoundSheet) -> list[CellFinding]:
    """Says of each edit what came of it, now that the record is put together."""
    child_set = found.declared.child_set
    findings = []
    for edit in draft.edits:
        if child_set:
            verdict = settled.verdict_in_row(child_set, draft.row_id, edit.field, clears=edit.clears)
        else:
            verdict = settled.verdict_of(edit.field, clears=edit.clears)
        draft.verdicts[edit.column - 1] = LETTERS[verdict]
        message = CONFLICTS if verdict == Verdict.CONFLICT else edit.remark
        if verdict != Verdict.UNCHANGED:
            findings.append(
                CellFinding(
                    *(draft.sheet, draft.row, edit.column, edit.heading, verdict, message, "", edit.value)
                )
            )
    return findings


def _verdict(draft: RowDraft) -> RowVerdict:
    """A row of which every change was made already is the same."""
    if draft.is_used and LETTERS[Verdict.CONFLICT] in draft.verdicts:
        return RowVerdict.CONFLICT
    if draft.verdict != RowVerdict.CHANGED:
        return draft.verdict
    is_changed = {LETTERS[Verdict.USED], LETTERS[Verdict.CLEARED]}.intersection(draft.verdicts)
    return RowVerdict.CHANGED if is_changed else RowVerdict.SAME


def _other_rows(found: FoundSheet) -> list[RowPlan]:
    """The rows above the data; of a sheet that is no data, all of them."""
    rows = []
    for number, cells, oddities in numbered_rows(found.sheet):
        if found.is_data and number > found.heading_row:
            break
        draft = draft_row(found.sheet.name, number, cells, oddities)
        if draft is None:
            continue
        if number == found.heading_row:
            rows.append(_heading_row(draft, found))
        else:
            message = ABOVE if found.is_data else ""
            rows.append(
                RowPlan(draft.sheet, number, RowVerdict.IGNORED, "".join(draft.verdicts), message=message)
            )
    if found.is_refused and rows and not found.heading_row:
        rows[0] = RowPlan(
            rows[0].sheet, rows[0].row, RowVerdict.REFUSED, rows[0].verdicts, None, found.message
        )
    return rows


def _heading_row(draft: RowDraft, found: FoundSheet) -> RowPlan:
    for number in found.columns:
        draft.verdicts[number - 1] = LETTERS[Verdict.UNCHANGED]
    refused = [one for one in found.findings if one.verdict == Verdict.REFUSED]
    for one in refused:
        draft.verdicts[one.column - 1] = LETTERS[Verdict.REFUSED]
    verdict = RowVerdict.REFUSED if refused else RowVerdict.IGNORED
    message = refused[0].message if refused else HEADINGS
    return RowPlan(draft.sheet, draft.row, verdict, "".join(draft.verdicts), message=message)


def _columns_without_heading(found: FoundSheet, rows: Sequence[RowPlan]) -> list[CellFinding]:
    """One finding for each column that holds something but has no heading."""
    if not found.is_data:
        return []
    named = {*found.columns, *(finding.column for finding in found.findings)}
    used: dict[int, None] = {}
    for letters in {row.verdicts for row in rows}:
        used |= {n: None for n, letter in enumerate(letters, start=1) if letter != EMPTY and n not in named}
    return [
        CellFinding(found.sheet.name, found.heading_row, n, "", Verdict.IGNORED, NO_HEADING)
        for n in sorted(used)
    ]


def _sheet_plan(found: FoundSheet) -> SheetPlan:
    messages = [found.message, *hidden_in(found), *merged_in(found)] if found.is_data else [found.message]
    return SheetPlan(
        name=found.sheet.name,
        title=found.declaration.title if found.declaration else "",
        message=" ".join(filter(None, messages)),
        headings={number: column.heading for number, column in found.columns.items()},
        heading_row=found.heading_row,
        is_expected=found.is_expected,
    )


def _guessed(gathered: Gathered) -> list[str]:
    count = sum(work.is_base_guessed and not work.is_new for work in gathered.works)
    return (
        [BASE_GUESSED.format(count=count, noun="onderdeel" if count == 1 else "onderdelen")] if count else []
    )
