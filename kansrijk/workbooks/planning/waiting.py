"""Rows that are right themselves, but name a new record that is not."""

from kansrijk.workbooks.declaration import SheetDeclaration
from kansrijk.workbooks.planning.drafts import RowDraft
from kansrijk.workbooks.planning.gathering import Gathered
from kansrijk.workbooks.plans.plan import RowVerdict

PARENT_WAITS = (
    "Deze rij wacht op {noun.the} nieuwe {noun} ‘{title}’, waar nog iets aan verbeterd moet worden."
)


def waits_for_new(draft: RowDraft, declaration: SheetDeclaration, gathered: Gathered) -> bool:
    """Lets the row wait when one of its cells names a new record that waits."""
    sources = {column.field: column.source for column in declaration.fields if column.source}
    for edit in draft.edits:
        work = gathered.work_referred_to(edit.value) if edit.field in sources else None
        if work is not None and work.waits:
            noun = gathered.nouns[work.kind.kind]
            draft.wait(PARENT_WAITS.format(noun=noun, title=work.title), RowVerdict.WAITS)
            return True
    return False
