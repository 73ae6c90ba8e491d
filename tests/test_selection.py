"""What a list understands of an address, and what it says about the rest."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kansrijk.listing.selection import Facet, Option, read_selection

FACETS = (
    Facet("thema", "Thema", (Option("jonge-kind", "Jonge kind"), Option("werk", "Werk"))),
    Facet("gebied", "Gebied", (Option("zaandam-oost", "Zaandam-Oost"),)),
)
SORTS = (Option("titel", "Titel"), Option("gebied", "Gebied"))


def read(query: str):
    return read_selection(QueryDict(query), FACETS, SORTS)


def test_selection_repeated_parameter_keeps_every_known_value():
    selection = read("thema=jonge-kind&thema=werk&gebied=zaandam-oost")

    assert selection.values == {"thema": ("jonge-kind", "werk"), "gebied": ("zaandam-oost",)}
    assert selection.notices == ()


def test_selection_unknown_value_is_left_out_and_named():
    selection = read("thema=ruimtevaart&thema=werk")

    assert selection.values["thema"] == ("werk",)
    assert selection.notices == (
        "Bij ‘Thema’ kennen wij ‘ruimtevaart’ niet. Dat deel van uw keuze telt niet mee.",
    )


def test_selection_unknown_parameter_is_named():
    selection = read("kleur=rood")

    assert selection.notices == ("Wij kennen het filter ‘kleur’ niet. Het telt niet mee.",)
    assert not selection.is_narrowed


def test_selection_unknown_order_falls_back_to_the_usual_one():
    selection = read("sorteer=willekeurig")

    assert selection.sort == "titel"
    assert "willekeurig" in selection.notices[0]


def test_selection_page_that_is_no_number_shows_the_first_with_a_notice():
    selection = read("pagina=abc")

    assert selection.page == 1
    assert selection.notices == ("‘abc’ is geen paginanummer. U ziet de eerste pagina.",)


def test_selection_very_long_question_is_cut_and_said():
    selection = read("q=" + "+".join(["woord"] * 50))

    assert len(selection.terms) == 12
    assert selection.notices == ("Uw zoekvraag is erg lang. Wij hebben alleen naar het eerste deel gezocht.",)


def test_selection_removing_a_choice_keeps_the_others_and_the_order():
    selection = read("thema=werk&gebied=zaandam-oost&sorteer=gebied&pagina=3")

    urls = {active.label: active.remove_url for active in selection.active_filters("/interventies/")}

    assert urls == {
        "Werk": "/interventies/?gebied=zaandam-oost&sorteer=gebied",
        "Zaandam-Oost": "/interventies/?thema=werk&sorteer=gebied",
    }


def test_selection_only_plain_list_and_single_filter_may_be_indexed():
    assert read("").may_be_indexed
    assert read("thema=werk").may_be_indexed
    assert not read("thema=werk&gebied=zaandam-oost").may_be_indexed
    assert not read("q=taal").may_be_indexed


@given(st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=60), max_size=4), max_size=6))
def test_selection_any_input_gives_a_selection_that_reads_back_the_same(parameters):
    data = QueryDict(mutable=True)
    for name, values in parameters.items():
        data.setlist(name, values)

    selection = read_selection(data, FACETS, SORTS)
    again = read(selection.query_string(page=selection.page).removeprefix("?"))

    assert (again.values, again.query, again.sort) == (selection.values, selection.query, selection.sort)
    assert again.notices == ()
