"""Stories that say clearly that they are a test, by the thousand: for benchmarks and query budgets.

The same number and the same seed always give the same story, whatever was generated before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar, cast

from django.db import transaction
from django.db.models import ManyToManyField, Max

from areas.models import Area
from interventions.models import Intervention, KeyFigure, Link, Organisation, Phase, Quote, TargetGroup, Theme
from kansrijk.publishing.consent import ConsentGround
from kansrijk.publishing.publication import adopt
from kansrijk.richtext.markup import html_from_markup

PREFIX = "TST-"
"""No area has this code, so the codes of real stories go on counting as before."""

PLACES = [
    "in de buurthub",
    "op school",
    "in het wijkcentrum",
    "bij u in de straat",
    "in de bibliotheek",
    "op het plein",
]
ACTIVITIES = [
    "Samen koken en eten",
    "Oefenen met taal",
    "Sporten na schooltijd",
    "Hulp bij geldzorgen",
    "Muziek maken in de klas",
    "Leren voor een vak",
    "Koffie met de wijkverbinder",
    "Spelen met peuters en ouders",
]
SENTENCES = [
    "Bewoners lopen gemakkelijk binnen.",
    "Vrijwilligers zetten de deur elke werkdag open en kennen de meeste bezoekers bij naam.",
    "Kinderen leren nieuwe woorden en **oefenen** die daarna thuis.",
    "De gemeente, de school en het sociaal werk maken samen één plan.",
    "Wie een vraag heeft over werk, geld of gezondheid, krijgt die dezelfde week nog beantwoord.",
    "Ouders doen mee.",
    "Dat begon klein, met tien deelnemers, en groeide in een jaar uit tot een vaste plek waar de hele wijk van weet.",
    "Jongeren bedenken zelf wat er gebeurt en krijgen daarbij hulp van een ervaren begeleider.",
    "In de vakanties gaat het door.",
    "Zo leren buren elkaar kennen, ook als zij niet dezelfde taal spreken.",
]
COUNTED = ["deelnemers per week", "vrijwilligers", "scholen doen mee", "gesprekken met ouders per jaar"]
SPEAKERS = ["Een bewoner", "Een leerling", "Een ouder", "Een vrijwilliger"]

T = TypeVar("T")


@dataclass(frozen=True)
class Vocabulary:
    """What stories are spread over, each in a fixed order."""

    areas: list[Area]
    phases: list[Phase]
    themes: list[Theme]
    target_groups: list[TargetGroup]
    organisations: list[Organisation]

    @classmethod
    def load(cls) -> "Vocabulary":
        return cls(
            list(Area.objects.order_by("slug")),
            list(Phase.objects.order_by("slug")),
            list(Theme.objects.order_by("slug")),
            list(TargetGroup.objects.order_by("slug")),
            list(Organisation.objects.order_by("slug")),
        )

    @property
    def is_complete(self) -> bool:
        return all([self.areas, self.phases, self.themes, self.target_groups, self.organisations])


@transaction.atomic
def generate(count: int, *, seed: int, vocabulary: Vocabulary) -> None:
    """Adds `count` public stories after those generated before, in a fixed number of statements per thousand."""
    first = _last_number() + 1
    randoms = {number: Random(f"{seed}-{number}") for number in range(first, first + count)}  # noqa: S311 - no secret
    stories = Intervention.objects.bulk_create(
        [_story(number, random, vocabulary) for number, random in randoms.items()], batch_size=1000
    )
    pairs = list(zip(stories, randoms.values(), strict=True))
    KeyFigure.objects.bulk_create([row for pair in pairs for row in _figures(*pair)], batch_size=1000)
    Link.objects.bulk_create([row for pair in pairs for row in _links(*pair)], batch_size=1000)
    quotes = Quote.objects.bulk_create([_quote(*pair) for pair in pairs[::3]], batch_size=1000)
    _connect(pairs, "phases", vocabulary.phases, at_most=2)
    _connect(pairs, "themes", vocabulary.themes, at_most=2)
    _connect(pairs, "target_groups", vocabulary.target_groups, at_most=3)
    _connect(pairs, "organisations", vocabulary.organisations, at_most=4)
    adopt([*stories, *quotes], by=None, reason="Gemaakt om mee te testen")


def _last_number() -> int:
    last = Intervention.objects.filter(code__startswith=PREFIX).aggregate(last=Max("code"))["last"]
    return int(last.removeprefix(PREFIX)) if last else 0


def _story(number: int, random: Random, vocabulary: Vocabulary) -> Intervention:
    activity, place = random.choice(ACTIVITIES), random.choice(PLACES)
    return Intervention(
        code=f"{PREFIX}{number:05d}",
        title=f"Testverhaal {number}: {activity.lower()} {place}",
        slug=f"testverhaal-{number}",
        area=vocabulary.areas[number % len(vocabulary.areas)],
        summary=f"Dit is een testverhaal. {activity} {place}. {' '.join(random.sample(SENTENCES, random.randint(1, 2)))}",
        body=html_from_markup(_body(random)),
        period_in_words=random.choice(["", "sinds begin 2026", "van 2023 tot en met 2025"]),
        source="Gemaakt om mee te testen.",
    )


def _body(random: Random) -> str:
    blocks: list[str] = []
    for _ in range(random.randint(1, 6)):
        blocks.append(f"## {random.choice(ACTIVITIES)}")
        blocks += [
            " ".join(random.sample(SENTENCES, random.randint(1, 6))) for _ in range(random.randint(1, 3))
        ]
    if random.random() < 0.5:
        blocks.append("\n".join(f"- {activity}" for activity in random.sample(ACTIVITIES, 3)))
    return "\n\n".join(blocks)


def _figures(story: Intervention, random: Random) -> list[KeyFigure]:
    return [
        KeyFigure(intervention=story, position=place, value=str(random.randint(2, 900)), label=label)
        for place, label in enumerate(random.sample(COUNTED, random.randint(0, 4)), start=1)
    ]


def _links(story: Intervention, random: Random) -> list[Link]:
    return [
        Link(
            intervention=story,
            position=place,
            label=f"Voorbeeldlink {place}",
            url=f"https://example.org/{place}",
        )
        for place in range(1, random.randint(0, 2) + 1)
    ]


def _quote(story: Intervention, random: Random) -> Quote:
    return Quote(
        intervention=story,
        position=1,
        text=f"Dit is een testcitaat. {random.choice(SENTENCES).replace('**', '')}",
        speaker=random.choice(SPEAKERS),
        consent_ground=ConsentGround.PUBLISHED_BEFORE,
    )


def _connect(
    pairs: Sequence[tuple[Intervention, Random]], relation: str, choices: Sequence[T], *, at_most: int
) -> None:
    field = cast("ManyToManyField[Any, Any]", Intervention._meta.get_field(relation))
    through = getattr(Intervention, relation).through
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = [
        through(**{source: story, target: chosen})
        for story, random in pairs
        for chosen in random.sample(choices, random.randint(1, min(at_most, len(choices))))
    ]
    through._default_manager.bulk_create(rows, batch_size=1000)
