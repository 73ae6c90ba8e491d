"""Every file of the corpus: how it is laid out, what is wrong in it, and what must be said of it."""

from datetime import date
from typing import Any

from tests.workbooks.corpus.rows import AREA, INTERVENTIONS, KEY_FIGURES, STORIES
from tests.workbooks.corpus.sheets import Planting, Shape, layout, plant, shape

HEADINGS = list(INTERVENTIONS[0])
NEW_DAY = "2027-11-02"
OLD = {
    **{"Titel": "Naam", "Periodes": "Periode", "Thema's": "Thema", "Doelgroepen": "Doelgroep"},
    **{"Organisaties": "Partners", "Verhaal": "Tekst", "Bronnen": "Bron"},
}
ENGLISH = {
    **{"Titel": "Title", "Gebied": "area", "Periodes": "phases", "Thema's": "themes", "Verhaal": "BODY"},
    **{"Doelgroepen": "target_groups", "Organisaties": "organisations", "Samenvatting": "Summary"},
    **{"Periode in woorden": "period in words", "Bekijken op": "review-on", "Bronnen": "source"},
}
BROKEN_LINES = {
    "Periode in woorden": "Periode\nin\nwoorden",
    "Thema's": "Thema's\n(kies)",
    "Bekijken op": " BEKIJKEN\nOP ",
}
NAMED = {
    "Thema's": " THEMA’S ",
    "Samenvatting": "samenvatting:",
    "Periode in woorden": "Periode  in\u00a0woorden",
}
FORMULA = "formule waarvan de uitkomst"
FAULT = "fout van het rekenprogramma"


def stories(**options: Any) -> Any:
    return layout(INTERVENTIONS, **options)


def extra(*headings: str) -> dict[str, Any]:
    return {"headings": [*HEADINGS[:2], headings[0], *HEADINGS[2:], *headings[1:]]}


def with_rows(*rows: dict[str, Any], **options: Any) -> Any:
    return layout([*INTERVENTIONS, *rows], headings=HEADINGS, **options)


def dates() -> Planting:
    return (
        Planting(stories())
        .used(0, "Bekijken op", "2 november 2027", NEW_DAY)
        .used(1, "Bekijken op", "02-11-27", NEW_DAY)
        .used(2, "Bekijken op", 46693, NEW_DAY)
        .wrong(3, "Bekijken op", "31-02-2027", "bestaat niet")
    )


def formulas() -> Planting:
    """With the program's own outcome, or without it."""
    return (
        Planting(stories())
        .used(0, "Titel", ('=CONCATENATE("Taal","huis")', "Taalhuis"), "Taalhuis")
        .same(1, "Samenvatting", ('="Samen praten, en koffie drinken."', "Samen praten, en koffie drinken."))
        .wrong(2, "Bronnen", ("=NA()", "#N/A"), FAULT)
    )


def figures() -> Planting:
    return (
        Planting(layout(KEY_FIGURES, "Kerncijfers"))
        .used(0, "Cijfer", "007")
        .wrong(1, "Volgorde", "eerste", "is geen heel getal")
    )


def area(value: Any, message: str = "") -> Planting:
    planting = Planting(layout([AREA], "Gebied"))
    return planting.wrong(0, "Inwoners", value, message) if message else planting.same(0, "Inwoners", value)


def copied() -> list[Planting]:
    """The same rows on a copy of the sheet: nobody knows which one counts."""
    sheets = [Planting(stories()), Planting(stories(name="Interventies (2)"))]
    for one in sheets:
        for place in range(len(STORIES)):
            one.says(place, "Code", "staat er meer dan één keer")
    return sheets


def twice() -> Planting:
    planting = plant(with_rows({**INTERVENTIONS[0], "Titel": "Taalhuis"}))
    return planting.says(0, "Code", "staat er meer dan één keer").says(4, "Code", "ook in A2")


def new_rows() -> Planting:
    new = {
        "Titel": "Fietsles",
        "Periodes": "2026-2028",
        "Thema's": "Jonge kind",
        "Samenvatting": "Leren fietsen.",
    }
    planting = plant(
        with_rows(new, {"Samenvatting": "Zonder titel."}, {"Titel": "Taalcafé", "Samenvatting": "Al daar?"})
    )
    planting.expected.used.update(
        {f"Interventies!{planting.layout.cell(4, heading)}": None for heading in new}
    )
    planting.wrong(5, "Samenvatting", "Zonder titel.", "Vul ‘Titel’ in", at="Titel")
    return planting.wrong(6, "Samenvatting", "Al daar?", "Bestaat dit al?", "ZAA-001", at="Code")


def clearing() -> Planting:
    """[leeg] is no mistake, but a title cannot be without."""
    return (
        Planting(stories())
        .used(0, "Bronnen", "[leeg]", None)
        .used(1, "Bekijken op", " [LEEG] ", None)
        .wrong(2, "Titel", "[leeg]", "moet altijd ingevuld zijn")
    )


