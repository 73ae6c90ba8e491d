"""Sentences in which the name of a kind of record is filled in read as Dutch: het citaat, een nieuw citaat."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from kansrijk.resources.noun import Noun
from kansrijk.workbooks import planning
from kansrijk.workbooks.book import Sheet
from kansrijk.workbooks.registry import books
from tests.factories import make_intervention, make_quote
from tests.workbooks.written_books import planned, row_at, with_row, written_sheet

NEUTER = {"citaat", "gebied", "thema", "kerncijfer"}
MODULES = [import_module(f"{planning.__name__}.{found.name}") for found in iter_modules(planning.__path__)]
SENTENCES = [
    value
    for module in MODULES
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str) and "{noun}" in value
]
DECLARED = {sheet.noun for book in books().values() for sheet in book.sheets}


def filled(sentence, noun):
    names = dict.fromkeys(re.findall(r"{(\w+)}", sentence), "X")
    return sentence.format(**{**names, "noun": noun})


def test_every_kind_has_the_article_of_its_noun():
    assert {str(noun) for noun in DECLARED if noun.the == "het"} == NEUTER


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("noun", sorted(DECLARED))
def test_no_sentence_gives_a_noun_the_words_of_the_other_gender(sentence, noun):
    wrong = {
        "het": (f"een nieuwe {noun}", f"één nieuwe {noun}", f"eze {noun}", f"welke {noun}", f"de {noun}"),
        "de": (f"nieuw {noun}", f"dit {noun}", f"welk {noun}", f"het {noun}", f"hetzelfde {noun}"),
    }[noun.the]

    text = filled(sentence, noun)

    assert not [words for words in wrong if re.search(rf"(?<!\w){re.escape(words)}\b", text)]


def test_words_around_a_noun_follow_its_article():
    story, quotation = Noun("interventie"), Noun("citaat", "het")

    assert (story.the, story.this, story.same, story.which, story.new) == (
        *("de", "deze", "dezelfde", "welke", "nieuwe"),
    )
    assert (quotation.the, quotation.this, quotation.same, quotation.which, quotation.new) == (
        *("het", "dit", "hetzelfde", "welk", "nieuw"),
    )


@pytest.mark.django_db
def test_unknown_code_of_a_quotation_asks_whether_it_is_new():
    make_quote(intervention=make_intervention())

    result = planned(with_row(written_sheet("Citaten"), Code="CIT-999", Citaat="Hallo.", Spreker="Bo"))

    assert "Er is geen citaat met code ‘CIT-999’. Is dit een nieuw citaat?" in row_at(result, 3).message


@pytest.mark.django_db
def test_quotation_without_a_text_says_what_a_new_one_needs():
    sheet = written_sheet("Citaten")

    result = planned(with_row(Sheet(sheet.name, sheet.rows[:1]), Spreker="Bo"))

    assert any("een nieuw citaat kan niet zonder" in found.message for found in result.findings)
