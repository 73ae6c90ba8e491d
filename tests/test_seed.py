"""manage.py seed: loads the content once, never touches what an editor did, and says in Dutch what is wrong."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from areas.models import Area, Neighbourhood
from interventions.models import Intervention, KeyFigure, Organisation, Quote, Theme
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.taking_down import withdraw
from kansrijk.publishing.undoing import undo
from tests.factories import make_area, make_theme

pytestmark = pytest.mark.django_db

SEEDS = {
    "gebieden.toml": """
[[gebied]]
code = "ZAA"
naam = "Zaandam-Oost"
adres = "zaandam-oost"
gemeente = "Zaanstad"
provincie = "Noord-Holland"
breedtegraad = 52.443
lengtegraad = 4.838
wijken = ["Poelenburg", "Peldersveld"]
andere_schrijfwijzen = ["Zaandam Oost"]
""",
    "periodes.toml": """
[[periode]]
naam = "SPUK Kansrijke Wijk 2026-2028"
adres = "2026-2028"
eerste_jaar = 2026
laatste_jaar = 2028

[[periode.bijdrage]]
ministerie = "OCW"
""",
    "themas.toml": """
[[thema]]
naam = "Jonge kind"
adres = "jonge-kind"
volgorde = 1

[[thema.naam_per_periode]]
periode = "2026-2028"
naam = "Ontwikkeling van het jonge kind"
""",
    "doelgroepen.toml": """
[[doelgroep]]
naam = "Ouders"
adres = "ouders"
andere_woorden = ["moeders"]
""",
    "organisaties.toml": """
[[organisatie]]
naam = "Basisschool De Brug"
adres = "de-brug"
soort = "school"
""",
    "interventies/ZAA-001.toml": """
code = "ZAA-001"
titel = "Spelen met peuters"
adres = "spelen-met-peuters"
gebied = "zaandam-oost"
periodes = ["2026-2028"]
themas = ["jonge-kind"]
doelgroepen = ["ouders"]
organisaties = ["de-brug"]
samenvatting = "Ouders spelen met hun peuter op school."
verhaal = '''
## Spelen

Elke week **samen** spelen.
'''

[[kerncijfer]]
cijfer = "12"
telt = "peuters"

