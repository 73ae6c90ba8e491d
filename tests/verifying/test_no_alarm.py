"""`manage.py verify_publishing` sees no damage where there is none."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from areas.models import Area
from interventions.models import Intervention, Quote, TargetGroup
from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.models import ChangeSet, Event, Revision, Snapshot
from kansrijk.publishing.models.revision import RevisionState
from kansrijk.publishing.publication import publish, schedule
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import remove, restore, withdraw
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.verifying import problems
from tests.factories import make_draft, make_photo, make_quote, make_theme


def published(record, **changes):
    publish([make_draft(record, **changes)], by=None)
    record.refresh_from_db()
    return record


def test_seeds_and_every_verb_leave_nothing_to_find(editor, capsys):
    call_command("seed", verbosity=0)
    stories = list(Intervention.objects.all()[:4])
    release = ChangeSet.objects.create(name="Start")
    collect(
        release, [make_draft(stories[0], summary="Nieuw."), make_draft(stories[1], slug="elders")], by=None
    )
    publish_change_set(release, by=None)
    undo(release, by=None)
    withdraw(stories[2], by=None, notice="Gestopt.")
    remove(stories[3], by=None, reason="Dubbel")
    restore(stories[3], by=None)
    schedule(make_draft(stories[3], summary="Straks."), timezone.now() + timedelta(days=1), by=None)
    capsys.readouterr()

    out = StringIO()
    call_command("verify_publishing", stdout=out)

    assert re.fullmatch(
        r"Nagekeken: \d+ onderdelen, \d+ versies, \d+ keer inhoud\.\nAlles klopt\.\n", out.getvalue()
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


@pytest.mark.django_db(transaction=True)
def test_check_outside_a_transaction_leaves_the_database_open_for_others():
    make_theme()

    assert list(problems()) == []

    make_theme()
