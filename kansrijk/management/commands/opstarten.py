"""Everything between an installed environment and a server that can start: one process, so that it is quick."""

import errno
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from kansrijk.environment import env, env_int
from kansrijk.publishing.guards import missing_guards


class Command(BaseCommand):
    help = "Maakt de site klaar om te starten: database, inhoud en demo-accounts. Vaker draaien mag."

    def handle(self, **options: Any) -> None:
        host, port = env("HOST", "127.0.0.1"), env_int("PORT", 8000)
        require_free_port(host, port)
        make_folder(Path(settings.LOCAL_DIR))
        call_command("migrate", interactive=False, verbosity=0)
        if missing := missing_guards():
            self.stderr.write(
                f"LET OP: de geschiedenis is niet beveiligd. In de database ontbreekt: {', '.join(missing)}."
            )
        call_command("seed", "--alleen-als-leeg")
        call_command("demoaccounts")
        self.stdout.write(f"De site staat op http://{host}:{port} (stoppen: Ctrl-C)")


def make_folder(folder: Path) -> None:
    """SQLite makes a file, but not the folder that it is in. For nobody else: passwords come in it as well."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(
            f"De map {folder} (LOCAL_DIR) kan niet gemaakt worden: {error.strerror}. Kies een andere map."
        ) from error


def require_free_port(host: str, port: int) -> None:
    """Raises CommandError, in words that say what to do, when no server can listen here."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Poort {port} op {host} is al in gebruik. Stop het programma dat daar draait "
                    f"of kies een andere poort, bijvoorbeeld: make run PORT={port + 1}"
                ) from error
            raise CommandError(
                f"De site kan niet op {host}, poort {port} luisteren: {error.strerror}."
            ) from error