[[citaat]]
tekst = "Mijn dochter praat nu meer."
spreker = "Een moeder"
""",
}


@pytest.fixture
def seeds(tmp_path):
    """One of each kind, in a folder of their own."""
    (tmp_path / "interventies").mkdir()
    for name, text in SEEDS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def seed(folder, *options):
    output = StringIO()
    call_command("seed", f"--map={folder}", *options, stdout=output)
    return output.getvalue()


def all_rows():
    models = [*apps.get_app_config("areas").get_models(), *apps.get_app_config("interventions").get_models()]
    models += [field.remote_field.through for model in models for field in model._meta.many_to_many]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def test_seeds_of_the_site_load_completely():
    call_command("seed", stdout=StringIO())

    assert Area.objects.count() == 20
    assert Intervention.objects.public().count() == 22
    assert Quote.objects.public().count() == 6
    assert not Intervention.objects.filter(phases=None).exists()
    assert not Intervention.objects.filter(themes=None).exists()


def test_seeds_of_the_site_loaded_twice_change_nothing():
    call_command("seed", stdout=StringIO())
    before = all_rows()

    call_command("seed", stdout=StringIO())
    call_command("seed", "--vervang", stdout=StringIO())

    assert all_rows() == before


def test_seed_reports_what_is_new(seeds):
    report = seed(seeds).splitlines()

    assert report[:3] == [
        "gebieden: 1 nieuw, 0 al aanwezig",
        "  wijken en buurten: 2 nieuw, 0 al aanwezig",
        "  andere schrijfwijzen: 1 nieuw, 0 al aanwezig",
    ]
    assert report[-1] == "  citaten: 1 nieuw, 0 al aanwezig"


def test_seed_makes_a_story_with_everything_that_belongs_to_it(seeds):
    seed(seeds)

    story = Intervention.objects.get(code="ZAA-001")
    assert story.area.name == "Zaandam-Oost"
    assert [phase.slug for phase in story.phases.all()] == ["2026-2028"]
    assert story.body == "<h2>Spelen</h2><p>Elke week <strong>samen</strong> spelen.</p>"
    assert [str(figure) for figure in story.key_figures.all()] == ["12 peuters"]
    assert [quote.consent_ground for quote in story.quotes.public()] == ["eerder-gepubliceerd"]
    assert [(one.name, one.position) for one in story.area.neighbourhoods.all()] == [
        ("Poelenburg", 1),
        ("Peldersveld", 2),
    ]


def test_seed_leaves_the_work_of_an_editor_alone_and_counts_it(seeds):
    seed(seeds)
    Intervention.objects.update(title="Peuters en ouders spelen")
    KeyFigure.objects.all().delete()
    before = all_rows()

    report = seed(seeds)

    assert all_rows() == before
    assert "interventies: 0 nieuw, 0 al aanwezig, 1 wijkt af van de seeds en is zo gelaten" in report
    assert "kerncijfers: 0 nieuw, 0 al aanwezig, 1 wijkt af van de seeds en is zo gelaten" in report


def test_seed_vervang_brings_seeded_records_and_their_parts_back(seeds):
    seed(seeds)
    before = all_rows()
    Theme.objects.update(name="Iets anders")
    Intervention.objects.get().themes.set([make_theme(slug="nieuw")])
    Neighbourhood.objects.filter(name="Poelenburg").update(position=9)
    Quote.objects.update(text="Iets anders")

    report = seed(seeds, "--vervang")

    assert "interventies: 0 nieuw, 1 bijgewerkt, 0 ongewijzigd" in report
    assert "wijken en buurten: 0 nieuw, 1 bijgewerkt, 1 ongewijzigd" in report
    assert Theme.objects.get(slug="jonge-kind").name == "Jonge kind"
    assert all_rows()["Intervention_themes"][0]["theme_id"] == before["Intervention_themes"][0]["theme_id"]
    assert Quote.objects.get().text == "Mijn dochter praat nu meer."


def test_seed_vervang_leaves_unknown_records_and_withdrawn_consent_alone(seeds):
    seed(seeds)
    extra_area = make_area(name="Een nieuw gebied")
    extra_figure = Intervention.objects.get().key_figures.create(value="3", label="scholen", position=7)
    Quote.objects.update(consent_withdrawn_on="2026-01-01")

    seed(seeds, "--vervang")

    assert Area.objects.filter(pk=extra_area.pk).exists()
    assert KeyFigure.objects.filter(pk=extra_figure.pk).exists()
    assert not Quote.objects.public().exists()


def test_seed_takes_the_first_of_two_rows_in_one_place_for_its_own(seeds):
    seed(seeds)
    figure = KeyFigure.objects.get()
    Intervention.objects.get().key_figures.create(value="3", label="scholen", position=figure.position)
    first = KeyFigure.objects.first()

    seed(seeds, "--vervang")

    first.refresh_from_db()
    assert (first.value, first.label) == ("12", "peuters")
    assert KeyFigure.objects.count() == 2


def test_seed_names_every_unknown_reference_and_keeps_none_of_the_good_ones(seeds):
    file = seeds / "interventies" / "ZAA-001.toml"
    file.write_text(file.read_text().replace('["jonge-kind"]', '["jonge-kind", "wonen", "werk"]'))

    with pytest.raises(CommandError, match=r"Er is geen thema ‘wonen’.*Er is geen thema ‘werk’"):
        seed(seeds)

    assert not Intervention.objects.exists()


def test_seed_alleen_als_leeg_does_nothing_when_there_is_an_area(seeds):
    make_area()
    before = all_rows()

    report = seed(seeds, "--alleen-als-leeg")

    assert all_rows() == before
    assert "niets geladen" in report


def test_seed_alleen_als_leeg_loads_into_an_empty_database(seeds):
    seed(seeds, "--alleen-als-leeg")

    assert Intervention.objects.count() == 1


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
        ("gebieden.toml", "52.443", "true", ["breedtegraad: ‘True’ is geen getal"]),
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


def test_seeds_are_one_change_set_that_can_be_undone(seeds):
    seed(seeds)

    [change_set] = ChangeSet.objects.all()
    assert (change_set.name, change_set.revisions.count()) == ("Beginvulling", 7)
    undo(change_set, by=None)
    assert not Intervention.objects.public().exists()


def test_seed_that_changes_nothing_makes_no_change_set(seeds):
    seed(seeds)

    seed(seeds, "--vervang")

    assert ChangeSet.objects.count() == 1


def test_seed_vervang_leaves_what_was_withdrawn_off_the_site(seeds):
    seed(seeds)
    story = Intervention.objects.get()
    withdraw(story, by=None, notice="Gestopt.")
    Intervention.objects.update(title="Iets anders")

    report = seed(seeds, "--vervang")

    assert not Intervention.objects.public().exists()
    assert Intervention.objects.get().title == "Iets anders"
    assert "0 ongewijzigd, 1 staat niet op de site en is zo gelaten" in report


def test_seed_vervang_keeps_the_neighbourhoods_that_an_editor_added(seeds):
    seed(seeds)
    Area.objects.get().neighbourhoods.create(name="Hoornseveld", position=3)
    Neighbourhood.objects.filter(name="Poelenburg").delete()

    report = seed(seeds, "--vervang")

    assert {one.name for one in Neighbourhood.objects.all()} == {"Poelenburg", "Peldersveld", "Hoornseveld"}
    assert "wijken en buurten: 1 nieuw" in report


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
