"""The world as it would be: rows show drafts while ordinary code looks at them, and never afterwards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction

from kansrijk.publishing.applying import apply_snapshots
from kansrijk.publishing.models.record import Record, RecordState
from kansrijk.publishing.models.site import SiteState
from kansrijk.publishing.snapshots import Content
from kansrijk.publishing.uniqueness import without_clashes

_projecting: ContextVar[bool] = ContextVar("projecting", default=False)


@dataclass(frozen=True)
class Projection:
    """One record with other content than its row."""

    kind: str
    object_id: int
    content: Content


def is_projecting() -> bool:
    """Whether rows may show what is not public: then nothing may be cached, sent or written to a file."""
    return _projecting.get()


@contextmanager
def projected(projections: Iterable[Projection], *, as_public: bool = False) -> Iterator[None]:
    """Inside, the rows of these records hold this content; at the end the transaction is rolled back, always.

    What another record has by now, such as an address, is left as it is, so that whoever looks can mend it. With
    `as_public` the records are also in lists, whatever their state. Keep it short: who publishes waits for it.
    Work for after a commit never runs, since there is no commit.
    """
    by_kind: dict[str, dict[int, Content]] = defaultdict(dict)
    for one in projections:
        by_kind[one.kind][one.object_id] = one.content
    token = _projecting.set(True)
    try:
        with transaction.atomic():
            try:
                if by_kind:
                    # Before any row, as every verb does: each in its own order, the two would wait for one another.
                    SiteState.locked()
                for kind, contents in by_kind.items():
                    model: type[Record] = apps.get_model(kind)
                    apply_snapshots(model, without_clashes(model, contents))
                    if as_public:
                        model._default_manager.filter(pk__in=list(contents)).update(state=RecordState.LIVE)
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        _projecting.reset(token)
