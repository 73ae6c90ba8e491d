"""What changed between two contents, shown: nothing lost, nothing added, nothing dangerous, never slow."""

import re
from html import escape
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.models import Intervention, Quote
from kansrijk.publishing.describing import compare, describe
from kansrijk.publishing.differences import Field, Kind, Name, changed_fields, differences
from kansrijk.publishing.marking import marked_html, marked_text
from kansrijk.publishing.sequences import longest_rising, matches
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.richtext.sanitise import sanitise
from tests.factories import make_intervention, make_organisation, make_photo, make_theme

MARK = re.compile(r"</?(?:ins|del)>")
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>klik</a>",
    "</ins><script>alert(1)</script><ins>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<ins onclick=alert(1)>x</ins>",
    "<p><style>@import 'x'</style>tekst</p>",
    "<<p>script>alert(1)<</p>/script>",
    "{{ settings.SECRET_KEY }}",
    "\x00<\x00script>",
]
some_text = st.text(alphabet="ab .,\n<&é", max_size=60) | st.sampled_from(HOSTILE)
some_html = st.lists(
    st.sampled_from(
        ["<p>een ", "twee ", "<strong>drie</strong> ", "</p>", "<ul><li>vier</li>", "<li>vijf</li></ul>",
         "<h2>zes</h2>", '<a href="https://a.nl/">zeven</a>', "&amp; ", "<blockquote><p>acht</p></blockquote>"]
    ),
    max_size=14,
).map("".join) | st.sampled_from(HOSTILE)  # fmt: skip


def numbers(count, below, seed):
    """The same in every run, in no order."""
    return [hash((seed, at)) % below for at in range(count)]


def without_marks(html):
    return MARK.sub("", html)


# --- Sequences ------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 4), max_size=30), st.lists(st.integers(0, 4), max_size=30))
def test_matches_are_equal_parts_in_order_in_both(old, new):
    end_old = end_new = 0

    for match in matches(old, new):
        assert match.size > 0
        assert match.old >= end_old
        assert match.new >= end_new
        assert old[match.old : match.old + match.size] == new[match.new : match.new + match.size]
        end_old, end_new = match.old + match.size, match.new + match.size


@given(st.lists(st.integers(0, 9), unique=True, max_size=7))
def test_longest_rising_row_is_as_long_as_any(values):
    pairs = list(enumerate(values))
    subsets = ([p for bit, p in enumerate(pairs) if chosen >> bit & 1] for chosen in range(2 ** len(pairs)))
    best = max(len(row) for row in subsets if [v for _, v in row] == sorted(v for _, v in row))

    found = longest_rising(pairs)

    assert len(found) == best
    assert found == sorted(found, key=lambda pair: pair[1])


def test_far_apart_changes_in_a_long_sequence_are_found_exactly():
    old = numbers(20_000, 700, 1)
    new = [-1 if at % 1_000 == 500 else value for at, value in enumerate(old)]

    assert sum(match.size for match in matches(old, new)) == 20_000 - 20


# --- Texts ----------------------------------------------------------------------------------------------


@given(some_text, some_text)
def test_without_marks_each_side_of_a_text_is_that_text(old, new):
    marked_old, marked_new = marked_text(old, new)

    assert without_marks(marked_old) == escape(old, quote=False)
    assert without_marks(marked_new) == escape(new, quote=False)


@given(some_html, some_html)
def test_without_marks_each_side_of_a_rich_text_is_that_text(old, new):
    marked_old, marked_new = marked_html(old, new)

    assert without_marks(marked_old) == sanitise(old)
    assert without_marks(marked_new) == sanitise(new)


@given(some_html)
def test_equal_rich_texts_have_no_marks(html):
    assert marked_html(html, html) == (sanitise(html), sanitise(html))


@given(some_html, some_html)
def test_marks_never_cross_a_tag(old, new):
    for side in marked_html(old, new):
        for inside in re.findall(r"<(?:ins|del)>(.*?)</(?:ins|del)>", side, re.DOTALL):
            assert "<" not in inside


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("mark", [marked_text, marked_html])
def test_hostile_text_stays_text(mark, hostile):
    for side in (*mark(hostile, f"Veilig. {hostile}"), *mark("", hostile)):
        tags = re.findall(r"<([^>]*)", side)
        assert {tag.split()[0].strip("/") for tag in tags} <= {"ins", "del", "p", "strong", "em", "a"}
        assert not [tag for tag in tags if "on" in tag.replace("strong", "") or "javascript" in tag]


def test_words_that_changed_are_marked_and_no_others():
    assert marked_text("De kat zit op de mat.", "De hond zit op de mat, thuis.") == (
        "De <del>kat</del> zit op de mat.",
        "De <ins>hond</ins> zit op de mat<ins>, thuis</ins>.",
    )


def test_new_paragraph_leaves_its_neighbours_alone():
    old, new = marked_html("<p>Een.</p><p>Drie.</p>", "<p>Een.</p><p>Twee.</p><p>Drie.</p>")

    assert old == "<p>Een.</p><p>Drie.</p>"
    assert new == "<p>Een.</p><p><ins>Twee.</ins></p><p>Drie.</p>"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<p>Een twee.</p>", "<p>Een <strong>twee</strong>.</p>", "<strong><ins>twee</ins></strong>"),
        ("<p>Kop</p>", "<h2>Kop</h2>", "<h2><ins>Kop</ins></h2>"),
        (
            '<p>Zie <a href="https://a.nl/">hier</a> nu.</p>',
            '<p>Zie <a href="https://b.nl/">hier</a> nu.</p>',
            '<a href="https://b.nl/"><ins>hier</ins></a>',
        ),
        ("<p>Een twee drie.</p>", "<p>Een</p><p>twee drie.</p>", "<p><ins>twee</ins> drie.</p>"),
    ],
)
def test_change_of_dress_is_marked_too(old, new, shown):
    assert shown in marked_html(old, new)[1]


