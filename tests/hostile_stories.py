"""Stories whose every text is what programs stumble over. Made by the thousand, the same every time."""

from random import Random
from typing import Any

from django.db.models import CharField, Model, TextField

from interventions.models import Intervention, KeyFigure, Link, Quote
from kansrijk.generated_stories import PREFIX, Vocabulary, generate
from kansrijk.publishing.publication import adopt
from kansrijk.richtext.markup import html_from_markup

HOSTILE = (
    *("=1+1", "==1+1", "+31 6 12345678", "-5", "@SUM(A1:A9)", '=HYPERLINK("https://x.nl";"klik")', "'=1+1"),
    *(
        "'t Fornuis",
        "''aan het begin",
        "007",
        "1E5",
        "1-2",
        "3/4",
        "12:30",
        "TRUE",
        "WAAR",
        "#N/A",
        "#VERW!",
        "nee",
    ),
    *("_x0041_", "_x000D_", "a_x005F_b", "&amp; &lt;b&gt; <b>vet</b> ]]>", '"aanhaling"; met, alles\terin'),
    *(
        "een\ttab",
        "\tvoorop",
        "regel\nregel",
        "regel\r\nregel",
        "regel\rregel",
        "\n\nvoor en na\n\n",
        "a\n \nb",
    ),
    *(
        " voor",
        "na ",
        "  twee  spaties  ",
        "vast\u00a0wit",
        "\u00a0",
        "smal\u202fwit",
        "nul\u200bbreed",
        "\ufeffmerk",
    ),
    *("zacht\u00adstreepje", "\u2028lijn\u2029alinea", "piep\x07 en \x1b[0m", "\x00nul", "\x85volgende"),
    *(
        "😀 👩‍👩‍👧‍👦 🇳🇱",
        "שלום עולם",
        "مرحبا",
        "\u202eomgekeerd\u202c",
        "e\u0301 en é",
        "Ⅷ ﬁ ½",
        "日本語",
        "𝔊𝔬𝔱𝔥",
    ),
    *(
        "“gekruld” en ‘enkel’",
        "‚laag‘ – en — …",
        "[leeg]?",
        "[ leeg",
        "ja",
        "0",
        "€ 1.234,56",
        "3 maart 2026",
    ),
    *(
        "2026-03-05",
        "44197",
        "sep=;",
        ";",
        ",",
        '"',
        "\\",
        "%s {0} ${x}",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "\u0130stanbul",
    ),
)
LONG = ("lang " * 6_554)[:32_767]
"""The most that fits in one cell."""
TOO_LONG = "te lang " * 5_000
"""Such a text does not go into the workbook, and so stays as it is."""
TEXTS = {
    Intervention: ("title", "summary", "period_in_words", "source"),
    KeyFigure: ("value", "label"),
    Link: ("label",),
    Quote: ("text", "speaker", "speaker_role", "language", "source"),
}
BODIES = (
    "=1+1\n\n- =2+2\n- @x",
    "## 'kop\n\n**vet** en [link](https://example.org/?a=1&b=2)",
    "1. een\n2. twee",
    LONG[:20_000],
    TOO_LONG,
)


def generate_hostile(count: int, *, seed: int, vocabulary: Vocabulary) -> None:
    """As many public stories, with their figures, links and quotations."""
    generate(count, seed=seed, vocabulary=vocabulary)
    stories = list(Intervention.objects.filter(code__startswith=PREFIX).order_by("pk"))
    random = Random(seed)
    for number, story in enumerate(stories):
        text = BODIES[number % len(BODIES)] if number % 50 < len(BODIES) else random.choice(HOSTILE)
        story.body = html_from_markup(text) or story.body
    Intervention.objects.bulk_update(stories, ["body"], batch_size=500)
    quotes = Quote.objects.filter(intervention__in=[story.pk for story in stories])
    for model, names in TEXTS.items():
        rows = list(quotes if model is Quote else _rows_of(model, stories))
        for number, row in enumerate(rows):
            for place, name in enumerate(names):
                _fill(row, name, number + 7 * place, random)
        model._default_manager.bulk_update(rows, names, batch_size=500)
    adopt([*stories, *quotes], by=None, reason="Gemaakt om mee te testen")


def _rows_of(model: Any, stories: list[Intervention]) -> Any:
    if model is Intervention:
        return Intervention.objects.filter(pk__in=[story.pk for story in stories]).order_by("pk")
    return model.objects.filter(intervention__code__startswith=PREFIX).order_by("pk")


def _fill(row: Model, name: str, number: int, random: Random) -> None:
    """A text of the list, now and then several or a very long one, as far as the field has room."""
    field: Any = row._meta.get_field(name)
    text = HOSTILE[number % len(HOSTILE)]
    if isinstance(field, TextField) and field.max_length is None and number % 97 == 0:
        text = LONG
    elif random.random() < 0.2:
        text = "\n".join(random.sample(HOSTILE, 3))
    if isinstance(field, CharField) or field.max_length:
        text = text[: field.max_length]
    # No database of ours keeps this character, and no program a text of nothing.
    text = text.replace("\x00", "")
    setattr(row, name, text if text.strip() or field.blank else getattr(row, name))
