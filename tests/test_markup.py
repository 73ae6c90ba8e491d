"""The light markup in which seeds and workbooks carry body text."""

import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.richtext.markup import html_from_markup
from kansrijk.richtext.sanitise import sanitise

LINES = st.text(alphabet="ab é\u00a0<&\"'>*[]()#-.1\n:/", max_size=60)
ADDRESSES = st.sampled_from(
    ["https://a.nl", "mailto:a@b.nl", "tel:+31", "javascript:x", "//a", "http://[", "https://"]
)
MARKUP = st.lists(st.one_of(LINES, st.builds("[{}]({})".format, LINES, ADDRESSES), st.text(max_size=20))).map(
    "".join
)


def words_of(html):
    """What a visitor reads: tags become white space, the way blocks separate words."""
    text = []
    for piece in html.split("<"):
        _tag, bracket, rest = piece.partition(">")
        text.append(rest if bracket else piece)
    return unescape(" ".join(text)).split()


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("Eerste zin.\nTweede zin.\n\nNieuwe alinea.", "<p>Eerste zin. Tweede zin.</p><p>Nieuwe alinea.</p>"),
        ("## Kop\nTekst\n### Kleine kop", "<h2>Kop</h2><p>Tekst</p><h3>Kleine kop</h3>"),
        ("- een\n  en verder\n- twee", "<ul><li>een en verder</li><li>twee</li></ul>"),
        ("1. een\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("Zin\n- een\n\nZin", "<p>Zin</p><ul><li>een</li></ul><p>Zin</p>"),
        ("> een\n> twee\n>\n> drie", "<blockquote><p>een twee</p><p>drie</p></blockquote>"),
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("***beide***", "<p><strong><em>beide</em></strong></p>"),
        ("**vet *en schuin***", "<p><strong>vet <em>en schuin</em></strong></p>"),
        ("", ""),
        ("\n\n  \n", ""),
    ],
)
def test_markup_becomes_the_html_it_stands_for(markup, html):
    assert html_from_markup(markup) == html


@pytest.mark.parametrize(
    "address",
    ["https://www.nplv.nl/a?b=1&c=2", "http://a.nl", "mailto:info@a.nl", "tel:+31701234567", "/over/"],
)
def test_link_to_an_allowed_address_becomes_a_link(address):
    html = html_from_markup(f"Kijk [op **de** site]({address}).")

    assert f'<a href="{address.replace("&", "&amp;")}"' in html
    assert words_of(html) == ["Kijk", "op", "de", "site", "."]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "admin/", "//evil.nl", "http://[x", "https://"]
)
def test_link_to_any_other_address_stays_text(address):
    html = html_from_markup(f"[klik]({address})")

    assert "<a" not in html
    assert unescape(html) == f"<p>[klik]({address})</p>"


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4",
        "een * los",
        "**open",
        "[los",
        "a ] b",
        "<script>alert(1)</script>",
        "#kop",
        "-streep",
        "3.5",
        "a_b_",
    ],
)
def test_characters_that_mark_nothing_stay_text(text):
    assert unescape(html_from_markup(text)) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        *[
            (unit, 1_000_000)
            for unit in ("*", "**", "* ", "a*", "*a ", "**a *b", "[", "[a](", "](", "[a](b", "<", "> ")
        ],
        *[(unit, 200_000) for unit in ("- a\n", "1. a\n", "## a\n", "> a\n>\n", "*[a](http://a.nl) ")],
    ],
)
def test_a_lot_of_hostile_markup_is_read_quickly(unit, size):
    text = unit * (size // len(unit))

    started = time.process_time()
    html_from_markup(text)

    assert time.process_time() - started < 10


@given(MARKUP)
def test_html_already_lies_in_the_allowed_subset(markup):
    html = html_from_markup(markup)

    assert sanitise(html) == html


@given(st.text(alphabet="abc é<&\"'\n;", max_size=200))
def test_text_without_markup_keeps_every_word(text):
    assert words_of(html_from_markup(text)) == text.split()


@given(st.text(alphabet='abcd <&"*#>-[]\n', max_size=200))
def test_markup_loses_no_letter(text):
    marks = str.maketrans("", "", "*#>-[]")

    kept = "".join(words_of(html_from_markup(text))).translate(marks)

    assert kept == "".join(text.split()).translate(marks)
