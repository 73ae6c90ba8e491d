"""`manage.py verify_publishing` finds each kind of damage, and sees none where there is none."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from areas.models import Area, Neighbourhood
from interventions.models import Intervention, Quote, TargetGroup
from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import (
    ChangeSet,
    Event,
    OldAddress,
    RecordState,
    Revision,
    SiteState,
    Snapshot,
)
from kansrijk.publishing.models.revision import RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove, restore, withdraw
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.verifying import problems
from tests.factories import make_area, make_intervention, make_phase, make_photo, make_quote, make_theme


def draft(record, **changes):
    return save_draft(record, {**snapshot_of(record), **changes}, by=None)


def published(record, **changes):
    publish([draft(record, **changes)], by=None)
    record.refresh_from_db()
    return record


@pytest.fixture
def story(zaandam):
    return make_intervention(title="Ontdeklab", area=zaandam, body="<p>Eerst.</p>")


@pytest.fixture
def release(story):
    release = ChangeSet.objects.create(name="Start")
    collect(release, [draft(story, summary="Nieuw.")], by=None)
    publish_change_set(release, by=None)
    story.refresh_from_db()
    return release


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


def test_seeds_and_every_verb_leave_nothing_to_find(editor, capsys):
    call_command("seed", verbosity=0)
    stories = list(Intervention.objects.all()[:4])
    release = ChangeSet.objects.create(name="Start")
    collect(release, [draft(stories[0], summary="Nieuw."), draft(stories[1], slug="elders")], by=None)
    publish_change_set(release, by=None)
    undo(release, by=None)
    withdraw(stories[2], by=None, notice="Gestopt.")
    remove(stories[3], by=None, reason="Dubbel")
    restore(stories[3], by=None)
    schedule(draft(stories[3], summary="Straks."), timezone.now() + timedelta(days=1), by=None)
    capsys.readouterr()

    out = StringIO()
    call_command("verify_publishing", stdout=out)

    assert re.fullmatch(
        r"Nagekeken: \d+ onderdelen, \d+ versies, \d+ keer inhoud\.\nAlles klopt\.\n", out.getvalue()
    )


def test_command_prints_each_problem_and_fails(story):
    Intervention.objects.filter(pk=story.pk).update(summary="Buiten de geschiedenis om.")
    out = StringIO()

    with pytest.raises(CommandError, match=r"^1 probleem gevonden\.$"):
        call_command("verify_publishing", stdout=out)

    assert (
        f"interventie {story.pk} ‘Ontdeklab’: de site toont iets anders dan versie {story.live_revision_id} "
        "(samenvatting)." in out.getvalue()
    )


def test_fields_that_work_at_once_give_no_alarm(story, coordinator_of_zaandam, zaandam):
    quote = make_quote(intervention=story)
    Quote.objects.filter(pk=quote.pk).update(consent_withdrawn_on="2026-01-01")
    zaandam.coordinators.clear()

    assert list(problems()) == []


def test_words_that_publish_on_save_give_no_alarm(superuser):
    group = {"name": "Ouders", "slug": "ouders", "position": 1}
    rows = {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0, "aliases-0-name": "Vaders en moeders"}

    response = superuser.post("/admin/interventions/targetgroup/add/", {**group, **rows})

    assert response.status_code == 302
    assert TargetGroup.objects.get().aliases.count() == 1
    assert list(problems()) == []


def test_word_that_got_another_address_gives_no_alarm(story, zaandam):
    theme, phase = story.themes.get(), story.phases.get()
    published(make_theme(name="Sport"), names=[
        {"id": "7d6f1a5e-4b3c-4c1e-9f33-0a1b2c3d4e5f", "phase": phase.slug, "name": "Bewegen"}
    ], explanation="<p>Ja.</p>")  # fmt: skip

    published(theme, slug="ander-adres", explanation="<p>Ja.</p>")
    published(zaandam, slug="zaandam-oost", introduction="<p>Ja.</p>")
    published(phase, slug="vroeger", introduction="<p>Ja.</p>")

    assert list(problems()) == []


def test_photo_that_was_deleted_gives_no_alarm(zaandam):
    photo = make_photo()
    published(zaandam, photo=str(photo.pk), introduction="<p>Ja.</p>")

    photo.delete()

    assert Area.objects.get(pk=zaandam.pk).photo is None
    assert list(problems()) == []


def test_history_from_before_a_field_gives_no_alarm(story):
    content = {name: value for name, value in snapshot_of(story).items() if name != "period_in_words"}
    Intervention.objects.filter(pk=story.pk).update(period_in_words="Sinds 2026.")
    revision = Revision.objects.create(
        kind=story.record_kind, object_id=story.pk, snapshot_id=Snapshot.keep_all([{**content, "weg": 1}])[0],
        state=RevisionState.PUBLISHED, published_at=timezone.now(),
    )  # fmt: skip
    Event.objects.create(verb="gepubliceerd", kind=story.record_kind, object_id=story.pk, revision=revision)
    Intervention.objects.filter(pk=story.pk).update(live_revision=revision)

    assert list(problems()) == []


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
    Intervention.objects.filter(pk=story.pk).update(live_revision=draft(story))


def leave_draft_of_removed_record(story, release):
    remove(story, by=None, reason="Weg")
    Revision.objects.create(
        kind=story.record_kind, object_id=story.pk, snapshot_id=story.live_revision.snapshot_id
    )


def leave_draft_of_deleted_record(story, release):
    area = make_area()
    draft(area)
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
    pk = draft(story).pk
    without_constraints(
        "publishing_revision",
        "published_revision_has_moment",
        f"UPDATE publishing_revision SET state = 'gepubliceerd' WHERE id = {pk}",
    )


def publish_without_log(story, release):
    Revision.objects.filter(pk=draft(story).pk).update(
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
    pk = draft(story).pk
    without_constraints(
        "publishing_revision",
        "scheduled_revision_has_moment",
        f"UPDATE publishing_revision SET state = 'gepland' WHERE id = {pk}",
    )


def forget_what_is_planned(story, release):
    schedule(draft(story, body="<p>Nieuw.</p>"), timezone.now() + timedelta(days=1), by=None)
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


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_is_found(story, release, damage):
    assert list(problems()) == []

    damage(story, release)

    assert any(re.search(DAMAGE[damage], problem) for problem in problems()), list(problems())


def test_row_of_a_child_that_was_changed_is_named_by_what_the_screen_calls_it(zaandam):
    Neighbourhood.objects.create(area=zaandam, name="Poelenburg")

    assert "(wijken en buurten)" in next(problems())


def test_period_without_a_story_is_checked_as_well(db):
    phase = make_phase()
    type(phase).objects.filter(pk=phase.pk).update(amount_eur=1)

    assert "(bedrag in euro)" in next(problems())


@pytest.mark.django_db(transaction=True)
def test_check_outside_a_transaction_leaves_the_database_open_for_others():
    make_theme()

    assert list(problems()) == []

    make_theme()
