"""Which process a worker is, and whether it still runs. By its number and when it began: numbers are given out again."""

import os
import socket
from pathlib import Path

GONE = "ZX"
"""Linux still lists a process that was killed, until its parent has looked how it ended."""


def worker_name() -> str:
    """Of this process; from it others can tell whether it still runs."""
    return f"{_here()}:{os.getpid()}:{_began(os.getpid())}"


def has_stopped(name: str) -> bool:
    """True only of a worker that ran here: of another machine we cannot tell."""
    if not name.startswith(f"{_here()}:"):
        return False
    number, began = name.split(":")[-2:]
    now = _began(int(number))
    return now is None or bool(now and began and now != began)


def is_alive(process: int) -> bool:
    """Whether a process with this number runs on this machine."""
    return _began(process) is not None


def _here() -> str:
    """Two containers may share a name, but each counts its processes for itself."""
    try:
        numbering = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    except OSError:
        numbering = ""
    return f"{socket.gethostname()[:40]}/{numbering}"


def _began(process: int) -> str | None:
    """As its machine counts; empty where that does not tell. None when there is no such process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    try:
        # proc_pid_stat(5): after the name, which may hold anything, the state comes first and the start twentieth.
        state, *others = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return None if state in GONE else others[18]
