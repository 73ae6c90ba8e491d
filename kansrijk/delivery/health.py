"""Two questions of a load balancer: does the process live, and can it do its work?"""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "leeft"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200, or 503 with the names of the checks that failed. The cause stands in the log, not in the answer."""
    failed = [name for name, check in CHECKS.items() if not passes(check)]
    if failed:
        return JsonResponse({"status": "niet klaar", "mislukt": failed}, status=503)
    return JsonResponse({"status": "klaar"})


def passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever the backend raises, the answer must name the check
        logger.exception("Health check %s failed", check.__name__)
        return False


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    return newest_migrations() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of every app, as this release has them on disk."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def media_can_be_written() -> bool:
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    # Without a name, so that nothing stays behind when the process is killed.
    with TemporaryFile(dir=settings.MEDIA_ROOT) as file:
        file.write(b"0")
    return True


CHECKS = {"database": database_answers, "migraties": migrations_are_applied, "media": media_can_be_written}
