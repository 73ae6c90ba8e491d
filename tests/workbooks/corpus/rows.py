"""How the records stand in a file before anybody changes them, under the headings that workbooks had at the time."""

from datetime import date

REVIEW = date(2027, 3, 5)
STORIES = {"ZAA-001": "Taalcafé", "ZAA-002": "Buurtmaal", "ZAA-003": "Sportuur", "ZAA-004": "Naailes"}
FIGURES = {"ZAA-001-1a2b3c4d": ("40", "deelnemers"), "ZAA-001-5e6f7a8b": ("7", "vrijwilligers")}
INTERVENTIONS = [
    {
        "Code": code,
        "Titel": title,
        "Gebied": "Zaandam",
        "Periodes": "2023-2025",
        "Thema's": "Jonge kind",
        "Doelgroepen": "Ouders",
        "Organisaties": "Basisschool De Brug",
        "Samenvatting": "Samen praten, en koffie drinken.",
        "Verhaal": "Elke dinsdag.\n\n- koffie\n- thee",
        "Periode in woorden": "sinds 2023",
        "Bekijken op": REVIEW,
        "Bronnen": "Gemeente Zaanstad",
    }
    for code, title in STORIES.items()
]
KEY_FIGURES = [
    {"Interventie": "ZAA-001", "Rij": row, "Volgorde": place, "Cijfer": value, "Telt": label}
    for place, (row, (value, label)) in enumerate(FIGURES.items(), start=1)
]
AREA = {
    "Code": "ZAA",
    "Naam": "Zaandam",
    "Programma": "Pact Zaandam",
    "Inwoners": 12345,
    "Inwoners jaar": 2025,
}
