"""What a snapshot holds, and that putting it back changes nothing."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interventions.models import Intervention, KeyFigure
from kansrijk.publishing.applying import VanishedReference, apply_snapshots
from kansrijk.publishing.packing import canonical, digest_of, pack, unpack
from kansrijk.publishing.snapshots import snapshot_of, snapshots_of
from tests.factories import make_intervention, make_organisation, make_photo, make_theme

KINDS = [
    "areas.area",
    "interventions.phase",
    "interventions.theme",
    "interventions.targetgroup",
    "interventions.organisation",
    "interventions.intervention",
    "interventions.quote",
]


def everything() -> str:
    """All content in the database, without the moments of change."""
    out = StringIO()
    call_command("dumpdata", "areas", "interventions", "--indent", "1", stdout=out)
    return "\n".join(line for line in out.getvalue().splitlines() if '"changed_at"' not in line)


@pytest.mark.parametrize("kind", KINDS)
def test_applying_the_snapshots_of_all_records_changes_nothing(db, kind):
    call_command("seed", verbosity=0)
    model = apps.get_model(kind)
    contents = snapshots_of(model, model.objects.values_list("pk", flat=True))
    before = everything()

    apply_snapshots(model, contents)

    assert contents
    assert everything() == before
    assert snapshots_of(model, contents) == contents


@pytest.mark.parametrize("kind", KINDS)
def test_a_snapshot_survives_packing(db, kind):
    call_command("seed", verbosity=0)
    model = apps.get_model(kind)

    for content in snapshots_of(model, model.objects.values_list("pk", flat=True)).values():
        assert unpack(pack(content)) == content
        assert digest_of(pack(content)) == digest_of(pack(dict(reversed(content.items()))))


def test_packing_a_story_makes_it_smaller_than_half(db):
    content = snapshot_of(make_intervention(body="<p>Kinderen ontdekken de techniek.</p>" * 20))

    assert 2 * len(pack(content)) < len(canonical(content))


def test_snapshot_holds_relations_by_key_and_rows_in_their_order(db):
    story = make_intervention(
        title="Ontdeklab", themes=[make_theme(name="Jonge kind"), make_theme(name="Armoede")],
        organisations=[make_organisation(name="GGD")],
    )  # fmt: skip
    story.key_figures.create(value="2", label="tweede", position=2)
    first = story.key_figures.create(value="1", label="eerste", position=1)
    photo = make_photo()
    story.photo_placements.create(photo=photo, caption="Bijschrift")

    content = snapshot_of(story)

    assert content["area"] == story.area.slug
    assert content["themes"] == ["armoede", "jonge-kind"]
    assert content["organisations"] == ["ggd"]
    assert [row["label"] for row in content["key_figures"]] == ["eerste", "tweede"]
    assert content["key_figures"][0]["id"] == str(first.pk)
    assert content["photo_placements"][0]["photo"] == str(photo.pk)
    assert not content.keys() & {"id", "state", "changed_at", "live_revision"}


def test_applying_brings_back_fields_relations_and_rows(db):
    story = make_intervention(title="Eerst")
    kept = story.key_figures.create(value="1", label="blijft")
    before = snapshot_of(story)
    Intervention.objects.filter(pk=story.pk).update(title="Later")
    story.themes.set([make_theme()])
    kept_id = kept.pk
    kept.delete()
    story.key_figures.create(value="9", label="nieuw")

    apply_snapshots(Intervention, {story.pk: before})

    assert snapshot_of(story) == before
    assert story.key_figures.get().pk == kept_id


def test_applying_a_reference_that_is_gone_says_which(db):
    story = make_intervention()
    content = {**snapshot_of(story), "themes": ["bestaat-niet"]}

    with pytest.raises(VanishedReference, match="Thema's: ‘bestaat-niet’ bestaat niet meer"):
        apply_snapshots(Intervention, {story.pk: content})


def test_more_records_never_mean_more_queries(db):
    call_command("seed", verbosity=0)
    call_command("testgegevens", "--aantal", "300", "--ik-weet-het-zeker", stdout=StringIO())

    def queries(count: int) -> int:
        pks = list(Intervention.objects.values_list("pk", flat=True)[:count])
        with CaptureQueriesContext(connection) as captured:
            apply_snapshots(Intervention, snapshots_of(Intervention, pks))
        return len(captured)

    assert queries(300) == queries(10)


def test_rows_inside_a_record_that_stay_as_they_are_are_not_written_again(story):
    figure = story.key_figures.create(value="12", label="deelnemers", position=1)
    content = snapshot_of(story)

    with CaptureQueriesContext(connection) as captured:
        apply_snapshots(Intervention, {story.pk: {**content, "summary": "Anders."}})

    assert not [
        one for one in captured if KeyFigure._meta.db_table in one["sql"] and "SELECT" not in one["sql"]
    ]
    assert [one.pk for one in story.key_figures.all()] == [figure.pk]
    changed = [{**content["key_figures"][0], "value": "13"}]
    apply_snapshots(Intervention, {story.pk: {**content, "key_figures": changed}})
    assert [one.value for one in story.key_figures.all()] == ["13"]


def test_text_of_a_snapshot_is_not_put_in_a_row_with_anything_dangerous(story):
    content = {**snapshot_of(story), "body": "<p>Ja.</p><script>alert(1)</script>"}

    apply_snapshots(Intervention, {story.pk: content})

    story.refresh_from_db()
    assert story.body == "<p>Ja.</p>"
