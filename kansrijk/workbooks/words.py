"""Child rows of which only the name matters, from the words of one cell."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kansrijk.publishing.merge import row_order

Row = Mapping[str, Any]


def rows_of_words(
    words: Sequence[str], before: Sequence[Row], *, has_order: bool, new_id: Callable[[str], Any]
) -> list[dict[str, Any]]:
    """The rows with these names, as a snapshot holds them.

    A row whose name is still there keeps its key, and its place as long as the order allows it. A word where another
    one stood is that row with a new name.
    """
    kept = {row["name"]: row for row in before}
    renamed = {
        word: old
        for word, old in zip(words, before, strict=False)
        if word not in kept and old["name"] not in words
    }
    rows: list[dict[str, Any]] = []
    for word in words:
        old = kept.get(word) or renamed.get(word)
        rows.append({**old, "name": word} if old else {"id": str(new_id(word)), "name": word})
    if has_order:
        _place(rows)
    return sorted(rows, key=row_order)


def _place(rows: list[dict[str, Any]]) -> None:
    """New rows come after the one before them; when that does not give this order, all are numbered anew."""
    new = [row for row in rows if "position" not in row]
    last = 0
    for row in rows:
        last = row.setdefault("position", last + 1)
    taken = Counter(row["position"] for row in rows)
    if sorted(rows, key=row_order) != rows or any(taken[row["position"]] > 1 for row in new):
        for number, row in enumerate(rows, start=1):
            row["position"] = number
