"""Puts remarks into the bytes of a file that somebody sent. Runs in the limited child process only, as its parent does.

The XML itself is changed, element by element, so that whatever else is in the file stays as it was: also the outcome
of formulas, charts, and what only one program knows of.
"""
