"""How many queries a page takes, and that more stories never mean more queries."""

from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interventions.models import Intervention, KeyFigure
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.snapshots import snapshot_of
from tests.factories import make_intervention, make_organisation

CLOCK = 1
"""Every page first asks whether a planned publication is due."""

BUDGETS = {
    "/": 14,
    "/gebieden/": 5,
    "/gebieden/zaandam-oost/": 12,
    "/gebieden/delft-west/": 13,
    "/interventies/": 12,
    "/interventies/?gebied=zaandam-oost&thema=school-en-omgeving": 12,
    "/interventies/?q=school": 12,
    "/interventies/?sorteer=periode&pagina=2": 12,
    "/interventies/group-chat/": 22,
    "/fasen/": 3,
    "/fasen/2023-2025/": 11,
    "/themas/": 4,
    "/themas/jonge-kind/": 11,
    "/citaten/": 3,
    "/over/": 0,
    "/sitemap.xml": 8,
}


ADMIN_FORM_BUDGET = 30
"""Of them six are about the work itself: the draft, its remarks, a choice that was left open, who else is here."""
ADMIN_DRAFT_BUDGET = 45
"""A draft is written to the rows, shown and rolled back; before that, whether another has its address by now."""


def queries(path: str, client: Client | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert (client or Client()).get(path).status_code == 200, path
    return len(captured)


def test_every_page_keeps_its_budget_with_few_stories_and_with_two_thousand(db):
    call_command("seed", stdout=StringIO())
    few = {path: queries(path) for path in BUDGETS}

    call_command("testgegevens", "--aantal", "2000", "--ik-weet-het-zeker", stdout=StringIO())
    many = {path: queries(path) for path in BUDGETS}

    assert {path: number for path, number in few.items() if number > BUDGETS[path] + CLOCK} == {}
    assert {path: number for path, number in many.items() if number > BUDGETS[path] + CLOCK} == {}


def admin_form(record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def test_forms_of_a_coordinator_keep_their_budget(coordinator_of_zaandam, zaandam):
    story = make_intervention(area=zaandam)

    used = {
        admin_form(record): queries(admin_form(record), coordinator_of_zaandam) for record in (story, zaandam)
    }

    assert {path: number for path, number in used.items() if number > ADMIN_FORM_BUDGET} == {}


def test_form_of_a_draft_keeps_its_budget(coordinator_of_zaandam, zaandam):
    story = make_intervention(area=zaandam)
    save_draft(story, {**snapshot_of(story), "summary": "Anders."}, by=coordinator_of_zaandam.user)

    assert queries(admin_form(story), coordinator_of_zaandam) <= ADMIN_DRAFT_BUDGET


def test_form_of_a_story_with_more_rows_takes_no_more_queries(coordinator_of_zaandam, zaandam):
    story = make_intervention(area=zaandam, organisations=[make_organisation()])
    KeyFigure.objects.create(intervention=story, value="3", label="scholen")
    few = queries(admin_form(story), coordinator_of_zaandam)

    for number in range(10):
        KeyFigure.objects.create(intervention=story, value=str(number), label="leerlingen")
        Intervention.objects.get(pk=story.pk).organisations.add(make_organisation())

    assert queries(admin_form(story), coordinator_of_zaandam) == few


def test_list_of_the_admin_with_more_stories_takes_no_more_queries(editor):
    make_intervention()
    path = reverse("admin:interventions_intervention_changelist")
    few = queries(path, editor)

    for _ in range(10):
        make_intervention()

    assert queries(path, editor) == few
