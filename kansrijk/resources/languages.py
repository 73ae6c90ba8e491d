"""Languages: their codes, by which a screen reader chooses a voice, their names in Dutch, and the field that holds one.

Forms and workbooks ask language_code(), so that both take and refuse the same.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from kansrijk.resources.misread import Misread
from kansrijk.resources.nearest import Nearest, did_you_mean
from kansrijk.resources.texts import shortened, unaccented

ISO_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu "
    "ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na "
    "nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
    "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    "ber ckb kmr pap prs rif rom shi srn zgh"
)
CODES = frozenset(ISO_CODES.split())
"""Of ISO 639-1, and the longer ones of languages that many people here speak."""
IN_DUTCH = (
    "nl Nederlands, fy Fries, li Limburgs, en Engels, de Duits, fr Frans, tr Turks, ar Arabisch, "
    "ber Berbers, rif Tarifit, ku Koerdisch, fa Perzisch, prs Dari, ps Pasjtoe, so Somalisch, "
    "ti Tigrinya, am Amhaars, sw Swahili, pap Papiaments, srn Sranantongo, hi Hindi, ur Urdu, ta Tamil, "
    "pa Punjabi, bg Bulgaars, ro Roemeens, pl Pools, hu Hongaars, uk Oekraïens, ru Russisch, es Spaans, "
    "pt Portugees, it Italiaans, el Grieks, sq Albanees, bs Bosnisch, hr Kroatisch, sr Servisch, "
    "mk Macedonisch, cs Tsjechisch, sk Slowaaks, zh Chinees, vi Vietnamees, id Indonesisch, ms Maleis, "
    "tl Tagalog, th Thais, ja Japans, ko Koreaans, he Hebreeuws, hy Armeens, da Deens, sv Zweeds, "
    "no Noors, fi Fins, rom Romani"
)
NAMES = dict(pair.split(" ") for pair in IN_DUTCH.split(", "))
"""In Dutch, of the languages that people may write out."""
BY_WORD = {unaccented(word): code for code, name in NAMES.items() for word in (code, name)}
NEAREST = Nearest([*NAMES.values(), *NAMES])
CODE = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{2,8})*)", re.IGNORECASE)
EXAMPLE = "Schrijf de code van de taal, bijvoorbeeld nl, bg, tr of en."


def language_code(text: str) -> str:
    """The code of a language by its code or its name: tr for TR and for Turks; nl-BE stays as it is. Raises Misread."""
    match = CODE.fullmatch(text)
    if match and match[1].lower() in CODES:
        return match[1].lower() + match[2]
    if code := BY_WORD.get(unaccented(text)):
        return code
    near = list(dict.fromkeys(NAMES[BY_WORD[unaccented(word)]] for word in NEAREST.to(text)))
    wrong = f"‘{shortened(text)}’ is geen taal die wij kennen.{did_you_mean(near)}"
    raise Misread(wrong, near[0] if near else "", advice="" if near else EXAMPLE)


class LanguageField(models.CharField):
    """Holds a code; who fills in a form may type the name as well."""

    def deconstruct(self) -> Any:
        # Which languages there are is no matter of the database.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        # A name may be longer than any code; what is kept is measured by the model.
        return super().formfield(**{"max_length": None, **kwargs})

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if value not in self.empty_values:
            value = self._code(str(value), model_instance)
        return super().clean(value, model_instance)

    def _code(self, text: str, record: models.Model | None) -> str:
        try:
            return language_code(text)
        except Misread as misread:
            # Who mends a word of an old record need not know about its language.
            if record is not None and self._stands_there(text, record):
                return text
            raise ValidationError(misread.message, code="unknown_language") from misread

    def _stands_there(self, text: str, record: models.Model) -> bool:
        rows = type(record)._base_manager.filter(pk=record.pk, **{self.attname: text})
        return record.pk is not None and rows.exists()
