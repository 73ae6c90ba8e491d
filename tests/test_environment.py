"""Settings from the environment: what a machine may say, and that a slip of the pen stops the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kansrijk.environment import database_from_url, env_bool, env_int, env_list, env_secret


@pytest.fixture
def secret_file(tmp_path, monkeypatch):
    path = tmp_path / "database_url"
    monkeypatch.setenv("OURS_FILE", str(path))
    return path


def test_secret_in_a_file_holds_over_the_default(secret_file):
    secret_file.write_text("postgresql://wijk:geheim@host/wijk\n")

    assert env_secret("OURS", "sqlite:///here") == "postgresql://wijk:geheim@host/wijk"


def test_secret_in_the_environment_holds_over_the_file(secret_file, monkeypatch):
    secret_file.write_text("from the file")
    monkeypatch.setenv("OURS", "from the environment")

    assert env_secret("OURS") == "from the environment"


def test_secret_that_nobody_gave_is_the_default():
    assert env_secret("OURS", "sqlite:///here") == "sqlite:///here"


def test_secret_without_any_value_says_how_to_give_one():
    with pytest.raises(ImproperlyConfigured, match=r"OURS_FILE.*make run"):
        env_secret("OURS", hint="make run writes one")


@pytest.mark.parametrize("content", [None, "  \n"], ids=["missing", "empty"])
def test_named_secret_file_without_a_secret_never_means_the_default(secret_file, content):
    if content is not None:
        secret_file.write_text(content)

    with pytest.raises(ImproperlyConfigured, match=str(secret_file)):
        env_secret("OURS", "sqlite:///here")


@pytest.mark.parametrize(
    ("text", "meaning"), [("1", True), ("Ja", True), ("0", False), ("off", False), ("", True)]
)
def test_switch_understands_ordinary_words(monkeypatch, text, meaning):
    monkeypatch.setenv("OURS", text)

    assert env_bool("OURS", default=True) is meaning


def test_switch_that_is_neither_on_nor_off_stops_the_start(monkeypatch):
    monkeypatch.setenv("OURS", "aan?")

    with pytest.raises(ImproperlyConfigured, match="OURS"):
        env_bool("OURS", default=False)


def test_number_that_is_none_stops_the_start(monkeypatch):
    monkeypatch.setenv("OURS", "acht")

    with pytest.raises(ImproperlyConfigured, match="OURS"):
        env_int("OURS", 8000)


def test_list_bears_spaces_and_a_last_comma(monkeypatch):
    monkeypatch.setenv("OURS", "wijk.nl, www.wijk.nl,")

    assert env_list("OURS", []) == ["wijk.nl", "www.wijk.nl"]


def test_database_address_is_taken_apart():
    database = database_from_url("postgresql://wijk:a%40b@db.intern:5433/kansrijk?sslmode=require")

    assert database["ENGINE"].endswith("postgresql")
    assert [database[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "wijk",
        "a@b",
        "db.intern",
        5433,
        "kansrijk",
    ]
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_database_of_another_kind_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database_from_url("mysql://host/name")


def test_writer_on_sqlite_waits_a_minute_for_the_others():
    assert database_from_url("sqlite:///db.sqlite3")["OPTIONS"]["timeout"] == 60
