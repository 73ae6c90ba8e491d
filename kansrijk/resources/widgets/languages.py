"""Cells with a language: its code, by which a screen reader chooses a voice, or its name in Dutch."""

import re

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names, Source
from kansrijk.resources.nearest import did_you_mean
from kansrijk.resources.widgets.numbers import in_message
from kansrijk.resources.widgets.texts import TextWidget
from kansrijk.workbooks.book import Value

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
SOURCE = Source("taal", NAMES, offered=tuple(NAMES))
CODE = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{2,8})*)", re.IGNORECASE)
EXAMPLE = "Schrijf de code van de taal, bijvoorbeeld nl, bg, tr of en."


class LanguageWidget(TextWidget):
    """tr and TR, also Turks; nl-BE stays as it is."""

    def read(self, value: Value, names: Names) -> str:
        text = super().read(value, names)
        match = CODE.fullmatch(text)
        if match and match[1].lower() in CODES:
            return match[1].lower() + match[2]
        if keys := SOURCE.keys(text):
            return keys[0]
        near = SOURCE.near(text)
        wrong = f"‘{in_message(text)}’ is geen taal die wij kennen.{did_you_mean(near)}"
        raise Misread(wrong, near[0] if near else "", advice="" if near else EXAMPLE)

    def remark(self, value: Value) -> str:
        text = super().read(value, Names({}))
        keys = SOURCE.keys(text)
        is_name = bool(keys) and keys[0] != text.lower()
        return f"‘{in_message(text)}’ wordt bewaard als ‘{keys[0]}’: de code van die taal." if is_name else ""
