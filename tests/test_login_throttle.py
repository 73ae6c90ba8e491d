"""Who guesses passwords has to wait; nobody else does."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from kansrijk.accounts.models import OFFICE
from kansrijk.accounts.throttle import client_address
from tests.factories import make_account

LOGIN = "/admin/login/"
GOOD, BAD = "heel-lang-wachtwoord", "mis"


@pytest.fixture(autouse=True)
def accounts(roles):
    make_account("esra", role=OFFICE)
    make_account("bram", role=OFFICE)


def log_in(username="esra", password=GOOD, address="192.0.2.1", client=None, **more):
    return (client or Client()).post(
        LOGIN, {"username": username, "password": password, **more}, REMOTE_ADDR=address
    )


def fail(times, **who):
    return [log_in(password=BAD, **who).status_code for _ in range(times)]


def test_fifth_mistake_closes_the_door_and_says_until_when():
    assert fail(5) == [200, 200, 200, 200, 429]

    answer = log_in()

    assert answer.status_code == 429
    assert "Probeer het opnieuw na" in answer.content.decode()
    assert 800 < int(answer["Retry-After"]) <= 900


def test_lockout_reads_the_same_for_an_account_that_does_not_exist():
    fail(5, username="esra")
    fail(5, username="bestaat-niet", address="192.0.2.2")

    real = log_in(username="esra")
    made_up = log_in(username="bestaat-niet", address="192.0.2.2")

    assert (real.status_code, len(real.content)) == (made_up.status_code, len(made_up.content))


def test_owner_can_log_in_from_another_address_meanwhile():
    fail(6)

    assert log_in(address="198.51.100.7").status_code == 302


def test_colleague_at_the_same_address_can_log_in():
    fail(6)

    assert log_in(username="bram").status_code == 302


def test_door_opens_after_fifteen_minutes_also_when_one_kept_trying():
    fail(5)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=14))
    assert fail(3) == [429, 429, 429]

    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=15, seconds=1))

    assert log_in().status_code == 302


def test_success_forgets_the_mistakes():
    fail(4)
    log_in()

    assert not AccessAttempt.objects.exists()
    assert fail(4) == [200] * 4


def test_guessing_a_little_at_many_accounts_closes_the_address():
    for number in range(settings.LOGIN_FAILURES_PER_ADDRESS):
        fail(1, username=f"naam-{number}")

    assert log_in().status_code == 429
    assert log_in(address="192.0.2.99").status_code == 302


def test_own_account_does_not_reset_what_an_address_guessed_elsewhere():
    for number in range(settings.LOGIN_FAILURES_PER_ADDRESS - 1):
        fail(1, username=f"naam-{number}")
    log_in(username="bram")

    fail(1, username="nog-een")

    assert log_in().status_code == 429


def test_old_attempts_are_thrown_away_and_log_ins_leave_no_trail():
    fail(1, username="ooit")
    AccessAttempt.objects.update(attempt_time=now() - timedelta(hours=1))

    log_in()

    assert not AccessAttempt.objects.exists()
    assert not AccessLog.objects.exists()


def test_password_is_not_kept_with_an_attempt():
    log_in(password="verkeerd-maar-geheim")

    attempt = AccessAttempt.objects.get()
    assert "verkeerd-maar-geheim" not in attempt.post_data + attempt.get_data


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "", "192.0.2.1"),
        (1, "onzin", None),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_address_behind_proxies_is_what_ours_wrote_down(rf, settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXY_COUNT = proxies

    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)) == expected


@pytest.mark.parametrize(("listed", "expected"), [("::ffff:192.0.2.7", "192.0.2.7"), ("::1", "::")])
def test_visitor_over_ipv4_keeps_the_own_address_at_a_server_on_ipv6(rf, listed, expected):
    assert client_address(rf.get("/", REMOTE_ADDR=listed)) == expected


def test_nonsense_from_a_proxy_is_no_error(settings):
    settings.TRUSTED_PROXY_COUNT = 1

    assert (
        Client().post(LOGIN, {"username": "x", "password": "y"}, HTTP_X_FORWARDED_FOR="onzin").status_code
        == 200
    )


def test_log_in_page_says_whom_to_ask_and_helps_password_managers():
    page = Client().get(LOGIN).content.decode()

    assert "Vraag het een collega van de redactie" in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_session_gets_a_new_key_at_log_in_and_ends_at_log_out():
    client = Client()
    client.get(LOGIN)
    client.session["x"] = 1
    before = client.session.session_key
    log_in(client=client)
    during = client.session.session_key

    client.post("/admin/logout/")

    assert before != during
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("target", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)"])
def test_next_never_leads_outside(target):
    assert log_in(next=target)["Location"] == "/admin/"


def test_wrong_password_and_unknown_account_get_the_same_answer():
    known, unknown = (
        log_in(username=name, password=BAD).content.decode() for name in ("esra", "bestaat-niet")
    )

    assert known.count("errornote") == unknown.count("errornote") == 1


@pytest.mark.parametrize("username", ["a" * 300, "é" * 3_000])
def test_overlong_name_counts_as_a_mistake(username):
    assert fail(5, username=username) == [200, 200, 200, 200, 429]
