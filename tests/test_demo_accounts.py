"""manage.py demoaccounts: a first log-in for who tries the site, that never undoes what somebody changed."""

import re
import stat
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from kansrijk.accounts.models import COORDINATOR, OFFICE, User
from tests.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaandam():
    return make_area(name="Zaandam-Oost")


@pytest.fixture
def password_file(settings, tmp_path):
    settings.LOCAL_DIR = tmp_path / "local"
    return tmp_path / "local/demo-accounts.txt"


def show_accounts():
    """What the command prints, as text and as password per account."""
    output = StringIO()
    call_command("demoaccounts", stdout=output)
    text = output.getvalue()
    return text, dict(re.findall(r"^  ([\w-]+): ([a-z0-9]{5}(?:-[a-z0-9]{5}){3})$", text, re.MULTILINE))


def test_first_run_makes_both_accounts_with_their_roles(zaandam, password_file):
    show_accounts()

    accounts = {user.username: user for user in User.objects.all()}
    assert set(accounts) == {"redactie", "coordinator-zaandam"}
    assert all(user.is_staff and not user.is_superuser for user in accounts.values())
    assert [group.name for group in accounts["redactie"].groups.all()] == [OFFICE]
    assert [group.name for group in accounts["coordinator-zaandam"].groups.all()] == [COORDINATOR]
    assert list(accounts["coordinator-zaandam"].areas.all()) == [zaandam]


def test_passwords_shown_give_access_and_differ(zaandam, password_file, rf):
    _text, passwords = show_accounts()

    assert set(passwords) == {"redactie", "coordinator-zaandam"}
    assert len(set(passwords.values())) == 2
    for username, password in passwords.items():
        assert authenticate(rf.post("/admin/login/"), username=username, password=password)


def test_only_the_owner_may_read_the_file(zaandam, password_file):
    password_file.parent.mkdir()
    password_file.touch(mode=0o644)

    show_accounts()

    assert stat.S_IMODE(password_file.stat().st_mode) == 0o600


def test_second_run_shows_the_same_and_changes_nothing(zaandam, password_file):
    first, _passwords = show_accounts()
    before = list(User.objects.order_by("pk").values())

    second, _passwords = show_accounts()

    assert second == first
    assert list(User.objects.order_by("pk").values()) == before


def test_password_that_somebody_changed_is_kept_and_the_old_one_not_shown(zaandam, password_file):
    show_accounts()
    editor = User.objects.get(username="redactie")
    editor.set_password("een-eigen-wachtwoord")
    editor.save()

    text, passwords = show_accounts()

    assert "redactie" not in passwords
    assert "redactie: het wachtwoord is gewijzigd" in text
    assert User.objects.get(username="redactie").check_password("een-eigen-wachtwoord")


def test_account_without_file_says_how_to_choose_a_new_password(zaandam, password_file):
    show_accounts()
    password_file.unlink()
    before = list(User.objects.order_by("pk").values())

    text, passwords = show_accounts()

    assert passwords == {}
    assert "manage.py changepassword redactie" in text
    assert list(User.objects.order_by("pk").values()) == before
    assert not password_file.exists()


def test_new_database_gets_the_passwords_that_the_file_still_holds(zaandam, password_file):
    _text, first = show_accounts()
    User.objects.all().delete()

    _text, second = show_accounts()

    assert second == first
    assert User.objects.get(username="redactie").check_password(first["redactie"])


def test_without_the_area_nothing_is_made_and_the_seeds_are_advised(password_file):
    with pytest.raises(CommandError, match="Laad eerst de seeds"):
        show_accounts()

    assert not User.objects.exists()
    assert not password_file.exists()
