"""Cells that name other records, and what is said when nobody is called that."""

import time

import pytest

from areas.models import Area, AreaAlias
from interventions.models import Intervention, Organisation, OrganisationKind, Phase, Theme
from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names, Source, load_names
from kansrijk.resources.nearest import Nearest
from kansrijk.resources.widgets import ChoiceWidget, ReferencesWidget, ReferenceWidget
from tests.factories import (
    make_area,
    make_draft,
    make_intervention,
    make_organisation,
    make_phase,
    make_theme,
)

THEMES = "interventions.theme"
NAMES = Names(
    {
        THEMES: Source(
            noun="thema",
            labels={
                "jonge-kind": "Jonge kind",
                "werk": "Werk en inkomen",
                "leefomgeving": "Gezond, veilig leven",
                "veilig": "veilig leven",
                "cafe": "Café",
            },
            other_names={
                "jonge-kind": ("Ontwikkeling van het jonge kind", "Kinderen"),
                "veilig": ("Kinderen",),
            },
            offered=("jonge-kind", "werk", "leefomgeving", "veilig", "cafe"),
        )
    }
)
ONE, SEVERAL = ReferenceWidget(Theme, "slug"), ReferencesWidget(Theme, field="slug")


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Jonge kind", "jonge-kind"),
        (" JONGE  KIND ", "jonge-kind"),
        ("jonge-kind", "jonge-kind"),
        ("Jonge\u00a0kind", "jonge-kind"),
        ("ontwikkeling van het jonge kind", "jonge-kind"),
        ("cafe", "cafe"),
        ("CAFÉ", "cafe"),
    ],
)
def test_reference_is_found_by_every_name_it_has(cell, key):
    assert ONE.read(cell, NAMES) == key


@pytest.mark.parametrize(
    "cell",
    [
        "2023-2025",
        "2023–2025",
        "2023 - 2025",
        "2023 – 2025",
        "2023\u00a0—\u00a02025",
        "\u200e2023-2025\u200f",
    ],
)
def test_period_is_found_whatever_stands_around_its_dash(cell):
    phases = Names({"interventions.phase": Source("fase", {"een": "2023-2025", "twee": "2026-2028"})})

    assert ReferencesWidget(Phase, field="slug").read(f"{cell}; 2026 - 2028", phases) == ["een", "twee"]


def test_reference_is_shown_by_its_name_and_an_unknown_one_by_its_key():
    assert ONE.show("werk", NAMES) == "Werk en inkomen"
    assert ONE.show("weg", NAMES) == "weg"
    assert ONE.show(None, NAMES) is None


def test_unknown_reference_is_refused_with_the_nearest_name():
    with pytest.raises(
        Misread, match=r"Er is geen thema ‘Werk en inkomn’\. Bedoelt u ‘Werk en inkomen’"
    ) as refused:
        ONE.read("Werk en inkomn", NAMES)

    assert refused.value.suggestion == "Werk en inkomen"


def test_name_that_may_mean_two_things_is_refused_with_both():
    with pytest.raises(Misread, match=r"meer dan één ding zijn\. Bedoelt u ‘Jonge kind’ of ‘veilig leven’"):
        ONE.read("Kinderen", NAMES)


@pytest.mark.parametrize(
    ("cell", "keys"),
    [
        ("Jonge kind; Werk en inkomen", ["jonge-kind", "werk"]),
        ("Werk en inkomen\nJonge kind", ["jonge-kind", "werk"]),
        ("werk, jonge-kind", ["jonge-kind", "werk"]),
        ("werk;werk;", ["werk"]),
        ("Gezond, veilig leven", ["leefomgeving"]),
        ("Gezond, veilig leven, werk", ["leefomgeving", "werk"]),
    ],
)
def test_several_references_are_read_whatever_stands_between(cell, keys):
    assert SEVERAL.read(cell, NAMES) == keys


def test_several_references_are_shown_with_semicolons_and_read_back():
    shown = SEVERAL.show(["leefomgeving", "veilig", "werk"], NAMES)

    assert shown == "Gezond, veilig leven; veilig leven; Werk en inkomen"
    assert SEVERAL.read(shown, NAMES) == ["leefomgeving", "veilig", "werk"]


def test_one_wrong_name_among_good_ones_is_refused_with_the_whole_cell_put_right():
    with pytest.raises(Misread, match=r"^Er is geen thema ‘Jonge knid’\.") as refused:
        SEVERAL.read("werk, Jonge knid", NAMES)

    assert refused.value.suggestion == "Werk en inkomen; Jonge kind"


def themes(*names):
    labels = {f"thema-{number}": name for number, name in enumerate(names)}
    return Names({THEMES: Source(noun="thema", labels=labels, offered=tuple(labels))})


def test_name_like_no_other_gets_no_suggestion_but_the_choices():
    with pytest.raises(Misread) as refused:
        ONE.read("Onzin", themes("Wonen", "Werk", "Jeugd"))

    assert refused.value.message == "Er is geen thema ‘Onzin’. Kies uit ‘Wonen’, ‘Werk’ of ‘Jeugd’."
    assert refused.value.suggestion == ""


def test_choices_are_named_once_however_many_names_are_unknown():
    with pytest.raises(Misread) as refused:
        SEVERAL.read("Onzin; Qqq", themes("Wonen", "Werk"))

    assert refused.value.message == (
        "Er is geen thema ‘Onzin’. Er is geen thema ‘Qqq’. Kies uit ‘Wonen’ of ‘Werk’."
    )


