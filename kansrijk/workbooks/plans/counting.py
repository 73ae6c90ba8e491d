"""How many of what there are in a plan: what lists show of it, and whether there is anything to do. Pure."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kansrijk.workbooks.plans.plan import Plan, RowVerdict, Verdict

WRITTEN = (RowVerdict.NEW, RowVerdict.CHANGED, RowVerdict.CONFLICT)
"""Records that are written, or may be."""


def counts_of(plan: Plan) -> dict[str, Any]:
    """For Upload.counts: records (by kind as well), rows and cells by verdict, where the cells are all cells of the file
    that hold something; what is said of empty ones is counted apart."""
    kinds: dict[str, Counter[str]] = {}
    for record in plan.records:
        kinds.setdefault(record.kind, Counter())[str(record.verdict)] += 1
    return {
        "kinds": {kind: dict(verdicts) for kind, verdicts in kinds.items()},
        "records": dict(Counter(str(record.verdict) for record in plan.records)),
        "rows": dict(Counter(str(row.verdict) for row in plan.rows)),
        "cells": {str(verdict): n for verdict, n in plan.counts().items()},
        "empty_cells": dict(Counter(str(found.verdict) for found in plan.said_of_empty_cells())),
        "errors": sum(finding.verdict == Verdict.REFUSED for finding in plan.findings),
        "cleared": sum(len(record.cleared) for record in plan.records),
        "conflicts": sum(len(record.conflicts) for record in plan.records),
        "incomplete": sum(bool(record.missing) for record in plan.records),
        "with_others": sum(bool(record.goes_along and not record.missing) for record in plan.records),
    }


def has_work(counts: Mapping[str, Any]) -> bool:
    """From Upload.counts: whether there is anything to set ready, also if only once the file wins or fields may be
    emptied."""
    return any(counts.get("records", {}).get(verdict) for verdict in WRITTEN)


def to_publish(counts: Mapping[str, Any]) -> int:
    """From Upload.counts: how many records go on the site when somebody publishes the file, as far as that is known."""
    written = sum(counts.get("records", {}).get(verdict, 0) for verdict in WRITTEN)
    return int(written - counts.get("incomplete", 0) - counts.get("with_others", 0))
