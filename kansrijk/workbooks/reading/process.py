"""Starts the child, reads along, and stops it when it takes too much."""

import logging
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGABRT, SIGKILL, SIGXCPU
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Timer
from time import monotonic
from typing import IO

from kansrijk.workbooks import untrusted
from kansrijk.workbooks.book import Unreadable
from kansrijk.workbooks.progress import TakesLonger
from kansrijk.workbooks.untrusted.limits import MAX_ANSWER_BYTES, WALL_SECONDS
from kansrijk.workbooks.untrusted.sentences import DAMAGED, NOT_NOW, TOO_LARGE, TOO_SLOW

logger = logging.getLogger(__name__)

CHILD = Path(untrusted.__file__).with_name("child.py")
AT_ONCE = BoundedSemaphore(2)
"""Children of this process; a third waits its turn."""
CAUSES = {-SIGABRT: TOO_LARGE, -SIGXCPU: TOO_SLOW, -SIGKILL: TOO_SLOW}
"""Rust aborts when it gets no memory; the processor limit and our timer do the rest."""


class Child:
    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.left = MAX_ANSWER_BYTES

    def raw(self, count: int) -> bytes:
        """So many, or fewer when the child has ended."""
        assert self.process.stdout is not None  # noqa: S101 - it is a pipe
        return self.process.stdout.read(min(count, self.left))

    def line(self) -> bytes:
        """Empty when the child has ended."""
        assert self.process.stdout is not None  # noqa: S101 - it is a pipe
        line = self.process.stdout.readline(self.left + 1)
        self.left -= len(line)
        if self.left < 0:
            raise Unreadable(TOO_LARGE)
        return line

    def cause(self) -> str:
        """Why it ended before it had said everything."""
        code = self.process.wait()
        logger.warning("The child that reads workbooks ended with %s", code)
        return CAUSES.get(code, DAMAGED)


@contextmanager
def child_reading(data: bytes, *, task: str = "tell", within: float | None = None) -> Generator[Child]:
    """The child is gone when this ends, however it ends. It gets these bytes, and nothing else that we have.

    Raises TakesLonger when it could not begin or end within so many seconds.
    """
    patience = WALL_SECONDS if within is None else min(max(within, 0), WALL_SECONDS)
    until = monotonic() + patience
    if not AT_ONCE.acquire(timeout=patience):
        raise Unreadable(NOT_NOW) if within is None else TakesLonger
    try:
        with TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            with started(file, task, until - monotonic()) as process:
                yield Child(process)
    except Unreadable as error:
        if within is not None and monotonic() >= until:
            raise TakesLonger from error
        raise
    finally:
        AT_ONCE.release()


@contextmanager
def started(file: IO[bytes], task: str, seconds: float) -> Generator["subprocess.Popen[bytes]"]:
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, nothing of the user's in the command
            [sys.executable, "-I", str(CHILD), task],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            close_fds=True,
            start_new_session=True,
        )
    except OSError as error:
        raise Unreadable(NOT_NOW) from error
    timer = Timer(max(seconds, 0), process.kill)
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        process.kill()
        process.communicate()
