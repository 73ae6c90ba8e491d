"""Bytes that somebody sent → a Book, or one sentence that says why not. The work is done in untrusted/."""

from kansrijk.workbooks.reading.reader import read_book

__all__ = ["read_book"]