def test_more_choices_than_anybody_reads_are_not_named():
    with pytest.raises(Misread, match=r"‘Qqq’\. Kies een thema uit de lijst bij de cel\.$"):
        ONE.read("Qqq", themes(*(f"Wonen {number}" for number in range(16))))


def test_name_much_further_away_than_the_nearest_is_not_suggested():
    known = themes("School en omgeving", "Gezonde leefomgeving", "Veiligheid")

    with pytest.raises(Misread, match=r"Bedoelt u ‘School en omgeving’\?$"):
        ONE.read("Schol en Omgeving", known)


def test_names_that_are_about_as_near_are_all_suggested():
    assert Nearest(["Wijkteam Noord", "Wijkteam Oost"]).to("Wijkteam Nost") == (
        "Wijkteam Oost",
        "Wijkteam Noord",
    )


def test_choice_is_read_by_its_words_or_its_code_and_shown_in_words():
    widget = ChoiceWidget(OrganisationKind)

    assert widget.read("bewoners en vrijwilligers", NAMES) == "bewoners"
    assert widget.read("zorg", NAMES) == "zorg"
    assert widget.show("zorg", NAMES) == "Zorg, GGD en consultatiebureau"
    with pytest.raises(
        Misread, match=r"staat niet in de lijst\. Bedoelt u ‘Bewoners en vrijwilligers’"
    ) as refused:
        widget.read("Bewoner en vrijwilliger", NAMES)
    assert refused.value.suggestion == "Bewoners en vrijwilligers"


@pytest.mark.django_db
def test_names_come_from_the_database_in_a_few_queries(django_assert_num_queries):
    area = make_area(name="Zaandam-Oost", slug="zaandam-oost", code="ZAA")
    AreaAlias.objects.create(area=area, name="Poelenburg e.o.")
    phase, theme = make_phase(start_year=2023), make_theme(name="Jonge kind")
    theme.names.create(phase=phase, name="Ontwikkeling van het jonge kind")
    make_intervention(title="Ontdeklab", area=area, themes=[theme], phases=[phase])

    with django_assert_num_queries(6):
        names = load_names(
            ["areas.area", "interventions.phase", "interventions.theme", "interventions.intervention"]
        )

    assert ReferenceWidget(Area, "slug").read("poelenburg e.o.", names) == "zaandam-oost"
    assert ReferenceWidget(Area, "slug").read("ZAA", names) == "zaandam-oost"
    assert ReferencesWidget(Phase, field="slug").read("2023-2025", names) == ["2023-2025"]
    assert ReferencesWidget(Phase, field="slug").show(["2023-2025"], names) == "2023-2025"
    assert ReferencesWidget(Theme, field="slug").read("Ontwikkeling van het jonge kind", names) == [
        "jonge-kind"
    ]
    story = ReferenceWidget(Intervention, "code")
    assert story.show("ZAA-001", names) == "ZAA-001 Ontdeklab"
    assert story.read("ZAA-001 Zoals het vroeger heette", names) == "ZAA-001"
    assert story.read("zaa 1", names) == "ZAA-001"
    assert story.read("Ontdeklab", names) == "ZAA-001"


@pytest.mark.django_db
def test_two_records_with_one_name_are_told_apart_by_their_key():
    for code in ("AAA", "BBB"):
        make_intervention(title="Ontdeklab", slug=code, area=make_area(code=code, name=code))
    for slug in ("brug", "de-brug"):
        make_organisation(name="De Brug" if slug == "brug" else "DE BRUG", slug=slug)

    names = load_names(["interventions.organisation", "interventions.intervention"])

    widget = ReferenceWidget(Organisation, "slug")
    assert [widget.read(widget.show(key, names), names) for key in ("brug", "de-brug")] == ["brug", "de-brug"]
    with pytest.raises(Misread, match="meer dan één ding"):
        ReferenceWidget(Intervention, "code").read("Ontdeklab", names)


@pytest.mark.django_db
def test_drop_down_offers_a_coordinator_only_the_own_area(coordinator_of_zaandam, schiedam):
    names = load_names(["areas.area"], user=coordinator_of_zaandam.user)

    assert names.offered("areas.area") == ["Zaandam"]
    assert names.label("areas.area", "schiedam") == "Schiedam"


@pytest.mark.django_db
def test_what_was_removed_keeps_its_name_but_is_not_offered():
    organisation = make_organisation(name="De Brug")
    Organisation.objects.filter(pk=organisation.pk).update(state="weggehaald")

    found = load_names(["interventions.organisation"]).of("interventions.organisation")

    assert (found.offered, found.removed) == ((), {"de-brug"})
    assert found.keys("De Brug") == ("de-brug",)


@pytest.mark.django_db
def test_what_is_neither_shown_nor_proposed_keeps_its_name_but_is_not_offered_and_leaves_another_its_name():
    make_phase(start_year=2023)
    proposed, gone = (
        Phase.objects.create(name=name, slug=name, start_year=2023 + 3 * place, end_year=2025 + 3 * place)
        for name, place in (("voorgesteld", 1), ("vervallen", 0))
    )
    make_draft(proposed)

    found = load_names(["interventions.phase"]).of("interventions.phase")

    assert found.offered == ("2023-2025", "voorgesteld")
    assert [found.labels[key] for key in found.offered] == ["2023-2025", "2026-2028"]
    assert found.keys(found.labels[gone.slug]) == ("vervallen",)


def test_twenty_thousand_wrong_names_are_answered_quickly():
    nearest = Nearest(f"Stichting nummer {number} in de wijk" for number in range(500))

    started = time.process_time()
    for number in range(2_000):
        nearest.to(f"Stichtnig numer {number} in de wijk")

    assert time.process_time() - started < 4
