"""Lets the tests that really commit empty the database again, although history cannot be deleted."""

from typing import Any

from django.db.backends.sqlite3.operations import DatabaseOperations


def flush_past_triggers() -> None:
    """SQLite empties tables with DELETE, which the triggers of publishing refuse: around it they step aside.

    PostgreSQL empties with TRUNCATE, which passes triggers on rows by itself.
    """
    flush = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            triggers = cursor.fetchall()
        drop = [f"DROP TRIGGER {self.quote_name(name)}" for name, _ in triggers]
        return [*drop, *flush(self, *args, **kwargs), *[sql for _, sql in triggers]]

    DatabaseOperations.sql_flush = sql_flush
