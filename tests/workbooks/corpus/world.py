"""The records that the files are about."""

from uuid import UUID

from interventions.models import KeyFigure
from kansrijk.publishing.taking_down import withdraw
from tests.factories import (
    live,
    make_area,
    make_intervention,
    make_organisation,
    make_phase,
    make_target_group,
    make_theme,
)
from tests.workbooks.corpus.rows import FIGURES, REVIEW, STORIES


def make_world(zaandam, schiedam) -> None:
    zaandam.programme_name, zaandam.inhabitants, zaandam.inhabitants_year = "Pact Zaandam", 12345, 2025
    zaandam.save()
    live(zaandam)
    make_area(name="Delft-West", slug="delft-west", code="DEL")
    phase, theme = make_phase(start_year=2023), make_theme(name="Jonge kind")
    make_phase(start_year=2026)
    make_theme(name="Werk en geldzorgen")
    young, parents = make_target_group(name="Jongeren"), make_target_group(name="Ouders")
    young.aliases.create(name="pubers")
    live(young)
    school = make_organisation(name="Basisschool De Brug")
    school.aliases.create(name="De Brug")
    live(school)
    make_organisation(name="Gemeente Zaanstad")
    shared = {
        "summary": "Samen praten, en koffie drinken.",
        "body": "<p>Elke dinsdag.</p><ul><li>koffie</li><li>thee</li></ul>",
        "period_in_words": "sinds 2023",
        "review_on": REVIEW,
        "source": "Gemeente Zaanstad",
        "phases": [phase],
        "themes": [theme],
        "target_groups": [parents],
        "organisations": [school],
    }
    for code, title in STORIES.items():
        story = make_intervention(area=zaandam, code=code, title=title, is_live=False, **shared)
        for place, (row, (value, label)) in enumerate(FIGURES.items(), start=1):
            if row.startswith(code):
                key = UUID(hex=row.removeprefix(f"{code}-") + "0" * 24)
                KeyFigure.objects.create(id=key, intervention=story, value=value, label=label, position=place)
        live(story)
    old = make_intervention(area=zaandam, code="ZAA-005", title="Oud project", **shared)
    withdraw(old, by=None, notice="Dit project is gestopt.")
    make_intervention(area=schiedam, code="SCH-001", title="Moestuin", **shared)
