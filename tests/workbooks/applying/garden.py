"""A workbook with a new story in it, sent and sent again."""

from kansrijk.workbooks.jobs.running import do_now
from kansrijk.workbooks.jobs.tasks import DRAFT
from kansrijk.workbooks.plans.storing import load
from tests.workbooks.applying.steps import sent, workbook

WORDS = "Ik voel me hier thuis en ik ken nu mijn buren."


def write(file, sheet, row, **cells):
    headings = {cell.value: cell.column for cell in file[sheet][1]}
    for heading, value in cells.items():
        file[sheet].cell(row, headings[heading.replace("_", " ")]).value = value


def with_garden(user):
    """A workbook with a new story in row 5 of Interventies, and a quotation of it in row 2 of Citaten."""
    file = workbook(user)
    write(
        file,
        "Interventies",
        5,
        **{"Titel": "Buurtmoestuin Poelenburg", "Gebied": "Zaandam", "Samenvatting": "Groente."},
        **{"Verhaal": "Er groeit van alles.", "Periodes": "2023-2025", "Thema's": "Jonge kind"},
    )
    story = "Buurtmoestuin Poelenburg"
    write(file, "Citaten", 2, Interventie=story, Citaat=WORDS, Spreker="Een buurvrouw")
    return file


def set_ready(file, user, **choices):
    upload = sent(file, user, **choices)
    do_now(upload, DRAFT)
    return upload


def plan_of(file, user, **choices):
    return load(bytes(sent(file, user, **choices).plan))
