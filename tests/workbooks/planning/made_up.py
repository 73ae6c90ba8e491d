"""Stories, edits and sheets as anybody may make them up, for the property tests of the planner."""

from datetime import date

from hypothesis import strategies as st

from kansrijk.resources.texts import cleaned
from kansrijk.workbooks.book import Oddity, Sheet
from tests.workbooks.known_by_hand import SHEETS, story

HOSTILE = st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "+31 6",
        "-",
        "@ik",
        "\tx",
        "a\r\nb",
        "\u00a0 x \u202f",
        "007",
        "1.234,56",
        "“citaat”",
        "[leeg]",
    ]
)
WORDS = HOSTILE | st.text(max_size=12)
LINES = WORDS.map(lambda text: " ".join(text.split()) or "x").filter(lambda text: text != "[leeg]")


TYPED = LINES.filter(lambda text: cleaned(text) == text)
"""What a person can type: an apostrophe before a formula is no part of the text then."""


def some_of(*keys):
    return st.sets(st.sampled_from(keys)).map(sorted)


FIELDS = {
    "title": LINES,
    "summary": LINES,
    "source": LINES,
    "period_in_words": LINES,
    "review_on": st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    "phases": some_of("2023", "2026"),
    "themes": some_of("taal", "werk"),
    "target_groups": some_of("ouders", "jeugd"),
    "organisations": some_of("brug", "ggd"),
}
EDITS = {**FIELDS, **dict.fromkeys(("title", "summary", "source", "period_in_words"), TYPED)}
EDITABLE = list(FIELDS)


@st.composite
def stories(draw):
    """A few stories as they were exported, with key figures."""
    contents = {}
    for pk in range(1, draw(st.integers(1, 3)) + 1):
        fields = draw(st.fixed_dictionaries(FIELDS))
        rows = [
            {
                "id": f"{pk}{n}111111-0000-4000-8000-000000000000",
                "value": draw(LINES),
                "label": draw(LINES),
                "position": n,
            }
            for n in range(1, draw(st.integers(0, 2)) + 1)
        ]
        # Two titles that are the same would be one story.
        contents[pk] = story(pk, **{**fields, "title": f"{fields['title'][:20]} {pk}"}, key_figures=rows)
    return contents


@st.composite
def edits(draw, contents, fields=EDITABLE):
    """By story some fields with another value that is not empty, as an empty cell asks for nothing."""
    found = {}
    for pk in contents:
        chosen = draw(st.sets(st.sampled_from(fields), max_size=3))
        values = {name: draw(EDITS[name]) for name in chosen}
        found[pk] = {name: value for name, value in values.items() if value}
    return found


CELLS = st.one_of(
    st.none(), st.just(""), WORDS, st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.sampled_from(["ZAA-001", "ZAA-002", "ZAA-001-11111111", "Zaandam Oost", "Werk", 101, 102.0]),
)  # fmt: skip
HEADINGS = st.one_of(
    st.sampled_from([c.heading for sheet in SHEETS for c in sheet.columns]), st.just("Controle"), CELLS
)


@st.composite
def odd_sheets(draw):
    """Headings as they may be, among lines of anything, of any length, with odd cells also beyond the end."""
    lines = draw(st.lists(st.lists(CELLS, max_size=8), max_size=3))
    if draw(st.booleans()):
        lines.append(draw(st.lists(HEADINGS, max_size=10)))
    else:
        sheet = draw(st.sampled_from(SHEETS))
        lines.append(draw(st.permutations([c.heading for c in sheet.columns])))
    lines += draw(st.lists(st.lists(CELLS, max_size=14), max_size=6))
    places = st.tuples(st.integers(1, 12), st.integers(1, 16))
    oddities = draw(st.dictionaries(places, st.sampled_from(list(Oddity)), max_size=3))
    for row, column in oddities:
        if row <= len(lines) and column <= len(lines[row - 1]):
            lines[row - 1][column - 1] = None
    name = draw(st.sampled_from(["Interventies", "Kerncijfers", "Uitleg", "Blad1"]))
    return Sheet(name, lines, oddities=oddities)
