"""History is append-only for everybody, also for who may write SQL: the database itself refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import Event, Revision, Snapshot
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_account, make_area, make_theme

REFUSED = "geschiedenis kan niet worden gewijzigd"

FORBIDDEN_SQL = [
    "UPDATE publishing_snapshot SET packed = '1'",
    "UPDATE publishing_snapshot SET digest = 'x'",
    "DELETE FROM publishing_snapshot",
    "UPDATE publishing_event SET reason = 'x'",
    "UPDATE publishing_event SET at = '2020-01-01 00:00:00+00:00'",
    "DELETE FROM publishing_event",
    "DELETE FROM publishing_revision",
    "UPDATE publishing_revision SET kind = 'x'",
    "UPDATE publishing_revision SET object_id = object_id + 1",
    "UPDATE publishing_revision SET snapshot_id = (SELECT MIN(digest) FROM publishing_snapshot)",
    "UPDATE publishing_revision SET base_id = id",
    "UPDATE publishing_revision SET author_id = NULL",
    "UPDATE publishing_revision SET created_at = '2020-01-01 00:00:00+00:00'",
]


@pytest.fixture
def theme(roles):
    """With a draft by somebody."""
    theme = make_theme()
    author = make_account("esra", role="redactie")
    for name in ("Een", "Twee"):
        save_draft(theme, {**snapshot_of(theme), "name": name}, by=author)
    return theme


@pytest.mark.parametrize("sql", FORBIDDEN_SQL)
def test_raw_sql_that_changes_history_is_refused(theme, sql):
    with (
        pytest.raises(DatabaseError, match=REFUSED),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize("table", ["snapshot", "event", "revision"])
def test_emptying_a_table_of_history_is_refused(theme, table):
    is_sqlite = connection.vendor == "sqlite"  # which has no such statement at all
    with connection.cursor() as cursor:
        if not is_sqlite:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused = "syntax error" if is_sqlite else REFUSED
        with pytest.raises(DatabaseError, match=refused), transaction.atomic():
            cursor.execute(f"TRUNCATE publishing_{table} CASCADE")


@pytest.mark.parametrize("model", [Snapshot, Event, Revision])
def test_queryset_that_deletes_history_is_refused(theme, model):
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        model.objects.all()._raw_delete(using="default")

    assert model.objects.exists()


def test_record_itself_cannot_take_its_history_along(theme):
    area = make_area()
    history = list(Revision.objects.of(area).values_list("pk", flat=True))

    area.delete()

    assert list(Revision.objects.filter(pk__in=history).values_list("pk", flat=True)) == history


def test_state_of_a_revision_may_move_on(theme):
    assert Revision.objects.of(theme).open().update(state="vervallen", reason="Klaar") == 2


@pytest.mark.django_db(transaction=True)
def test_test_that_commits_leaves_history_protected(theme):
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)

    theme = make_theme()
    with pytest.raises(DatabaseError, match=REFUSED):
        Revision.objects.of(theme)._raw_delete(using="default")