def elsewhere() -> Planting:
    """A row of another area, one that was withdrawn, and one that nobody knows."""
    rows = [
        {**INTERVENTIONS[0], "Code": code, "Titel": "Anders"} for code in ("SCH-001", "ZAA-005", "ZAA-099")
    ]
    return (
        plant(with_rows(*rows))
        .says(4, "Code", "hoort bij gebied Schiedam")
        .says(5, "Code", "is ingetrokken")
        .says(6, "Code", "Er is geen interventie met code")
    )


def names() -> Planting:
    """Aliases, other ways to write, and what comes near."""
    return (
        Planting(stories())
        .used(0, "Doelgroepen", "pubers; ouders", ["jongeren", "ouders"])
        .same(0, "Organisaties", "de brug")
        .same(1, "Thema's", " jonge\u00a0kind ")
        .used(2, "Thema's", "Jonge kind, Werk en geldzorgen", ["jonge-kind", "werk-en-geldzorgen"])
        .wrong(3, "Doelgroepen", "Oders", "Er is geen doelgroep ‘Oders’", "Ouders")
        .wrong(1, "Organisaties", "Gemeente Zaandstad", "Er is geen organisatie", "Gemeente Zaanstad")
    )


def texts() -> Planting:
    return (
        Planting(stories())
        .used(0, "Titel", "Project ‘Thuis’ – voor “iedereen”")
        .used(1, "Titel", "  Buurtmaal\u00a0voor allen ", "Buurtmaal\u00a0voor allen")
        .wrong(2, "Titel", "Sport " * 40, "Er passen er 120")
        .same(3, "Samenvatting", "  Samen praten, en koffie drinken.   ")
        .used(3, "Bronnen", "lang woord " * 2_000, ("lang woord " * 2_000).strip())
    )


def typo() -> Planting:
    planting = plant(stories(written={"Samenvatting": "Samenvating"}))
    return planting.skipped(1, "Samenvatting", "Bedoelt u ‘Samenvatting’")


def csv_rows() -> Planting:
    return (
        plant(stories())
        .used(3, "Bekijken op", "2 november 2027", NEW_DAY)
        .used(0, "Bronnen", 'Zij zei: "goed"; ja')
    )


