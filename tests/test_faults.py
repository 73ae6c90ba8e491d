"""The short versions of `make faults`, each on a database of its own, of the same kind as this run's."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.environment import ROOT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("tests.faults.concurrency", ["--operations", "80"]),
        ("tests.faults.kills", ["--kills", "4"]),
        ("tests.faults.workbook_kills", ["--times", "3", "--stories", "120"]),
    ],
)
def test_site_is_whole_after_what_it_went_through(module, options):
    command = [sys.executable, "-m", module, "--database", connection.vendor, *options]

    result = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert "wrong 0" in result.stdout
