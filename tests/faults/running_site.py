"""The site as `make run` starts it: a web server and workers in processes of their own, and a person who is logged in."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.environment import ROOT

PATIENCE_SECONDS = 120.0
"""For what takes a second when nobody else works on this machine."""
WORKERS = 2
GRANIAN = [
    str(Path(sys.executable).with_name("granian")),
    *["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"],
    *["--log-level", "warning", "kansrijk.wsgi:application"],
]


class RunningSite:
    def __init__(self) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.log = Path(os.environ["LOCAL_DIR"], "log").open("ab")  # noqa: SIM115 - stop() closes it
        self.workers = [self._started([sys.executable, "manage.py", "werker"]) for _ in range(WORKERS)]
        self.start_web_server()

    def start_web_server(self) -> None:
        self.web_server = self._started([*GRANIAN, "--host", "127.0.0.1", "--port", str(self.port)])
        self.wait_until_it_answers()

    def _started(self, command: list[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=self.log,
            stderr=self.log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if self.visitor().get("/interventies/").status == 200:
                    return
            except OSError:
                pass
            if time.monotonic() > until:
                raise RuntimeError("the web server does not answer")
            time.sleep(0.1)

    def visitor(self) -> "Visitor":
        return Visitor(self.port)

    def kill_workers(self, only: int | None) -> None:
        """All of them, or the one with this process number; others start in their place."""
        chosen = [one for one in self.workers if only in (None, one.pid)]
        for worker in chosen:
            worker.kill()
        for worker in chosen:
            worker.wait()

    def start_workers(self) -> None:
        self.workers = [one for one in self.workers if one.poll() is None]
        while len(self.workers) < WORKERS:
            self.workers.append(self._started([sys.executable, "manage.py", "werker"]))

    def kill_web_server(self) -> None:
        """With everything that it started."""
        os.killpg(self.web_server.pid, signal.SIGKILL)
        self.web_server.wait()

    def kill_part_of_web_server(self, number: int | None) -> None:
        """The process that did the work, if it was one of them, or else another; the server itself starts a new one."""
        main = self.web_server.pid
        parts = [int(one) for one in Path(f"/proc/{main}/task/{main}/children").read_text().split()]
        if parts:
            os.kill(number if number in parts else parts[0], signal.SIGKILL)

    def stop(self) -> None:
        self.kill_workers(None)
        self.kill_web_server()
        self.log.close()


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.location = response.status, response.getheader("Location", "")
        self.text = response.read().decode("utf-8", "replace")


class Visitor:
    """Each request over a connection of its own. Raises OSError when the server goes away."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies = port, cookies or {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        from django.conf import settings
        from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

        token = self.cookies[settings.CSRF_COOKIE_NAME]
        body = encode_multipart(BOUNDARY, {**fields, "csrfmiddlewaretoken": token})
        return self._ask("POST", path, body, {"Content-Type": MULTIPART_CONTENT})

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: Any = None) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, {"Cookie": cookies, **(headers or {})})
            return Answer(connection.getresponse())
        except http.client.HTTPException as error:
            raise ConnectionError("the server went away in the middle of its answer") from error
        finally:
            connection.close()


def logged_in(port: int, user: Any) -> Visitor:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    token = secrets.token_hex(16)
    return Visitor(port, {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: token})
