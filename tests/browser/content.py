"""The seeds as rows: loaded once a run, then put into the emptied database for each test in a few milliseconds."""

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection, transaction


@dataclass(frozen=True)
class Table:
    name: str
    columns: list[str]
    rows: list[tuple]


def load_seeds() -> list[Table]:
    """The rows that the seeds add; the database itself stays as it was, but for its counters."""
    with transaction.atomic():
        empty = [table.name for table in all_tables() if not table.rows]
        call_command("seed", verbosity=0)
        tables = [read(name) for name in empty]
        transaction.set_rollback(True)
    return [table for table in tables if table.rows]


def all_tables() -> list[Table]:
    return [read(name) for name in connection.introspection.django_table_names(only_existing=True)]


def read(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
        return Table(name, [column[0] for column in cursor.description], cursor.fetchall())


def put_back(tables: list[Table]) -> None:
    """In one transaction, at the end of which the database checks the references between the rows."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            columns = ", ".join(map(quote, table.columns))
            values = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({values})", table.rows)
