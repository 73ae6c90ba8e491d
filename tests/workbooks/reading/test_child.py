"""The process that reads: whatever it does, its parent has a book or a sentence."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kansrijk.workbooks.book import Book, Unreadable
from kansrijk.workbooks.reading import process, read_book
from kansrijk.workbooks.untrusted import sentences
from tests.environment import ROOT
from tests.workbooks.files import xlsx
from tests.workbooks.reading.steps import only_sheet, row, text


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("import os; print('[\"ready\"]', flush=True); os.abort()", sentences.TOO_LARGE),
        ("import os; print('[\"ready\"]', flush=True); os.kill(os.getpid(), 9)", sentences.TOO_SLOW),
        (
            "import os; print('[\"ready\"]\\n[\"rows\",[[', end='', flush=True); os.kill(os.getpid(), 9)",
            sentences.TOO_SLOW,
        ),
        ('print(\'["ready"]\'); print(\'["format","xlsx"]\')', sentences.DAMAGED),
        ("print('[\"ready\"]'); print('[\"end\"]')", sentences.DAMAGED),
        ('print(\'["ready"]\'); print(\'["format","exe"]\')', sentences.DAMAGED),
        ("print('[\"ready\"]'); print('[\"rows\",5]')", sentences.DAMAGED),
        ("print('[\"ready\"]'); print('[' * 100000)", sentences.DAMAGED),
        ("print('[\"ready\"]')\nwhile True: print('x' * 1000000)", sentences.DAMAGED),
        ("print('[\"ready\"]')\nwhile True: print('x' * 1000000, end='')", sentences.TOO_LARGE),
        ("import time; print('[\"ready\"]', flush=True); time.sleep(60)", sentences.TOO_SLOW),
        ("raise SystemExit(1)", sentences.NOT_NOW),
    ],
)
def test_child_that_does_anything_else_becomes_a_sentence(tmp_path, monkeypatch, program, sentence):
    child = tmp_path / "child.py"
    child.write_text(program)
    monkeypatch.setattr(process, "CHILD", child)
    monkeypatch.setattr(process, "WALL_SECONDS", 2)

    with pytest.raises(Unreadable) as refused:
        read_book(b"Code\n")

    assert str(refused.value) == sentence


@pytest.mark.parametrize("marks", ["[[1,1,'fout']] * 200_001", "[[r,1000,'fout'] for r in range(1, 9_000)]"])
def test_parent_counts_odd_cells_itself(tmp_path, monkeypatch, marks):
    child = tmp_path / "child.py"
    child.write_text(
        "import json\n"
        'print(\'["ready"]\\n["format","xlsx"]\\n["sheet","",false]\')\n'
        f"for _ in range(2): print(json.dumps(['marks', [], [], {marks}]))\n"
        "print('[\"end\"]')\n"
    )
    monkeypatch.setattr(process, "CHILD", child)

    with pytest.raises(Unreadable) as refused:
        read_book(b"Code\n")

    assert str(refused.value) == sentences.TOO_LARGE


def test_file_that_asks_for_a_gigabyte_of_memory_gets_a_sentence(tmp_path, monkeypatch):
    child = tmp_path / "child.py"
    child.write_text(
        f"import sys\nsys.path.append({str(ROOT)!r})\n"
        "from kansrijk.workbooks.untrusted import child\n"
        "child.do = lambda task, data: bytearray(1024**3)\n"
        "child.main()\n"
    )
    monkeypatch.setattr(process, "CHILD", child)

    with pytest.raises(Unreadable) as refused:
        read_book(b"Code\n")

    assert str(refused.value) == sentences.TOO_LARGE


def test_child_gets_nothing_of_our_environment_or_open_files(tmp_path, monkeypatch):
    child = tmp_path / "child.py"
    child.write_text(
        "import json, os\n"
        'print(\'["ready"]\')\nprint(\'["format","csv"]\')\nprint(\'["sheet","",false]\')\n'
        "fds = sorted(map(int, os.listdir('/proc/self/fd')))[:-1]\n"
        "print(json.dumps(['rows', [[os.environ.get('SECRET_KEY'), fds == [0, 1, 2]]]]))\nprint('[\"end\"]')\n"
    )
    monkeypatch.setattr(process, "CHILD", child)
    monkeypatch.setenv("SECRET_KEY", "geheim")

    assert only_sheet(b"Code\n").rows == [[None, True]]


def test_many_threads_at_once_each_get_their_own_book():
    def read(number: int) -> Book:
        return read_book(xlsx(row(1, text("A1", f"boek {number}"))))

    with ThreadPoolExecutor(6) as threads:
        books = list(threads.map(read, range(12)))

    assert [book.sheets[0].rows for book in books] == [[[f"boek {number}"]] for number in range(12)]
