"""A web process without the one that started it would hold the port of the site, with no worker beside it: it stops."""

import os
import signal
import time
from threading import Thread

PAUSE_SECONDS = 1


def stop_without_parent(parent: int) -> None:
    """Call it once in a process that `parent` started; in another one it does nothing."""
    if os.getppid() == parent:
        Thread(target=_watch, args=[parent], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PAUSE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
