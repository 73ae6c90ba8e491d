"""Each kind of damage that a restored half backup or a hand in the database may do, and how it is told."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from interventions.models import Intervention
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import ChangeSet, OldAddress, RecordState, Revision, SiteState
from kansrijk.publishing.models.revision import RevisionState
from kansrijk.publishing.publication import schedule
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove
from tests.factories import make_area, make_draft, make_theme


def without_constraints(table: str, name: str, sql: str) -> None:
    """Damage that the database would refuse, as a restored half backup could hold it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute(sql)
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            cursor.execute(sql)


def without_trigger(table: str, names: dict[str, str], sql: str) -> None:
    with connection.cursor() as cursor:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {names[connection.vendor]}{on}")
        cursor.execute(sql)


def change_row(story, release):
    Intervention.objects.filter(pk=story.pk).update(title="Zomaar")


def change_set_of_row(story, release):
    story.themes.add(make_theme())


def change_child_row(story, release):
    story.links.create(label="Zomaar", url="https://voorbeeld.nl")


def lose_live_revision(story, release):
    Intervention.objects.filter(pk=story.pk).update(live_revision=None)


def call_live_record_new(story, release):
    Intervention.objects.filter(pk=story.pk).update(state=RecordState.NEW)


def point_to_former_revision(story, release):
    Intervention.objects.filter(pk=story.pk).update(live_revision=story.live_revision.base)


def point_to_other_record(story, release):
    Intervention.objects.filter(pk=story.pk).update(live_revision=story.area.live_revision)


def point_to_draft(story, release):
    Intervention.objects.filter(pk=story.pk).update(live_revision=make_draft(story))


def leave_draft_of_removed_record(story, release):
    remove(story, by=None, reason="Weg")
    Revision.objects.create(
        kind=story.record_kind, object_id=story.pk, snapshot_id=story.live_revision.snapshot_id
    )


def leave_draft_of_deleted_record(story, release):
    area = make_area()
    make_draft(area)
    area.delete()


def damage_snapshot(story, release):
    without_trigger(
        "publishing_snapshot",
        {"sqlite": "publishing_snapshot_no_update", "postgresql": "publishing_snapshot_fixed"},
        "UPDATE publishing_snapshot SET packed = (SELECT MAX(packed) FROM publishing_snapshot) "
        f"WHERE digest = '{story.live_revision.base.snapshot_id}'",
    )


def cut_snapshot_short(story, release):
    blob = "'\\x00'" if connection.vendor == "postgresql" else "X'00'"
    without_trigger(
        "publishing_snapshot",
        {"sqlite": "publishing_snapshot_no_update", "postgresql": "publishing_snapshot_fixed"},
        f"UPDATE publishing_snapshot SET packed = {blob} "
        f"WHERE digest = '{story.live_revision.base.snapshot_id}'",
    )


def call_published_revision_discarded(story, release):
    without_trigger(
        "publishing_revision",
        dict.fromkeys(["sqlite", "postgresql"], "publishing_revision_closed"),
        f"UPDATE publishing_revision SET state = 'vervallen' WHERE id = {story.live_revision_id}",
    )


def publish_without_moment(story, release):
    pk = make_draft(story).pk
    without_constraints(
        "publishing_revision",
        "published_revision_has_moment",
        f"UPDATE publishing_revision SET state = 'gepubliceerd' WHERE id = {pk}",
    )


def publish_without_log(story, release):
    Revision.objects.filter(pk=make_draft(story).pk).update(
        state=RevisionState.PUBLISHED, published_at=story.live_revision.published_at - timedelta(days=1)
    )


def base_on_other_record(story, release):
    Revision.objects.create(
        kind=story.record_kind,
        object_id=story.pk,
        snapshot_id=story.live_revision.snapshot_id,
        base=story.area.live_revision,
    )


def schedule_without_moment(story, release):
    pk = make_draft(story).pk
    without_constraints(
        "publishing_revision",
        "scheduled_revision_has_moment",
        f"UPDATE publishing_revision SET state = 'gepland' WHERE id = {pk}",
    )


def forget_what_is_planned(story, release):
    schedule(make_draft(story, body="<p>Nieuw.</p>"), timezone.now() + timedelta(days=1), by=None)
    SiteState.objects.update(next_due_at=None)


def call_set_published(story, release):
    ChangeSet.objects.create(name="Leeg", published_at=timezone.now())


def add_draft_to_published_set(story, release):
    save_draft(story, snapshot_of(story), by=None, change_set=release)


def keep_published_set_planned(story, release):
    ChangeSet.objects.filter(pk=release.pk).update(publish_at=timezone.now())


def undo_before_publication(story, release):
    ChangeSet.objects.filter(pk=release.pk).update(undone_at=release.published_at - timedelta(days=1))


def undo_unpublished_set(story, release):
    ChangeSet.objects.create(name="Leeg", undone_at=timezone.now())


def drop_guard(story, release):
    without_trigger(
        "publishing_revision",
        dict.fromkeys(["sqlite", "postgresql"], "publishing_revision_no_delete"),
        "SELECT 1",
    )


def shadow_page(story, release):
    OldAddress.objects.create(
        path=story.get_absolute_url(), kind=story.record_kind, object_id=story.pk, title="x"
    )


DAMAGE = {
    change_row: r"toont iets anders dan versie \d+ \(titel\)",
    change_set_of_row: r"toont iets anders dan versie \d+ \(thema's\)",
    change_child_row: r"toont iets anders dan versie \d+ \(links\)",
    lose_live_revision: "staat op de site zonder versie in de geschiedenis",
    call_live_record_new: "heet nog nooit gepubliceerd, maar wijst naar versie",
    point_to_former_revision: r"wijst naar versie \d+, maar het laatst gepubliceerd is versie \d+",
    point_to_other_record: r"wijst naar versie \d+, maar het laatst gepubliceerd is versie \d+",
    point_to_draft: r"wijst naar versie \d+, maar het laatst gepubliceerd is versie \d+",
    leave_draft_of_removed_record: "is nog open, maar het onderdeel is weggehaald",
    leave_draft_of_deleted_record: "is nog open, maar het onderdeel bestaat niet meer",
    damage_snapshot: r"is beschadigd\. Versies die haar gebruiken: \d+",
    cut_snapshot_short: r"is beschadigd\. Versies die haar gebruiken: \d+",
    call_published_revision_discarded: "is gepubliceerd, maar heeft de staat ‘Vervallen’",
    publish_without_moment: "heet gepubliceerd, maar zonder moment",
    publish_without_log: "het logboek weet er niets van",
    base_on_other_record: "en die is van iets anders",
    schedule_without_moment: "is gepland, maar zonder moment",
    forget_what_is_planned: "maar de site weet dat niet",
    call_set_published: "heet gepubliceerd, maar geen van zijn versies is dat",
    add_draft_to_published_set: "is gepubliceerd, maar heeft nog open versies",
    keep_published_set_planned: "is gepubliceerd, maar staat nog gepland",
    undo_before_publication: "is teruggedraaid zonder dat het daarvoor gepubliceerd was",
    undo_unpublished_set: "is teruggedraaid zonder dat het daarvoor gepubliceerd was",
    drop_guard: "de beveiliging publishing_revision_no_delete ontbreekt of staat uit",
    shadow_page: "staat ook bij de oude adressen",
}