def test_texts_that_share_next_to_nothing_are_marked_whole():
    old, new = marked_text("De a b c d e f g h i j.", "Het 1 2 3 4 5 6 7 8 9 0 is.")

    assert (old.count("<del>"), new.count("<ins>")) == (1, 1)


def words(count, vocabulary, seed):
    return [f"woord{number}" for number in numbers(count, vocabulary, seed)]


LONG = {
    "a story with edits": (words(11_000, 2_000, 1), [*words(200, 2_000, 2), *words(11_000, 2_000, 1)[200:]]),
    "the same words in another order": (words(11_000, 3_000, 1), sorted(words(11_000, 3_000, 1))),
    "two words only": (words(15_000, 2, 1), words(15_000, 2, 2)),
    "one word": (["a"] * 50_000, ["a"] * 40_000),
    "no space at all": (["x" * 100_000], ["y" * 100_000]),
    "only signs": (list("<&" * 25_000), list("&<" * 25_000)),
}


@pytest.mark.parametrize("name", LONG)
def test_hundred_kilobytes_take_less_than_a_second(name):
    old, new = (" ".join(side)[:100_000] for side in LONG[name])

    for mark, before, after in ((marked_text, old, new), (marked_html, f"<p>{old}</p>", f"<p>{new}</p>")):
        started = process_time()
        mark(before, after)
        assert process_time() - started < 1


# --- Fields ---------------------------------------------------------------------------------------------

TITLE = Field("title", "Titel", Kind.TEXT)
THEMES = Field("themes", "Thema's", Kind.SET, source="theme")
FIGURES = Field(
    "figures",
    "Kerncijfers",
    Kind.ROWS,
    fields=(Field("value", "Cijfer", Kind.TEXT), Field("position", "Volgorde", Kind.PLAIN)),
)
NAMES = {("theme", "werk"): Name("Werk en geldzorgen"), ("theme", "kind"): Name("Het jonge kind")}


def test_fields_that_did_not_change_are_left_out():
    assert differences({"title": "Een", "themes": []}, {"title": "Een"}, [TITLE, THEMES], NAMES) == []


@pytest.mark.parametrize(("old", "new"), [(None, ""), ("", None), (None, []), ([], "")])
def test_two_ways_to_be_empty_are_no_difference(old, new):
    assert differences({"title": old}, {"title": new}, [TITLE], {}) == []


def test_set_shows_what_was_added_and_removed_by_name():
    (found,) = differences({"themes": ["werk"]}, {"themes": ["kind", "weg"]}, [THEMES], NAMES)

    assert [(m.name.label, m.is_changed) for m in found.old_members] == [("Werk en geldzorgen", True)]
    assert [m.name.label for m in found.new_members] == ["Het jonge kind", "‘weg’ (bestaat niet meer)"]


def test_rows_say_which_came_went_and_changed():
    old = [{"id": "1", "value": "10", "position": 0}, {"id": "2", "value": "20", "position": 1}]
    new = [{"id": "1", "value": "11", "position": 0}, {"id": "3", "value": "30", "position": 1}]

    (found,) = differences({"figures": old}, {"figures": new}, [FIGURES], {})

    assert [(row.change, row.title) for row in found.rows] == [
        ("gewijzigd", "11"),
        ("toegevoegd", "30"),
        ("weggehaald", "20"),
    ]
    assert [[field.label for field in row.fields] for row in found.rows] == [["Cijfer"]] * 3


@given(st.dictionaries(st.sampled_from(["title", "themes"]), st.sampled_from([None, "", "a", "b"])))
def test_changed_fields_are_the_fields_of_the_differences(new):
    old = {"title": "a"}

    names = [field.name for field in changed_fields(old, new, [TITLE, THEMES])]

    assert names == [found.name for found in differences(old, new, [TITLE, THEMES], {})]


def test_every_part_of_a_story_has_a_label_and_shows_its_change(db):
    story = make_intervention(title="Oud", themes=[make_theme(name="Armoede")])
    old = snapshot_of(story)
    figure = {"id": "6f1f0f52-0000-4000-8000-000000000000", "value": "9", "label": "kinderen", "position": 0}
    placement = {**figure, "photo": str(make_photo().pk), "caption": "Kijk"}
    new = {
        **old,
        "title": "Nieuw",
        "themes": [make_theme(name="Gezondheid").slug],
        "organisations": [make_organisation(name="GGD").slug],
        "review_on": "2027-03-01",
        "key_figures": [figure],
        "photo_placements": [placement],
    }

    found = {difference.label: difference for difference in compare(Intervention, old, new)}

    assert list(found) == [
        "Titel", "Thema's", "Organisaties", "Opnieuw bekijken op", "Kerncijfers", "Foto's bij het verhaal",
    ]  # fmt: skip
    assert found["Opnieuw bekijken op"].new == "<ins>1 maart 2027</ins>"
    assert found["Organisaties"].new_members[0].name.label == "GGD"
    photo = found["Foto's bij het verhaal"].rows[0].fields[0]
    assert photo.new_members[0].name.picture.startswith("/foto/")


def test_names_take_as_many_queries_for_many_keys_as_for_one(db, django_assert_num_queries):
    themes = [make_theme().slug for _ in range(8)]

    for some in (themes[:1], themes):
        with django_assert_num_queries(1):
            compare(Intervention, {"themes": []}, {"themes": some})


def test_consent_is_no_part_of_a_comparison():
    assert not [field.name for field in describe(Quote) if field.name.startswith("consent")]
