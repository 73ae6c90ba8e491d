"""`manage.py verify_publishing` finds each kind of damage and names it."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from areas.models import Neighbourhood
from interventions.models import Intervention
from kansrijk.publishing.verifying import problems
from tests.factories import make_phase
from tests.verifying.damage import DAMAGE


def test_command_prints_each_problem_and_fails(story):
    Intervention.objects.filter(pk=story.pk).update(summary="Buiten de geschiedenis om.")
    out = StringIO()

    with pytest.raises(CommandError, match=r"^1 probleem gevonden\.$"):
        call_command("verify_publishing", stdout=out)

    assert (
        f"interventie {story.pk} ‘Ontdeklab’: de site toont iets anders dan versie {story.live_revision_id} "
        "(samenvatting)." in out.getvalue()
    )


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