MADE = [
    shape("gewoon", "openpyxl", "xlsx", plant(stories())),
    shape("gewoon-xlsxwriter", "XlsxWriter", "xlsx", plant(stories())),
    shape("omgekeerd", "openpyxl", "xlsx", plant(stories(headings=HEADINGS[::-1]))),
    shape("minder-kolommen", "XlsxWriter", "xlsx", plant(stories(headings=["Thema's", "Titel", "Code"]))),
    shape("titel-erboven", "openpyxl", "xlsx", plant(stories(above=3))),
    shape(
        *("lege-rijen-en-kolommen", "XlsxWriter", "xlsx"),
        plant(stories(above=2, blank_after=(0, 2), headings=["", *HEADINGS[:3], "", *HEADINGS[3:]])),
    ),
    shape("samengevoegd", "openpyxl", "xlsx", plant(stories(above=2)), merged=("A1:D1", "A2:L2")),
    shape(
        "regels-in-koppen",
        "XlsxWriter",
        "xlsx",
        plant(
            stories(written={"Periode in woorden": "Periode\nin\nwoorden", "Bekijken op": " BEKIJKEN\nOP "})
        ),
    ),
    shape("andere-hoofdletters", "openpyxl", "xlsx", plant(stories(written=NAMED))),
    shape(
        *("extra-kolommen", "openpyxl", "xlsx"),
        plant(
            layout(
                [{**row, "Gebeld met": "Fatima", "Let op": 3} for row in INTERVENTIONS],
                **extra("Gebeld met", "Let op"),
            )
        )
        .skipped(1, "Gebeld met", "kennen we niet")
        .skipped(1, "Let op", "kennen we niet"),
    ),
    shape("ander-blad-voorop", "openpyxl", "xlsx", plant(stories()), front=["Begroting", "Planning 2027"]),
    shape(
        "verborgen-rijen", "openpyxl", "xlsx", plant(stories()), hidden_rows=[3], hidden_columns=["E", "G"]
    ),
    shape("verborgen-blad", "openpyxl", "xlsx", plant(stories(state="hidden")), front=["Voorblad"]),
    shape("filter", "XlsxWriter", "xlsx", plant(stories()), filter="A1:L5", hidden_rows=[3]),
    shape("kopie-van-blad", "openpyxl", "xlsx", *copied()),
    shape("datums", "openpyxl", "xlsx", dates()),
    shape("datums-xlsxwriter", "XlsxWriter", "xlsx", dates()),
    shape(
        "datums-1904",
        "openpyxl",
        "xlsx",
        plant(stories()).used(0, "Bekijken op", date(2027, 11, 2), NEW_DAY),
        is_1904=True,
    ),
    shape("kerncijfers", "XlsxWriter", "xlsx", figures()),
    shape("twee-bladen", "openpyxl", "xlsx", plant(stories()), figures()),
    shape("inwoners-met-punt", "openpyxl", "xlsx", area("12.345"), plant(stories())),
    shape("inwoners-met-euro", "XlsxWriter", "xlsx", area("€ 12.345,00")),
    shape("inwoners-in-woorden", "openpyxl", "xlsx", area("ruim 12 duizend", "is geen heel getal")),
    shape(
        "ja-en-nee", "openpyxl", "xlsx", Planting(layout([AREA], "Gebied")).wrong(0, "Inwoners", True, "geen")
    ),
    shape("namen", "openpyxl", "xlsx", names()),
    shape("namen-xlsxwriter", "XlsxWriter", "xlsx", names()),
    shape("teksten", "openpyxl", "xlsx", texts()),
    shape("formules-met-uitkomst", "XlsxWriter", "xlsx", formulas()),
    shape(
        "formules-zonder-uitkomst",
        "openpyxl",
        "xlsx",
        plant(stories()).wrong(0, "Titel", '=CONCATENATE("Taal","huis")', FORMULA),
    ),
    shape("dubbele-code", "openpyxl", "xlsx", twice()),
    shape("ander-gebied", "XlsxWriter", "xlsx", elsewhere()),
    shape("nieuwe-rijen", "openpyxl", "xlsx", new_rows()),
    shape("leegmaken", "XlsxWriter", "xlsx", clearing()),
    shape("oude-koppen", "openpyxl", "xlsx", plant(stories(written=OLD))),
    shape("engelse-koppen", "XlsxWriter", "xlsx", plant(stories(written=ENGLISH))),
    shape("typfout-in-kop", "openpyxl", "xlsx", typo()),
    shape("beveiligd-blad", "openpyxl", "xlsx", plant(stories()), is_protected=True, frozen="C2"),
    shape("vastgezet", "XlsxWriter", "xlsx", plant(stories()), frozen=(1, 2)),
    shape(
        *("heel-breed", "openpyxl", "xlsx"),
        plant(stories(headings=[*HEADINGS[:-1], *[""] * 400, HEADINGS[-1]])).used(
            0, "Bronnen", "Ver naar rechts"
        ),
    ),
    shape("alleen-koppen", "openpyxl", "xlsx", Planting(layout([], headings=HEADINGS))),
    shape("puntkomma-bom", "text", "csv", csv_rows(), separator=";", encoding="utf-8-sig"),
    shape("komma", "text", "csv", csv_rows(), separator=",", encoding="utf-8"),
    shape("tab-utf16", "text", "csv", csv_rows(), separator="\t", encoding="utf-16"),
    shape("windows-1252", "text", "csv", csv_rows(), separator=";", encoding="cp1252"),
    shape(
        "sep-regel", "text", "csv", plant(stories(above=0)), separator="|", encoding="utf-8", first="sep=|"
    ),
    shape(
        "alles-tussen-aanhalingstekens", "text", "csv", csv_rows(), separator=",", encoding="utf-8", quoting=1
    ),
    shape("pandas-openpyxl", "pandas", "xlsx", plant(stories()), engine="openpyxl"),
    shape("pandas-xlsxwriter", "pandas", "xlsx", names(), engine="xlsxwriter"),
    shape("pandas-ods", "pandas", "ods", plant(stories()), engine="odf"),
    shape("pandas-csv", "pandas", "csv", names()),
    shape("xml-zonder-plaatsen", "XML by hand", "xlsx", plant(stories())),
    shape("xml-herhaald", "XML by hand", "ods", plant(stories(blank_after=(0, 1)))),
]
"""Made by one program."""

BY_NAME = {one.name: one for one in MADE}
SAVED = [
    BY_NAME[name].saved_by("LibreOffice", ending, f"{name}-libreoffice")
    for name, ending in {
        **{"gewoon": "ods", "titel-erboven": "xlsx", "lege-rijen-en-kolommen": "ods", "samengevoegd": "ods"},
        **{
            "verborgen-rijen": "ods",
            "filter": "ods",
            "datums": "ods",
            "datums-1904": "xlsx",
            "namen": "xlsx",
        },
        **{
            "formules-met-uitkomst": "ods",
            "kopie-van-blad": "ods",
            "nieuwe-rijen": "xlsx",
            "leegmaken": "csv",
        },
        **{"teksten": "ods", "twee-bladen": "ods", "beveiligd-blad": "ods", "ander-gebied": "csv"},
    }.items()
]
"""Opened and saved by another one."""
SHAPES: list[Shape] = [*MADE, *SAVED]
