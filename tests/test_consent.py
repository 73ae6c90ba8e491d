"""Nobody is quoted or shown without a consent that holds, and withdrawing works everywhere at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from interventions.models import Quote
from kansrijk.publishing.consent import ConsentGround
from tests.factories import make_intervention, make_quote

TODAY = localdate()


@pytest.mark.parametrize(
    ("consent", "is_public"),
    [
        ({"consent_ground": ""}, False),
        ({"consent_ground": ConsentGround.PUBLISHED_BEFORE}, True),
        ({"consent_ground": ConsentGround.PUBLISHED_BEFORE, "consent_until": TODAY}, True),
        (
            {"consent_ground": ConsentGround.PUBLISHED_BEFORE, "consent_until": TODAY - timedelta(days=1)},
            False,
        ),
        ({"consent_ground": ConsentGround.PUBLISHED_BEFORE, "consent_withdrawn_on": TODAY}, False),
        (
            {
                "consent_ground": ConsentGround.PUBLISHED_BEFORE,
                "consent_withdrawn_on": TODAY + timedelta(days=9),
            },
            False,
        ),
    ],
)
def test_quote_is_public_only_while_its_consent_holds(db, consent, is_public):
    quote = make_quote(**consent)

    assert Quote.objects.public().exists() == is_public
    assert quote.has_valid_consent == is_public


def test_asked_consent_without_a_name_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_quote(consent_ground=ConsentGround.ASKED)


def test_quote_about_a_hidden_story_is_not_public(db):
    make_quote(intervention=make_intervention(is_live=False))

    assert not Quote.objects.public().exists()


def test_withdrawn_quote_is_gone_from_every_page_at_once(visitor, db):
    quote = make_quote(text="Unieke woorden van één mens.", speaker="Mens Eén")
    story = quote.intervention
    theme = story.themes.get()
    paths = [
        "/", "/citaten/", story.get_absolute_url(), story.area.get_absolute_url(), theme.get_absolute_url(),
        "/interventies/?q=unieke",
    ]  # fmt: skip
    before = [path for path in paths if "Unieke woorden" in visitor.get(path).content.decode()]

    quote.consent_withdrawn_on = TODAY
    quote.save()
    after = [
        path
        for path in paths
        if {"Unieke woorden", "Mens Eén"}
        & {w for w in ("Unieke woorden", "Mens Eén") if w in visitor.get(path).content.decode()}
    ]

    assert before == paths[:-1]
    assert after == []
