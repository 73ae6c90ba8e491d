"""Files for researchers and robots, and the warning before one of them goes stale."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from kansrijk.delivery.checks import security_txt_is_valid


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_security_txt_says_where_until_when_and_in_which_language(visitor, settings):
    settings.SITE_URL = "https://voorbeeld.nl"
    settings.SECURITY_CONTACT = "mailto:lek@voorbeeld.nl"
    settings.SECURITY_EXPIRES = "2027-10-31T23:00:00Z"
    settings.SECURITY_POLICY_URL = "https://voorbeeld.nl/beveiliging/"

    answer = visitor.get("/.well-known/security.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:lek@voorbeeld.nl",
        "Expires: 2027-10-31T23:00:00Z",
        "Canonical: https://voorbeeld.nl/.well-known/security.txt",
        "Preferred-Languages: nl, en",
        "Policy: https://voorbeeld.nl/beveiliging/",
    ]


def test_security_txt_contact_is_https_by_default(visitor):
    contact = visitor.get("/.well-known/security.txt").content.decode().splitlines()[0]

    assert contact.startswith("Contact: https://")
    assert contact.endswith("/contact/")


def test_robots_txt_bars_the_admin_and_previews_and_points_at_the_sitemap(visitor, settings):
    settings.SITE_URL = "https://voorbeeld.nl"

    assert visitor.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /voorbeeld/",
        "",
        "Sitemap: https://voorbeeld.nl/sitemap.xml",
    ]


@pytest.mark.parametrize(
    ("expires", "warning"),
    [
        ("", "delivery.W001"),
        ("volgend jaar", "delivery.W001"),
        ("2027-10-31T23:00:00", "delivery.W001"),
        (in_days(-1), "delivery.W002"),
        (in_days(400), "delivery.W003"),
    ],
    # Names of their own: one with the present moment in it differs between the processes that share the tests.
    ids=["missing", "words", "without time zone", "yesterday", "in 400 days"],
)
def test_security_txt_expiry_that_is_missing_past_or_too_far_gives_a_warning(settings, expires, warning):
    settings.SECURITY_EXPIRES = expires

    assert [message.id for message in security_txt_is_valid(None)] == [warning]


def test_security_txt_expiry_within_a_year_gives_no_warning(settings):
    settings.SECURITY_EXPIRES = in_days(300)

    assert security_txt_is_valid(None) == []


def test_deploy_check_in_production_configuration_is_silent(settings, capsys):
    settings.SECRET_KEY = "zo lang en zo willekeurig als een echte sleutel hoort te zijn 0123456789"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURITY_EXPIRES = in_days(300)

    call_command("check", deploy=True, fail_level="WARNING")

    assert "no issues" in capsys.readouterr().out
