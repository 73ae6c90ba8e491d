"""A site of its own for a run outside pytest: an empty database of either kind, thrown away at the end."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.environment import settings_variables
from tests.postgresql import PostgreSQL

DATABASES = ("sqlite", "postgresql")


@contextmanager
def own_site(database: str) -> Iterator[None]:
    """Django set up with the migrated database; the site's settings are those of production."""
    for name in settings_variables():
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    with tempfile.TemporaryDirectory(prefix="kansrijk-own-site-") as local:
        Path(local, "static").mkdir()
        server = PostgreSQL() if database == "postgresql" else None
        os.environ |= {
            "LOCAL_DIR": local,
            "SECRET_KEY": "only-for-this-run",
            "DEBUG": "1",
            "DATABASE_URL": server.url if server else f"sqlite:///{local}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "kansrijk.settings",
        }
        try:
            set_up()
            yield
        finally:
            close_connections()
            if server:
                server.stop()


def set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0, interactive=False)


def close_connections() -> None:
    """Also before a fork: two processes must not share one."""
    from django.db import connections

    connections.close_all()
