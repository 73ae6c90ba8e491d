"""A web process stops when the server that started it was killed, so that the site can be started again."""

import subprocess
import sys
import time

from kansrijk.workbooks.jobs.workers import is_alive
from tests.environment import ROOT

CHILD = """
import os, time
from kansrijk.delivery.orphans import stop_without_parent
stop_without_parent(os.getppid())
print(os.getpid(), flush=True)
time.sleep(120)
"""
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
MOST_SECONDS = 60


def child_of_a_killed_server() -> int:
    server = subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    child = int(server.stdout.readline())
    server.kill()
    server.wait()
    server.stdout.close()
    return child


def test_web_process_stops_with_its_server():
    child = child_of_a_killed_server()

    until = time.monotonic() + MOST_SECONDS
    while is_alive(child) and time.monotonic() < until:
        time.sleep(0.1)

    assert not is_alive(child)
