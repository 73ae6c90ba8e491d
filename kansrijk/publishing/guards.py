"""The triggers that keep history as it was, see the migrations. A migration that rebuilds a table on SQLite drops
the triggers of that table without a word, so somebody has to look."""

from django.db import connection

COMMON = frozenset(
    {
        "publishing_changeset_fixed",
        "publishing_changeset_no_delete",
        "publishing_oldaddress_fixed",
        "publishing_remark_fixed",
        "publishing_remark_no_delete",
        "publishing_revision_closed",
        "publishing_revision_fixed",
        "publishing_revision_no_delete",
    }
)
GUARDS = {
    "sqlite": COMMON
    | {
        "publishing_changeset_no_replace",
        "publishing_event_no_delete",
        "publishing_event_no_replace",
        "publishing_event_no_update",
        "publishing_remark_no_replace",
        "publishing_revision_no_replace",
        "publishing_snapshot_no_delete",
        "publishing_snapshot_no_replace",
        "publishing_snapshot_no_update",
        "publishing_snapshot_row_no_replace",
    },
    "postgresql": COMMON
    | {
        "publishing_changeset_no_truncate",
        "publishing_event_fixed",
        "publishing_event_no_truncate",
        "publishing_oldaddress_no_truncate",
        "publishing_remark_no_truncate",
        "publishing_revision_no_truncate",
        "publishing_snapshot_fixed",
        "publishing_snapshot_no_truncate",
    },
}
PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'publishing%'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
    "AND tgname LIKE 'publishing%'",
}


def present_guards() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def missing_guards() -> list[str]:
    """Names of the triggers that are gone, or switched off; in order of the alphabet."""
    return sorted(GUARDS[connection.vendor] - present_guards())
