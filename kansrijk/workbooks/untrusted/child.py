"""The limited child process: bytes on stdin, lines of JSON on stdout. Started by reading/, never imported."""

import gc
import os
import resource
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 3))
sys.path.append(ROOT)  # -I leaves the folder of the script and PYTHONPATH out

from kansrijk.workbooks.untrusted.answer import write  # noqa: E402 - found through the path above
from kansrijk.workbooks.untrusted.limits import MEMORY_BYTES, PROCESSOR_SECONDS  # noqa: E402 - found through the path above
from kansrijk.workbooks.untrusted.sentences import TOO_LARGE, Refused  # noqa: E402 - found through the path above


def limit() -> None:
    """No more than this, not even when a file finds a hole in a library."""
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))
    os.nice(5)  # visitors go first


def do(task: str, data: bytes) -> None:
    """What is not needed is not imported: that is half of the time."""
    if task == "remark":
        from kansrijk.workbooks.untrusted.remarks.remarking import remark  # noqa: PLC0415 - as said

        remark(data)
    else:
        from kansrijk.workbooks.untrusted.recognising import tell  # noqa: PLC0415 - as said

        gc.disable()  # a short life, and cells hold no circles
        tell(data)


def main() -> None:
    limit()
    write("ready")
    try:
        do(sys.argv[1], sys.stdin.buffer.read())
        write("end")
    except Refused as refused:
        write("refused", str(refused))
    except MemoryError:
        write("refused", TOO_LARGE)
    sys.stdout.buffer.flush()
    os._exit(0)  # the kernel frees the cells faster than Python does


if __name__ == "__main__":
    main()
