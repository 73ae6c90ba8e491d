"""A folder of seeds that a test may spoil."""

import pytest

from tests.seeding.steps import SEEDS


@pytest.fixture
def seeds(tmp_path):
    """One of each kind, in a folder of their own."""
    (tmp_path / "interventies").mkdir()
    for name, text in SEEDS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path
