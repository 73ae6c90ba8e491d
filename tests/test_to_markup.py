"""The way back: body text as a person types it, that gives the very same body text when it is read again."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kansrijk.richtext.markup import html_from_markup
from kansrijk.richtext.sanitise import sanitise
from kansrijk.richtext.to_markup import markup_from_html
from kansrijk.seed_files import read_seeds
from tests.environment import ROOT

LOOKS_LIKE_MARKUP = [
    *(
        "a",
        "b ",
        "é",
        "x1",
        "*",
        "**",
        "[",
        "](",
        "](http://a.nl)",
        "\\",
        "\\ ",
        "\\*",
        "# ",
        "## ",
        "- ",
        "1. ",
    ),
    *("> ", ">", "&lt;", "&amp;", "'", "=", "_", " ", "\xa0", "(", ")"),
]
WORDS = st.lists(st.sampled_from(LOOKS_LIKE_MARKUP), min_size=1, max_size=6).map("".join)
ADDRESSES = st.sampled_from(
    [
        *("http://a.nl", "mailto:a@b.nl", "/x?a=1&amp;b=2", "#a)", "http://a.nl/(b)", "http://a.nl/("),
        *("http://a.nl/\\(x", "http://a.nl/&#39;*[]", "http://a.nl/ü\u2003x"),
    ]
)
MARKED = st.one_of(
    WORDS,
    st.builds("<strong>{}</strong>".format, WORDS),
    st.builds("<em>{}</em>".format, WORDS),
    st.builds("<strong><em>{}</em>{}</strong>".format, WORDS, WORDS),
    st.builds('<a href="{}">{}<strong>{}</strong></a>'.format, ADDRESSES, WORDS, WORDS),
)
INLINE = st.lists(MARKED, min_size=1, max_size=4).map("".join)
ITEM = st.one_of(INLINE, st.just(""))


def lists_of(inner):
    item = st.builds("<li>{}{}</li>".format, ITEM, st.lists(inner, max_size=3).map("".join))
    items = st.lists(item, min_size=1, max_size=3).map("".join)
    return st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["ul", "ol"]), items)


PARAGRAPH = st.builds("<p>{}</p>".format, INLINE)
LISTED = st.recursive(PARAGRAPH, lists_of, max_leaves=6)
BLOCK = st.one_of(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["h2", "h3"]), INLINE),
    LISTED,
    st.builds("<blockquote>{}</blockquote>".format, st.lists(LISTED, min_size=1, max_size=3).map("".join)),
)
BODY = st.lists(BLOCK, min_size=1, max_size=3).map("".join).map(sanitise)


@settings(max_examples=100, deadline=None)
@given(BODY)
def test_every_body_text_comes_back_as_it_was(html):
    assert html_from_markup(markup_from_html(html)) == html


@pytest.mark.parametrize(
    "markup",
    [
        "Eerste alinea.\n\nTweede **alinea** met *nadruk* en ***beide***.",
        "## Kop\n\nTekst met een [link](https://www.nplv.nl/a_(b)).\n\n### Kleine kop",
        "- een\n  - binnenin\n  - nog een\n- twee\n\n  Tweede alinea van twee.\n- drie",
        "1. een\n  - a\n2. twee",
        "- een\n\n- een andere lijst",
        "- - begint met een lijst\n  - en gaat door",
        "> Een citaat.\n>\n> - met een lijst\n> - erin\n>\n> Slot.",
        "Van 2*3*4 en [haken] en een * ster, bestand C:\\temp, a_b_c, 5 > 3.",
        "\\- geen lijst\n\n1\\. geen nummer\n\n\\## geen kop\n\n\\> geen citaat",
        "**K**\\ ansrijk",
        "Dit is \\*geen\\* nadruk.",
    ],
)
def test_what_a_person_types_stays_as_it_was_typed(markup):
    assert markup_from_html(html_from_markup(markup)) == markup


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("- een\n  - twee", "<ul><li>een<ul><li>twee</li></ul></li></ul>"),
        ("1. een\n   1. twee\n2. drie", "<ol><li>een<ol><li>twee</li></ol></li><li>drie</li></ol>"),
        ("   - een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("- een\n\n  en verder\n\nTekst", "<ul><li><p>een</p><p>en verder</p></li></ul><p>Tekst</p>"),
        ("> - een\n> - twee", "<blockquote><ul><li>een</li><li>twee</li></ul></blockquote>"),
        ("\\*ster\\* en \\[haak\\]", "<p>*ster* en [haak]</p>"),
        ("a\\b c\\", "<p>a\\b c\\</p>"),
        ("'=1+1", "<p>'=1+1</p>"),
        ("[\\[](http://a.nl)", '<p><a href="http://a.nl">[</a></p>'),
        ("[](http://a.nl)", "<p>[](http://a.nl)</p>"),
    ],
)
def test_lists_in_lists_and_backslashes_are_understood(markup, html):
    assert html_from_markup(markup) == html


def test_bodies_of_the_seeds_need_no_backslash():
    bodies = [
        html_from_markup(str(entry.record.cells[heading]))
        for entry in read_seeds(ROOT / "seeds")
        for heading in ("Verhaal", "Inleiding")
        if entry.record.cells.get(heading)
    ]

    written = [markup_from_html(html) for html in bodies]

    assert len(bodies) > 20
    assert [html_from_markup(markup) for markup in written] == bodies
    assert not any("\\" in markup for markup in written)


@pytest.mark.parametrize("unit", ["<p>*a</p>", "<ul><li>a</li></ul>", "<p><em>a</em>b</p>", "<p>[</p>"])
def test_a_lot_of_text_is_written_quickly(unit):
    html = unit * 2_000

    started = time.process_time()
    markup_from_html(html)

    assert time.process_time() - started < 2
