"""What a database would know of a few stories, made by hand; and the book that was made of them."""

from collections.abc import Mapping
from typing import Any

from interventions.models import Intervention
from kansrijk.publishing.models import RecordState
from kansrijk.resources.names import Names, Source
from kansrijk.workbooks.book import Book, Format, Sheet
from kansrijk.workbooks.declaration import Role, SheetDeclaration
from kansrijk.workbooks.known.facts import Known, KnownKind, KnownRecord, Version, title_key
from kansrijk.workbooks.registry import sheet_of

KIND = "interventions.intervention"
STORIES, FIGURES = sheet_of(KIND), sheet_of(KIND, "key_figures")
SHEETS = (STORIES, FIGURES)

NAMES = Names(
    {
        "areas.area": Source("gebied", {"zaandam": "Zaandam Oost", "schiedam": "Schiedam"}),
        "interventions.phase": Source("periode", {"2023": "2023-2025", "2026": "2026-2028"}),
        "interventions.theme": Source("thema", {"taal": "Taal, lezen en rekenen", "werk": "Werk"}),
        "interventions.targetgroup": Source("doelgroep", {"ouders": "Ouders", "jeugd": "Jeugd"}),
        "interventions.organisation": Source("organisatie", {"brug": "De Brug; school", "ggd": "GGD"}),
    }
)
BLANK: dict[str, Any] = {
    **dict.fromkeys(("code", "title", "slug", "summary", "body", "period_in_words", "source"), ""),
    **dict.fromkeys(("phases", "themes", "target_groups", "organisations", "key_figures", "links"), ()),
    "review_on": None,
    "area": None,
}
BLANK = {name: [] if value == () else value for name, value in BLANK.items()}


def story(pk: int, **fields: Any) -> dict[str, Any]:
    return {
        **BLANK,
        "code": f"ZAA-{pk:03d}",
        "title": f"Verhaal {pk}",
        "slug": f"verhaal-{pk}",
        "area": "zaandam",
        "phases": ["2023"],
        **fields,
    }


def version_of(pk: int) -> int:
    return 100 + pk


def known_of(
    base: Mapping[int, Mapping[str, Any]], now: Mapping[int, Mapping[str, Any]] | None = None, **fields: Any
) -> Known:
    """`base` went out; `now` holds the newest work, also of records that are younger."""
    now = base if now is None else now
    records = {
        pk: KnownRecord(
            pk, content["code"], RecordState.LIVE, True, "Zaandam Oost", 200 + pk, content, content
        )
        for pk, content in now.items()
    }
    kind = KnownKind(
        kind=KIND,
        records=records,
        by_code={record.code: pk for pk, record in records.items()},
        versions={version_of(pk): Version(pk, content) for pk, content in base.items()},
        titles={title_key(c["area"], c["title"]): c["code"] for c in now.values()},
        blank=BLANK,
        blank_rows={"key_figures": {"value": "", "label": "", "position": 0}},
        rules=tuple(Intervention.readiness_rules),
        ways_to_area=(("area",),),
    )
    areas = NAMES.of("areas.area").labels
    codes = {record.code: f"{record.code} {record.now['title']}" for record in records.values()}
    names = Names({**NAMES.sources, KIND: Source("interventie", codes)})
    return Known(**{"names": names, "kinds": {KIND: kind}, "areas": areas, **fields})


def book_of_stories(contents: Mapping[int, Mapping[str, Any]]) -> Book:
    stories: list[list[Any]] = [[column.heading for column in STORIES.columns]]
    figures: list[list[Any]] = [[column.heading for column in FIGURES.columns]]
    for pk, content in contents.items():
        keys: dict[Role, Any] = {Role.CODE: content["code"], Role.VERSION: version_of(pk)}
        stories.append(_line(STORIES, content, keys))
        for row in content["key_figures"]:
            figures.append(
                _line(FIGURES, row, {**keys, Role.ROW: STORIES.code.row(content["code"], row["id"])})
            )
    return Book(Format.XLSX, (Sheet("Interventies", stories), Sheet("Kerncijfers", figures)))


def _line(declaration: SheetDeclaration, content: Mapping[str, Any], keys: Mapping[Role, Any]) -> list[Any]:
    return [
        keys[column.role] if column.is_key else shown(column, content[column.field])
        for column in declaration.columns
    ]


def shown(column: Any, content: Any) -> Any:
    return None if content in (None, "", []) else column.show(content, NAMES)
