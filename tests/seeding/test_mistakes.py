"""A mistake in the seeds is said in Dutch, with its place, and changes nothing."""

import pytest
from django.core.management import CommandError

from areas.models import Area
from interventions.models import Intervention, Organisation
from tests.factories import make_area
from tests.seeding.steps import SEEDS, all_rows, seed

pytestmark = pytest.mark.django_db


def test_seed_names_every_unknown_reference_and_keeps_none_of_the_good_ones(seeds):
    file = seeds / "interventies" / "ZAA-001.toml"
    file.write_text(file.read_text().replace('["jonge-kind"]', '["jonge-kind", "wonen", "werk"]'))

    with pytest.raises(CommandError, match=r"Er is geen thema ‘wonen’.*Er is geen thema ‘werk’"):
        seed(seeds)

    assert not Intervention.objects.exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "sentences"),
    [
        (
            "gebieden.toml",
            'naam = "Zaandam-Oost"',
            "naam = Zaandam",
            ["gebieden.toml: geen geldige TOML op regel 4"],
        ),
        (
            "gebieden.toml",
            "gemeente =",
            "gemente =",
            ["onbekend veld ‘gemente’. Bedoelt u ‘gemeente’?", "‘gemeente’ ontbreekt"],
        ),
        (
            "gebieden.toml",
            "[[gebied]]",
            "[[gebieden]]",
            ["onbekend veld ‘gebieden’", "geen enkel [[gebied]]"],
        ),
        (
            "gebieden.toml",
            '["Poelenburg", "Peldersveld"]',
            '"Poelenburg"',
            ["zaandam-oost: ‘wijken’ hoort een lijst te zijn"],
        ),
        (
            "gebieden.toml",
            "Peldersveld",
            "Poelenburg",
            ["wijken 2: naam ‘Poelenburg’ staat er al, bij gebieden.toml, zaandam-oost, wijken 1"],
        ),
        (
            "gebieden.toml",
            'code = "ZAA"',
            'code = "zaandam"',
            ["gebieden.toml, zaandam-oost: code: Gebruik precies drie hoofdletters"],
        ),
        ("gebieden.toml", "52.443", '"noord"', ["breedtegraad: ‘noord’ is geen getal"]),
        ("gebieden.toml", "52.443", "true", ["breedtegraad: ‘WAAR’ is geen getal"]),
        ("periodes.toml", "2026\n", '"zesentwintig"\n', ["eerste_jaar: ‘zesentwintig’ is geen heel getal"]),
        (
            "themas.toml",
            'periode = "2026-2028"',
            'periode = "2026-2029"',
            ["jonge-kind, naam_per_periode 1: Er is geen periode ‘2026-2029’. Bedoelt u ‘2026-2028’?"],
        ),
        (
            "organisaties.toml",
            '"school"',
            '"scholen"',
            ["soort: ‘scholen’ staat niet in de lijst. Bedoelt u ‘school’?"],
        ),
        (
            "interventies/ZAA-001.toml",
            'code = "ZAA-001"',
            'code = "ZAA-002"',
            ["het bestand heet ZAA-001, maar de code is ‘ZAA-002’"],
        ),
        (
            "interventies/ZAA-001.toml",
            '["jonge-kind"]',
            '["jonge-kinderen"]',
            ["ZAA-001: Er is geen thema ‘jonge-kinderen’. Bedoelt u ‘jonge-kind’?"],
        ),
        ("interventies/ZAA-001.toml", '["jonge-kind"]', "[]", ["ZAA-001: ‘themas’ ontbreekt of is leeg"]),
        (
            "interventies/ZAA-001.toml",
            "[[kerncijfer]]",
            "[kerncijfer]",
            ["‘kerncijfer’ hoort een lijst te zijn. Schrijf: [[kerncijfer]]"],
        ),
        (
            "interventies/ZAA-001.toml",
            'spreker = "Een moeder"',
            "",
            ["ZAA-001, citaat 1: ‘spreker’ ontbreekt of is leeg"],
        ),
        (
            "interventies/ZAA-001.toml",
            'cijfer = "12"',
            "cijfer = 1.5",
            ["ZAA-001, kerncijfer 1: cijfer: Hier hoort tekst te staan, geen getal"],
        ),
    ],
)
def test_mistake_in_the_seeds_is_explained_and_changes_nothing(seeds, file, old, new, sentences):
    text = SEEDS[file]
    assert old in text
    (seeds / file).write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(CommandError) as refusal:
        seed(seeds)

    assert all(sentence in str(refusal.value) for sentence in sentences), str(refusal.value)
    assert not any(all_rows().values())


def test_code_that_two_entries_have_is_refused(seeds):
    again = SEEDS["gebieden.toml"].replace("zaandam-oost", "zaandam-west").replace("Zaandam", "Andere")
    (seeds / "gebieden.toml").write_text(SEEDS["gebieden.toml"] + again, encoding="utf-8")

    with pytest.raises(CommandError, match=r"gebieden\.toml, zaandam-west: code: Dit is al van"):
        seed(seeds)

    assert not Area.objects.exists()


def test_entry_that_stands_there_twice_is_refused(seeds):
    (seeds / "themas.toml").write_text(SEEDS["themas.toml"] * 2, encoding="utf-8")

    with pytest.raises(CommandError, match=r"themas\.toml, jonge-kind: adres ‘jonge-kind’ staat er al"):
        seed(seeds)


def test_file_that_is_missing_is_named(seeds):
    (seeds / "themas.toml").unlink()

    with pytest.raises(CommandError, match=r"themas\.toml: dit bestand ontbreekt"):
        seed(seeds)


def test_file_that_is_not_text_is_named(seeds):
    (seeds / "themas.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(CommandError, match=r"themas\.toml: geen geldige TOML"):
        seed(seeds)


def test_mistake_in_a_later_record_takes_back_the_earlier_ones(seeds):
    make_area(name="Bestaand", slug="bestaand", code="BES")
    Organisation.objects.create(name="Basisschool De Brug", slug="een-ander-adres", kind="school")

    with pytest.raises(CommandError, match=r"organisaties\.toml, de-brug: naam: "):
        seed(seeds)

    assert [area.slug for area in Area.objects.all()] == ["bestaand"]


def test_other_name_of_another_area_in_the_database_is_refused_with_its_place(seeds):
    make_area(name="Bestaand", code="BES").aliases.create(name="Zaandam Oost")

    with pytest.raises(
        CommandError, match=r"zaandam-oost: andere_schrijfwijzen: ‘Zaandam Oost’ is al van BES"
    ):
        seed(seeds)


def test_years_in_the_wrong_order_are_refused_with_the_file(seeds):
    file = seeds / "periodes.toml"
    file.write_text(file.read_text().replace("eerste_jaar = 2026", "eerste_jaar = 2029"))

    with pytest.raises(CommandError, match=r"periodes\.toml: "):
        seed(seeds)

    assert not any(all_rows().values())
