"""Lets the tests that really commit empty the database again, although history cannot be deleted."""

from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite


def flush_past_triggers() -> None:
    """Around the statements with which Django empties all tables, the triggers of publishing step aside."""
    for backend, aside in ((SQLite, drop_and_create), (PostgreSQL, disable_and_enable)):
        operations = backend.ops_class
        operations.sql_flush = stepping_aside(operations.sql_flush, aside)


def stepping_aside(flush: Any, aside: Any) -> Any:
    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            before, after = aside(self, cursor)
        return [*before, *flush(self, *args, **kwargs), *after]

    return sql_flush


def drop_and_create(operations: Any, cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    triggers = cursor.fetchall()
    return [f"DROP TRIGGER {operations.quote_name(name)}" for name, _ in triggers], [
        sql for _, sql in triggers
    ]


def disable_and_enable(operations: Any, cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute(
        "SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE 'publishing%no_truncate'"
    )
    alter = [
        f"ALTER TABLE {table} {{verb}} TRIGGER {operations.quote_name(name)}"
        for table, name in cursor.fetchall()
    ]
    return [one.format(verb="DISABLE") for one in alter], [one.format(verb="ENABLE") for one in alter]
