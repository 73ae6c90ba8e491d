"""The test frame itself: what it promises to every other test."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from kansrijk.management.commands import opstarten
from tests.environment import ROOT


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def test_connection_to_another_machine_is_refused():
    with socket.socket() as outside, pytest.raises(PermissionError, match="another machine"):
        outside.connect(("192.0.2.1", 80))


def test_connection_to_this_machine_is_allowed():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())

        assert client.getpeername() == server.getsockname()


def test_files_of_the_tests_stay_out_of_the_folder_of_the_site():
    own = ROOT / ".local"

    for folder in (settings.LOCAL_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT):
        assert own not in [Path(folder), *Path(folder).parents]


@pytest.mark.django_db
def test_database_is_the_one_that_was_asked_for():
    asked = os.environ["TEST_DATABASE"].lower()

    assert asked.startswith(connection.vendor)
    assert "test" in str(connection.settings_dict["NAME"])


def test_taken_port_is_met_with_advice(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other_program:
        port = other_program.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(CommandError, match=f"Poort {port} .* al in gebruik.*PORT={port + 1}"):
            call_command("opstarten")


@pytest.mark.django_db
def test_second_start_shows_the_address_and_the_same_passwords(monkeypatch, capsys):
    port = free_port()
    monkeypatch.setenv("PORT", port)
    call_command("opstarten")
    first = capsys.readouterr().out

    call_command("opstarten")
    second = capsys.readouterr().out

    assert f"http://127.0.0.1:{port}" in second
    passwords = re.findall(r"(?:redactie|coordinator-zaandam): .+", first)
    assert len(passwords) == 2
    assert all(password in second for password in passwords)


def test_folder_of_the_site_is_made_before_anything_asks_the_database(monkeypatch, settings, tmp_path):
    settings.LOCAL_DIR = tmp_path / "new" / "local"
    was_there = {}
    monkeypatch.setenv("PORT", free_port())
    monkeypatch.setattr(
        opstarten,
        "call_command",
        lambda name, *_, **__: was_there.update({name: settings.LOCAL_DIR.is_dir()}),
    )
    monkeypatch.setattr(opstarten, "missing_guards", list)

    call_command("opstarten")

    assert was_there == {"migrate": True, "seed": True, "demoaccounts": True}


def test_folder_that_cannot_be_made_is_met_with_advice(monkeypatch, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.LOCAL_DIR = tmp_path / "file" / "local"
    monkeypatch.setenv("PORT", free_port())

    with pytest.raises(CommandError, match=r"LOCAL_DIR\) kan niet gemaakt worden.*Kies een andere map"):
        call_command("opstarten")


def test_command_in_a_bare_shell_uses_the_key_that_make_run_wrote(tmp_path):
    (tmp_path / "secret_key").write_text("written-by-make-run")
    command = [sys.executable, "manage.py", "check", "--tag", "security"]

    found = subprocess.run(
        command, cwd=ROOT, env={"LOCAL_DIR": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert found.returncode == 0, found.stderr


def test_start_without_any_key_says_what_to_do(tmp_path):
    command = [sys.executable, "manage.py", "check"]

    found = subprocess.run(
        command, cwd=ROOT, env={"LOCAL_DIR": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert "Set SECRET_KEY, or SECRET_KEY_FILE to a file that holds it (make run writes one)." in found.stderr
