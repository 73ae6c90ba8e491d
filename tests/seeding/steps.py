"""One seed of each kind, and the command that loads them."""

from io import StringIO

from django.apps import apps
from django.core.management import call_command

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
naam_in_deze_periode = "Ontwikkeling van het jonge kind"
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
wat_het_telt = "peuters"

[[citaat]]
citaat = "Mijn dochter praat nu meer."
spreker = "Een moeder"
""",
}


def seed(folder, *options):
    output = StringIO()
    call_command("seed", f"--map={folder}", *options, stdout=output)
    return output.getvalue()


def all_rows():
    models = [*apps.get_app_config("areas").get_models(), *apps.get_app_config("interventions").get_models()]
    models += [field.remote_field.through for model in models for field in model._meta.many_to_many]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}
