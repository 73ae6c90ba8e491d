"""No file gives the consent of somebody to be quoted, so the page of a plan says what nobody will see yet."""

from tests.factories import make_quote
from tests.pages import read
from tests.workbooks.round_trip import downloaded, page_of, put, taken_in

WORDS = "nog geen toestemming"


def test_plan_says_how_many_quotes_nobody_will_see_yet(stories, editor):
    make_quote(intervention=stories[0], speaker="Bo")
    file = downloaded(editor)
    rows = file["Citaten"]
    headings = [cell.value for cell in rows[1]]
    rows.cell(2, headings.index("Citaat") + 1, "Mooi hier.")
    for heading, value in (("Interventie", stories[1].title), ("Citaat", "Fijn."), ("Spreker", "Ali")):
        rows.cell(3, headings.index(heading) + 1, value)

    page = read(editor.get(page_of(taken_in(editor, file)))).text

    assert f"1 onderdeel heeft {WORDS}. Bezoekers zien het pas als u die op de website regelt." in page


def test_plan_without_quotes_says_nothing_of_consent(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Taalcafé Oost")

    assert WORDS not in read(editor.get(page_of(taken_in(editor, file)))).text
