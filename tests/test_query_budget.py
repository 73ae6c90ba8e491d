"""How many queries a page takes, and that more stories never mean more queries."""

from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code == 200, path
    return len(captured)


def test_every_page_keeps_its_budget_with_few_stories_and_with_two_thousand(db):
    call_command("seed", stdout=StringIO())
    few = {path: queries(path) for path in BUDGETS}

    call_command("testgegevens", "--aantal", "2000", "--ik-weet-het-zeker", stdout=StringIO())
    many = {path: queries(path) for path in BUDGETS}

    assert {path: number for path, number in few.items() if number > BUDGETS[path]} == {}
    assert {path: number for path, number in many.items() if number > BUDGETS[path]} == {}
