"""Whatever stands in a record: its snapshot holds all of it, and an undo brings all of it back."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from interventions.models import Intervention
from kansrijk.publishing.applying import apply_snapshots
from kansrijk.publishing.change_sets import collect, publish_change_set
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.packing import canonical
from kansrijk.publishing.shapes import shape_of
from kansrijk.publishing.snapshots import snapshot_of, snapshots_of
from kansrijk.publishing.undoing import undo
from kansrijk.publishing.verifying import problems, record_models
from tests.arbitrary import contents_of
from tests.factories import (
    make_area,
    make_intervention,
    make_organisation,
    make_phase,
    make_photo,
    make_quote,
    make_target_group,
    make_theme,
)

KINDS = sorted(model._meta.label_lower for model in record_models())

a_few = settings(
    # Each writes to a database, so a quarter of what the pure properties get: 25, and in `make faults` 100.
    max_examples=settings.default.max_examples // 4,
    deadline=None,
    # Shrinking an example that writes to a database takes minutes.
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def world(db):
    """Two of everything that a record can refer to, and one live record of each kind."""
    for _ in range(2):
        make_target_group(), make_organisation(), make_photo(), make_phase(), make_theme()
    story = make_intervention(
        title="Ontdeklab", area=make_area(introduction="<p>x</p>"), phases=[make_phase()], body="<p>x</p>"
    )
    make_quote(intervention=story)


@contextmanager
def undone() -> Iterator[None]:
    """What an example does to the database is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def export() -> bytes:
    """The content of all records in one canonical form: equal content, equal bytes."""
    return canonical(
        {
            model._meta.label_lower: {
                str(pk): content
                for pk, content in snapshots_of(model, model.objects.values_list("pk", flat=True)).items()
            }
            for model in record_models()
        }
    )


def tables_of(model) -> list[list[tuple]]:
    """Every row behind the records of a kind, byte by byte, but for the moment of change and the keys of pairs."""
    shape = shape_of(model)
    tables = [model, *[child.model for child in shape.children.values()]]
    rows = [
        sorted(map(repr, one.objects.values_list(*[
            field.attname for field in one._meta.concrete_fields if field.name != "changed_at"
        ])))
        for one in tables
    ]  # fmt: skip
    pairs = [field.remote_field.through for field in shape.sets]
    return rows + [
        sorted(map(repr, pair.objects.values_list(*[f.attname for f in pair._meta.concrete_fields[1:]])))
        for pair in pairs
    ]


def fill(record, content) -> None:
    """Makes the row hold this content, by way of the ordinary apply."""
    apply_snapshots(type(record), {record.pk: {**snapshot_of(record), **content}})


@pytest.mark.parametrize("kind", KINDS)
def test_putting_back_a_snapshot_of_any_content_changes_nothing(world, kind):
    model = apps.get_model(kind)
    record = model.objects.order_by("pk").last()

    @a_few
    @given(st.data())
    def check(data):
        with undone():
            content = data.draw(contents_of(record))
            fill(record, content)
            before, rows = snapshots_of(model, model.objects.values_list("pk", flat=True)), tables_of(model)

            apply_snapshots(model, before)

            assert content.items() <= before[record.pk].items()
            assert tables_of(model) == rows
            assert snapshots_of(model, before) == before

    check()


@pytest.mark.parametrize("kind", KINDS)
def test_putting_back_an_older_snapshot_brings_back_every_relation(world, kind):
    model = apps.get_model(kind)
    record = model.objects.order_by("pk").last()

    @a_few
    @given(st.data())
    def check(data):
        with undone():
            fill(record, data.draw(contents_of(record)))
            before, rows = snapshot_of(record), tables_of(model)
            fill(record, data.draw(contents_of(record)))

            apply_snapshots(model, {record.pk: before})

            assert snapshot_of(record) == before
            assert tables_of(model) == rows

    check()


def test_publishing_a_set_and_undoing_it_gives_the_same_export_to_the_byte(world):
    records = [model.objects.order_by("pk").last() for model in record_models()]

    @a_few
    @given(st.data())
    def check(data):
        with undone():
            before = export()
            release = ChangeSet.objects.create(name="Alles anders")
            drafts = [
                save_draft(record, {**snapshot_of(record), **ready(data.draw(contents_of(record)))}, by=None)
                for record in records
            ]
            collect(release, drafts, by=None)
            publish_change_set(release, by=None)
            changed = export()
            assert list(problems()) == []

            report = undo(release, by=None)

            assert export() == before
            assert not report.kept
            assert not report.impossible
            assert changed == before or report.reverted
            assert list(problems()) == []

    def ready(content: dict) -> dict:
        """What every kind needs before it may be published."""
        needed = {
            "introduction": "<p>Ja</p>",
            "explanation": "<p>Ja</p>",
            "body": "<p>Ja</p>",
            "municipality": "Gemeente",
            "summary": "Ja",
            "title": "Titel",
            "text": "Ja",
            "speaker": "Wie",
            "phases": [Intervention.objects.first().phases.first().slug],
            "themes": [Intervention.objects.first().themes.first().slug],
        }
        named = {name: f"n{content['name']}"[:40] for name in ("name",) if name in content}
        return {**content, **{k: v for k, v in needed.items() if k in content}, **named}

    check()
