"""Texts in the cells of a workbook: lines, prose, addresses and words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.widgets import (
    LanguageWidget,
    MarkupWidget,
    ProseWidget,
    TextWidget,
    WebAddressWidget,
    WordsWidget,
)
from kansrijk.richtext.strange_markup import NO_SCHEME, SPACE_IN_ADDRESS, TABLE, UNCLOSED
from kansrijk.workbooks.words import rows_of_words

NAMES = Names({})


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Zaanstad\n", "Zaanstad"),
        ("007", "007"),
        (7, "7"),
        (9.5, "9,5"),
        ("‘Slimme’ “quotes”…", "‘Slimme’ “quotes”…"),
        ("een\u00a0twee", "een\u00a0twee"),
        ("een\r\ntwee", "een twee"),
        ("a\x0bb\x00c", "abc"),
        ("\u202emoemrets\u202c \u2067en\u2069 \u061cklaar", "moemrets en klaar"),
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("'s avonds", "'s avonds"),
        ("=SOM", "=SOM"),
    ],
)
def test_line_is_read_as_it_was_meant(cell, text):
    assert TextWidget().read(cell, NAMES) == text


def test_prose_keeps_its_lines():
    assert ProseWidget().read("een\r\ntwee\n\ndrie ", NAMES) == "een\ntwee\n\ndrie"


@pytest.mark.parametrize("cell", [True, date(2026, 4, 3)])
def test_text_that_a_program_turned_into_something_else_is_refused(cell):
    with pytest.raises(Misread, match="Hier hoort tekst te staan"):
        TextWidget().read(cell, NAMES)


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("www.nplv.nl", "https://www.nplv.nl"),
        ("http://nplv.nl", "http://nplv.nl"),
        ("HTTPS://nplv.nl", "HTTPS://nplv.nl"),
    ],
)
def test_web_address_without_a_scheme_gets_one(cell, address):
    assert WebAddressWidget().read(cell, NAMES) == address


def test_body_text_is_read_and_shown_as_light_markup():
    html = "<h2>Kop</h2><p>Met <strong>nadruk</strong>.</p><ul><li>een</li><li>twee</li></ul>"

    shown = MarkupWidget().show(html, NAMES)

    assert shown == "## Kop\n\nMet **nadruk**.\n\n- een\n- twee"
    assert MarkupWidget().read(shown, NAMES) == html


@pytest.mark.parametrize(
    ("cell", "remark"),
    [
        ("# Kop", "‘# ’ is geen opmaak die wij kennen. Bedoelt u ‘## ’?"),
        ("Tekst\n\n#### Kop", "‘#### ’ is geen opmaak die wij kennen. Bedoelt u ‘### ’?"),
        ("* een\n* twee", "‘* ’ is geen opmaak die wij kennen. Bedoelt u ‘- ’?"),
        ("• een", "‘• ’ is geen opmaak die wij kennen. Bedoelt u ‘- ’?"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", TABLE),
        ("## Kop\n\n- een\n\n1) een", ""),
        ("\\# Kop", ""),
        ("Een # en een | en 2 * 3, *nadruk*", ""),
        ("*nadruk* aan het begin", ""),
        ("**vet** en\n**ook\nvet**, en 2**3 en een voetnoot**", ""),
        ("Eerst **vet**.\n\n- dan **niet dicht\n- **vet**", UNCLOSED.format(words="niet dicht")),
        ("\\**niet dicht", ""),
        ("[tekst]( https://nplv.nl )", SPACE_IN_ADDRESS.format(link="[tekst]( https://nplv.nl )")),
        (
            "[tekst](https://nplv.nl/een pagina)",
            SPACE_IN_ADDRESS.format(link="[tekst](https://nplv.nl/een pagina)"),
        ),
        ("[tekst](www.nplv.nl)", NO_SCHEME.format(link="[tekst](www.nplv.nl)")),
        ("[tekst](https://nplv.nl/a_(b)) en [1](zie de noot) en [open](ma: 9 tot 12 uur)", ""),
        (7, ""),
    ],
)
def test_marks_that_we_do_not_know_are_named_but_stay(cell, remark):
    assert MarkupWidget().remark(cell) == remark


@pytest.mark.parametrize(
    "cell", ["Tik [klik](javascript:alert(1)) aan", "[klik]( JavaScript:alert)", "[klik](data:text/html,x)"]
)
def test_link_to_a_forbidden_kind_of_address_is_refused(cell):
    said = MarkupWidget().objection(cell, "<p>Tik aan</p>")

    assert said.endswith("mag geen link zijn. Een link begint met https://, mailto: of tel:.")


def test_text_that_looked_like_a_forbidden_link_before_may_stay():
    html = "<p>[klik](javascript:x)</p>"
    shown = MarkupWidget().show(html, NAMES)

    assert MarkupWidget().objection(f"{shown} en meer", html) == ""
    assert MarkupWidget().read(shown, NAMES) == html


def test_number_with_a_bracket_begins_a_list_as_one_with_a_dot_does():
    assert MarkupWidget().read("1) een\n2) twee", NAMES) == "<ol><li>een</li><li>twee</li></ol>"


@pytest.mark.parametrize("html", ["<p>1) een</p>", "<ol><li>1) een</li></ol>"])
def test_bracket_that_is_text_stays_text(html):
    assert MarkupWidget().read(MarkupWidget().show(html, NAMES), NAMES) == html


@pytest.mark.parametrize(
    ("cell", "code"), [("tr", "tr"), ("NL", "nl"), ("nl-BE", "nl-BE"), ("Turks", "tr"), ("papiaments", "pap")]
)
def test_language_is_read_by_its_code_or_its_name(cell, code):
    assert LanguageWidget().read(cell, NAMES) == code


def test_name_of_a_language_is_said_to_become_its_code():
    assert LanguageWidget().remark("Turks") == "‘Turks’ wordt bewaard als ‘tr’: de code van die taal."
    assert LanguageWidget().remark("TR") == ""


@pytest.mark.parametrize(
    ("cell", "message", "suggestion"),
    [
        ("Trks", "‘Trks’ is geen taal die wij kennen. Bedoelt u ‘Turks’?", "Turks"),
        (
            "Qqq",
            "‘Qqq’ is geen taal die wij kennen. Schrijf de code van de taal, bijvoorbeeld nl, bg, tr of en.",
            "",
        ),
        ("xx", "‘xx’ is geen taal die wij kennen.", ""),
    ],
)
def test_unknown_language_is_refused(cell, message, suggestion):
    with pytest.raises(Misread) as refused:
        LanguageWidget().read(cell, NAMES)

    assert refused.value.message.startswith(message)
    assert refused.value.suggestion == suggestion


def test_body_text_that_is_too_long_is_refused():
    with pytest.raises(Misread, match="Deze tekst is te lang"):
        MarkupWidget().read("woord " * 20_000, NAMES)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Poelenburg; Peldersveld", ["Poelenburg", "Peldersveld"]),
        ("Poelenburg;Peldersveld;", ["Poelenburg", "Peldersveld"]),
        ("Poelenburg\nPeldersveld", ["Poelenburg", "Peldersveld"]),
        ("Poelenburg, Peldersveld", ["Poelenburg", "Peldersveld"]),
        ("Oost, met de haven; West", ["Oost, met de haven", "West"]),
        ("Oost; Oost", ["Oost"]),
        ("a\\;b; c", ["a;b", "c"]),
        (12, ["12"]),
        (" ; ", []),
    ],
)
def test_words_are_read_one_by_one(cell, words):
    assert WordsWidget().read(cell, NAMES) == words


@given(st.lists(st.text("ab ;,\\", min_size=1).map(str.strip).filter(bool), min_size=1, unique=True))
def test_words_shown_are_read_back(words):
    rows = [{"id": str(number), "name": word, "position": number} for number, word in enumerate(words)]

    assert WordsWidget().read(WordsWidget().show(rows, NAMES), NAMES) == words


def ids_and_places(rows):
    return [(row["name"], row["id"], row.get("position")) for row in rows]


ROWS = [
    {"id": "x", "name": "Poelenburg", "position": 1},
    {"id": "y", "name": "Peldersveld", "position": 2},
]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (["Poelenburg", "Peldersveld"], [("Poelenburg", "x", 1), ("Peldersveld", "y", 2)]),
        (["Peldersveld", "Poelenburg"], [("Peldersveld", "y", 1), ("Poelenburg", "x", 2)]),
        (["Poelenburg", "Peldersveld-Oost"], [("Poelenburg", "x", 1), ("Peldersveld-Oost", "y", 2)]),
        (["Peldersveld"], [("Peldersveld", "y", 2)]),
        (
            ["Poelenburg", "Peldersveld", "Kleurenbuurt"],
            [("Poelenburg", "x", 1), ("Peldersveld", "y", 2), ("Kleurenbuurt", "new Kleurenbuurt", 3)],
        ),
        (
            ["Kleurenbuurt", "Poelenburg", "Peldersveld"],
            [("Kleurenbuurt", "new Kleurenbuurt", 1), ("Poelenburg", "x", 2), ("Peldersveld", "y", 3)],
        ),
        ([], []),
    ],
)
def test_words_become_rows_that_keep_their_keys_and_places(words, rows):
    made = rows_of_words(words, ROWS, has_order=True, new_id=lambda word: f"new {word}")

    assert ids_and_places(made) == rows


def test_words_without_an_order_get_no_place():
    [row] = rows_of_words(["Zaandam Oost"], [], has_order=False, new_id=lambda word: "n")

    assert row == {"id": "n", "name": "Zaandam Oost"}
