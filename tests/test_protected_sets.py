"""Who published which release when, what was said of a version and where a page once stood: the database keeps it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.drafting import save_draft, send_back, submit
from kansrijk.publishing.models import ChangeSet, OldAddress, Remark
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove, restore
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.verifying import problems
from tests.factories import make_draft

REFUSED = "geschiedenis kan niet worden gewijzigd"
LONG_AGO = "'2020-01-01 00:00:00+00:00'"


@pytest.fixture
def release(story, office):
    """Published, with a remark on what was sent back before."""
    release = ChangeSet.objects.create(name="Start 2026", author=office)
    revision = make_draft(story, summary="Nu beter.")
    submit(revision, by=office)
    send_back(revision, by=office, remark="Noem de school.")
    collect(release, [revision], by=office)
    publish_change_set(release, by=office)
    return release


@pytest.fixture
def moved(story, office):
    """The story has another address than before."""
    publish([save_draft(story, {**snapshot_of(story), "slug": "lab"}, by=office)], by=office)
    return OldAddress.objects.get()


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql):
    with pytest.raises(DatabaseError, match=REFUSED):
        run(sql)
    return True


@pytest.mark.parametrize(
    "change",
    [
        "name = 'Anders'",
        "author_id = NULL",
        f"created_at = {LONG_AGO}",
        f"published_at = {LONG_AGO}",
        "published_at = NULL",
        "remainder_of_id = id",
        "id = id + 1000",
    ],
)
def test_raw_sql_that_changes_who_published_what_when_is_refused(release, change):
    assert refused(f"UPDATE publishing_changeset SET {change}")


@pytest.mark.parametrize(
    "change", [f"undone_at = {LONG_AGO}", "undone_at = NULL", "undo_report = '{}'", "undo_report = NULL"]
)
def test_raw_sql_that_changes_what_an_undo_did_is_refused(release, office, change):
    undo(release, by=office)

    assert refused(f"UPDATE publishing_changeset SET {change}")


def test_published_release_cannot_be_deleted(release):
    other = ChangeSet.objects.create(name="Leeg", published_at=timezone.now())

    assert refused(f"DELETE FROM publishing_changeset WHERE id = {other.pk}")


def test_release_that_never_was_published_may_change_and_go(db):
    release = ChangeSet.objects.create(name="Toch niet")

    ChangeSet.objects.filter(pk=release.pk).update(name="Anders", publish_at=timezone.now())
    release.delete()

    assert not ChangeSet.objects.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE publishing_remark SET text = 'Prima.'",
        "UPDATE publishing_remark SET approves = 't'",
        "UPDATE publishing_remark SET by_id = NULL",
        "UPDATE publishing_remark SET reader = 'Een ander'",
        "DELETE FROM publishing_remark",
    ],
)
def test_raw_sql_that_changes_what_somebody_said_is_refused(release, sql):
    assert refused(sql)


@pytest.mark.parametrize("model", [ChangeSet, Remark])
def test_replacing_a_row_is_refused(release, model):
    names = [field.column for field in model._meta.concrete_fields]
    changed = "name" if model is ChangeSet else "text"
    other = [f"'Anders' AS {name}" if name == changed else name for name in names]
    insert = f"INTO {model._meta.db_table} ({', '.join(names)}) SELECT {', '.join(other)} FROM {model._meta.db_table}"

    if connection.vendor == "sqlite":
        assert refused(f"INSERT OR REPLACE {insert}")
    else:
        assert refused(f"INSERT {insert} ON CONFLICT (id) DO UPDATE SET {changed} = excluded.{changed}")


@pytest.mark.parametrize("table", ["changeset", "remark", "oldaddress"])
def test_emptying_the_table_is_refused(release, table):
    if connection.vendor == "sqlite":  # which has no such statement at all
        with pytest.raises(DatabaseError, match="syntax error"):
            run(f"TRUNCATE publishing_{table} CASCADE")
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert refused(f"TRUNCATE publishing_{table} CASCADE")


@pytest.mark.parametrize("change", ["path = '/elders/'", "id = id + 1000"])
def test_old_address_is_not_rewritten(moved, change):
    assert refused(f"UPDATE publishing_oldaddress SET {change}")


def test_checker_misses_an_address_that_was_deleted(moved):
    assert list(problems()) == []
    path = moved.path
    moved.delete()

    (problem,) = problems()

    assert f"{path} werkte ooit, maar leidt nu nergens meer heen" in problem


def test_checker_misses_the_notice_of_a_page_that_was_removed(story, office):
    remove(story, by=office, reason="Dubbel")
    assert list(problems()) == []
    OldAddress.objects.all().delete()

    (problem,) = problems()

    assert f"{story.get_absolute_url()} werkte ooit" in problem


def test_checker_misses_no_address_that_is_in_use_again(moved, story, office):
    story.refresh_from_db()
    publish([save_draft(story, {**snapshot_of(story), "slug": "ontdeklab"}, by=office)], by=office)
    remove(story, by=office, reason="Dubbel")
    restore(story, by=office)

    assert list(problems()) == []


def test_checker_misses_no_address_of_what_an_undo_took_off(story, office, zaandam):
    new = type(story).objects.create(title="Nieuw", slug="nieuw", area=zaandam)
    new.phases.set(story.phases.all())
    new.themes.set(story.themes.all())
    release = ChangeSet.objects.create(name="Nieuw")
    first = save_draft(new, {**snapshot_of(new), "summary": "Ja.", "body": "<p>Ja.</p>"}, by=office)
    collect(release, [first], by=office)
    publish_change_set(release, by=office)
    undo(release, by=office)
    new.refresh_from_db()
    publish([save_draft(new, {**first.content, "slug": "anders"}, by=office)], by=office)

    assert list(problems()) == []
