"""manage.py testgegevens: many recognisable stories to measure with, the same every time, never on the live site."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from interventions.models import Intervention, KeyFigure, Quote
from interventions.models.intervention import next_code
from kansrijk.richtext.sanitise import sanitise
from tests.factories import make_area, make_organisation, make_phase, make_target_group, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary():
    """Twenty areas and a few of everything else."""
    for make, number in (
        (make_area, 20),
        (make_phase, 2),
        (make_theme, 5),
        (make_target_group, 4),
        (make_organisation, 8),
    ):
        for _ in range(number):
            make()


def generate(*options):
    call_command("testgegevens", *options, stdout=StringIO())


def contents():
    """Everything that matters of the stories, without numbers that the database gives out."""
    stories = Intervention.objects.order_by("code").prefetch_related("phases", "themes", "key_figures")
    return [
        (
            story.code,
            story.title,
            story.body,
            sorted(theme.slug for theme in story.themes.all()),
            [str(figure) for figure in story.key_figures.all()],
        )
        for story in stories
    ]


def test_stories_are_not_made_on_a_live_site(vocabulary, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG staat uit"):
        generate("--aantal=3")

    assert not Intervention.objects.exists()


def test_stories_are_made_with_debug_on(vocabulary, settings):
    settings.DEBUG = True

    generate("--aantal=3")

    assert Intervention.objects.count() == 3


def test_stories_are_complete_spread_and_recognisable(vocabulary):
    generate("--aantal=60", "--ik-weet-het-zeker")

    stories = Intervention.objects.public()
    assert stories.count() == 60
    assert all(story.code.startswith("TST-") and story.title.startswith("Testverhaal") for story in stories)
    assert stories.values("area").distinct().count() == 20
    assert not stories.filter(phases=None).exists()
    assert not stories.filter(themes=None).exists()
    assert Quote.objects.public().count() == 20
    assert KeyFigure.objects.count() > 60
    assert len({len(story.body) for story in stories}) > 30


def test_stories_would_pass_the_forms_of_the_admin(vocabulary):
    generate("--aantal=30", "--ik-weet-het-zeker")

    for story in Intervention.objects.all():
        story.full_clean()
        assert sanitise(story.body) == story.body


def test_same_seed_gives_the_same_stories_and_another_seed_others(vocabulary):
    generate("--aantal=20", "--ik-weet-het-zeker")
    first = contents()
    Intervention.objects.all().delete()
    generate("--aantal=12", "--ik-weet-het-zeker")
    generate("--aantal=8", "--ik-weet-het-zeker")

    in_two_runs = contents()
    Intervention.objects.all().delete()
    generate("--aantal=20", "--zaad=2", "--ik-weet-het-zeker")

    assert in_two_runs == first
    assert contents() != first


def test_two_thousand_stories_take_few_queries(vocabulary, django_assert_max_num_queries):
    # SQLite takes a thousand values a statement; PostgreSQL needs far fewer.
    with django_assert_max_num_queries(150):
        generate("--aantal=2000", "--ik-weet-het-zeker")

    assert Intervention.objects.count() == 2000


def test_codes_of_real_stories_count_on_undisturbed(vocabulary):
    area = make_area(code="ZAA")
    generate("--aantal=30", "--ik-weet-het-zeker")

    assert next_code(area) == "ZAA-001"


@pytest.mark.parametrize(
    ("options", "sentence"), [(["--aantal=0"], "1 of hoger"), (["--aantal=5"], "Laad eerst de seeds")]
)
def test_impossible_request_is_explained(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        generate("--ik-weet-het-zeker", *options)
