"""History is append-only for everybody, also for who may write SQL: the database itself refuses."""

import socket

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kansrijk.publishing.change_sets import collect, publish_change_set, submit_change_set
from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.guards import GUARDS, present_guards
from kansrijk.publishing.models import ChangeSet, Event, Revision, RevisionState, Snapshot
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


FORBIDDEN_OF_PUBLISHED = [
    *[f"state = '{state}'" for state in RevisionState if state != RevisionState.PUBLISHED],
    "published_at = '2020-01-01 00:00:00+00:00'",
    "submitted_at = '2020-01-01 00:00:00+00:00'",
    "submitted_at = NULL",
    "publish_at = '2020-01-01 00:00:00+00:00'",
    "published_by_id = NULL",
    "change_set_id = NULL",
    "reason = 'Anders'",
    "id = id + 1000",
]
CLOSED = (RevisionState.PUBLISHED, RevisionState.SUPERSEDED, RevisionState.DISCARDED)
REVISION_COLUMNS, EVENT_COLUMNS = (
    ", ".join(field.column for field in model._meta.concrete_fields) for model in (Revision, Event)
)


@pytest.fixture
def office(roles):
    return make_account("esra", role="redactie")


@pytest.fixture
def theme(office):
    """With a draft by somebody."""
    theme = make_theme(explanation="<p>Ja.</p>")
    for name in ("Een", "Twee"):
        save_draft(theme, {**snapshot_of(theme), "name": name}, by=office)
    return theme


def refused(sql):
    with (
        pytest.raises(DatabaseError, match=REFUSED),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return True


@pytest.mark.parametrize("sql", FORBIDDEN_SQL)
def test_raw_sql_that_changes_history_is_refused(theme, sql):
    assert refused(sql)


@pytest.mark.parametrize("change", FORBIDDEN_OF_PUBLISHED)
def test_raw_sql_that_changes_who_when_or_why_of_a_published_version_is_refused(theme, office, change):
    release = ChangeSet.objects.create(name="Start")
    collect(release, [newest_open(theme)], by=office)
    submit_change_set(release, by=office)
    published = publish_change_set(release, by=office)[0]

    assert refused(f"UPDATE publishing_revision SET {change} WHERE id = {published.pk}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (before, after)
        for before in RevisionState
        for after in RevisionState
        if before != after and (before in CLOSED or RevisionState.PARKED in (before, after))
        if (before, after) != (RevisionState.PARKED, RevisionState.SUPERSEDED)
    ],
)
def test_state_goes_no_way_back(theme, before, after):
    values = {"state": before, "publish_at": timezone.now(), "published_at": timezone.now()}
    revision = Revision.objects.create(
        kind=theme.record_kind, object_id=theme.pk, snapshot_id=theme.live_revision.snapshot_id, **values
    )

    assert refused(f"UPDATE publishing_revision SET state = '{after}' WHERE id = {revision.pk}")


@pytest.mark.parametrize("change", ["published_at = CURRENT_TIMESTAMP", "submitted_at = CURRENT_TIMESTAMP"])
def test_moment_of_a_draft_is_noted_only_when_it_moves(theme, change):
    assert refused(f"UPDATE publishing_revision SET {change} WHERE id = {newest_open(theme).pk}")


def replacing(table):
    """SQL that puts a row in the place of one that is there, in the way of each database."""
    name = f"publishing_{table}"
    if table == "snapshot":
        names, other, key, change = "digest, packed", "digest || 'x', packed", "digest", "digest = 'x'"
    else:
        names = REVISION_COLUMNS if table == "revision" else EVENT_COLUMNS
        other, key, change = names.replace("reason", "'Anders'"), "id", "reason = 'Anders'"
    if connection.vendor == "postgresql":
        return f"INSERT INTO {name} ({names}) SELECT {names} FROM {name} ON CONFLICT ({key}) DO UPDATE SET {change}"
    rowid = "rowid, " if table == "snapshot" else ""
    return f"INSERT OR REPLACE INTO {name} ({rowid}{names}) SELECT {rowid}{other} FROM {name}"


@pytest.mark.parametrize("table", ["revision", "event", "snapshot"])
def test_replacing_a_row_of_history_is_refused(theme, table):
    assert refused(replacing(table))


def test_taking_the_key_of_another_version_is_refused(theme):
    way = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"

    assert refused(f"{way} publishing_revision SET id = (SELECT MIN(id) FROM publishing_revision)")


def test_replacing_content_leaves_what_was_there(theme):
    before = {digest: bytes(packed) for digest, packed in Snapshot.objects.values_list("digest", "packed")}
    is_sqlite = connection.vendor == "sqlite"
    way, nothing = ("INSERT OR REPLACE", "X'00'") if is_sqlite else ("INSERT", "'\\x00'::bytea")
    conflict = "" if is_sqlite else " ON CONFLICT (digest) DO NOTHING"

    with connection.cursor() as cursor:
        cursor.execute(
            f"{way} INTO publishing_snapshot SELECT digest, {nothing} FROM publishing_snapshot{conflict}"
        )

    assert {d: bytes(p) for d, p in Snapshot.objects.values_list("digest", "packed")} == before


@pytest.mark.django_db
def test_list_of_triggers_to_look_for_is_what_the_migrations_make():
    assert present_guards() == GUARDS[connection.vendor]


@pytest.mark.django_db
def test_start_of_the_site_says_which_trigger_is_gone(monkeypatch, capsys):
    monkeypatch.setitem(GUARDS, connection.vendor, {*GUARDS[connection.vendor], "publishing_weg"})
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("PORT", str(free.getsockname()[1]))

    call_command("opstarten")

    assert "In de database ontbreekt: publishing_weg." in capsys.readouterr().err


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
    assert Revision.objects.of(theme).open().update(state="vervallen") == 2


@pytest.mark.django_db(transaction=True)
def test_test_that_commits_leaves_history_protected(theme):
    call_command("flush", interactive=False, verbosity=0)

    theme = make_theme()
    with pytest.raises(DatabaseError, match=REFUSED):
        Revision.objects.of(theme)._raw_delete(using="default")
