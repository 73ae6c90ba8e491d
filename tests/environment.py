"""Loaded by pytest before Django's settings: an environment of our own, whatever the shell of the moment holds."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def settings_variables() -> set[str]:
    """The names of all environment variables that the settings read."""
    text = (ROOT / "kansrijk/settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'\benv(?:_\w+)?\(\s*["\']([A-Z_]+)["\']', text))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        default="sqlite",
        help="sqlite (the default), postgresql (a server of its own, for this run) or a DATABASE_URL",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config):
    # The helpers of pytest-xdist inherit the environment of the process that started them.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        prepare_environment(early_config)
    return (yield)


def prepare_environment(config: pytest.Config) -> None:
    for name in settings_variables():
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    # Stopped from outside as well as by Ctrl-C, a run cleans up after itself.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    local = tempfile.mkdtemp(prefix="kansrijk-tests-")
    config.add_cleanup(lambda: shutil.rmtree(local, ignore_errors=True))
    os.environ["LOCAL_DIR"] = local
    Path(local, "static").mkdir()  # WhiteNoise warns when it is not there
    os.environ["SECRET_KEY"] = "only-for-the-tests"
    os.environ["DATABASE_URL"], os.environ["TEST_DATABASE"] = database(config)


def database(config: pytest.Config) -> tuple[str, str]:
    """The DATABASE_URL of this run, and what it is in words."""
    wanted = config.known_args_namespace.database
    if wanted == "sqlite":
        return "sqlite:///:memory:", f"SQLite {sqlite3.sqlite_version}"
    if wanted == "postgresql":
        from tests.postgresql import PostgreSQL

        server = PostgreSQL()
        config.add_cleanup(server.stop)
        return server.url, f"PostgreSQL {server.version}, started for this run"
    return wanted, wanted.partition(":")[0]


def pytest_configure() -> None:
    """SQLite tests on a file: a server thread then has a connection of its own, as in real life."""
    from django.conf import settings

    from tests.flushing import flush_past_triggers

    flush_past_triggers()
    default = settings.DATABASES["default"]
    if default["ENGINE"] == "kansrijk.sqlite":
        default["TEST"]["NAME"] = f"{os.environ['LOCAL_DIR']}/test.sqlite3"


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What no database changes says the same beside each of them: the run on SQLite tries it for all."""
    if os.environ["TEST_DATABASE"].startswith("SQLite"):
        return
    others = [item for item in items if not is_about_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if is_about_database(item)]


def is_about_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("frontend"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


def pytest_report_header() -> str:
    return f"database: {os.environ['TEST_DATABASE']}"


@pytest.fixture(autouse=True)
def own_folders_and_quick_passwords(request, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not request.node.get_closest_marker("browser"):
        # Names with a hash need a collectstatic first; only the browser tests are worth that wait.
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def no_outside_connections(monkeypatch):
    """A test that reaches for another machine fails at once instead of depending on it."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise PermissionError(f"A test wanted to reach another machine: {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_nearby)
