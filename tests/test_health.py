"""A load balancer learns whether to send visitors here, and nothing an attacker could use."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from kansrijk.delivery import health


def test_health_working_site_is_ready(visitor):
    answer = visitor.get("/gezond/klaar")

    assert answer.status_code == 200
    assert answer.json() == {"status": "klaar"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_health_process_lives_without_asking_the_database(client):
    # Without the db mark, pytest-django turns any query into an error.
    answer = client.get("/gezond/leeft")

    assert answer.json() == {"status": "leeft"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_health_unapplied_migration_is_named(visitor):
    newest = max(name for app, name in health.newest_migrations() if app == "areas")
    MigrationRecorder(connection).record_unapplied("areas", newest)

    answer = visitor.get("/gezond/klaar")

    assert answer.status_code == 503
    assert answer.json() == {"status": "niet klaar", "mislukt": ["migraties"]}


def test_health_media_folder_that_cannot_be_written_is_named(visitor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "bestand" / "media"
    (tmp_path / "bestand").write_text("a file where a folder should be")

    assert visitor.get("/gezond/klaar").json()["mislukt"] == ["media"]


def test_health_check_of_media_leaves_nothing_behind(visitor, settings):
    visitor.get("/gezond/klaar")

    assert not list(Path(settings.MEDIA_ROOT).iterdir())


@pytest.mark.django_db
def test_health_database_that_is_gone_is_named_without_details(client, monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise DatabaseError("connection to db.intern:5432 as user kansrijk refused")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        answer = client.get("/gezond/klaar")

    assert answer.status_code == 503
    assert answer.json()["mislukt"] == ["database", "migraties"]
    assert "db.intern" not in answer.content.decode()
    assert "db.intern" in caplog.text


def test_health_is_answered_over_http_where_pages_redirect(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert visitor.get("/gezond/leeft").status_code == 200
    assert visitor.get("/robots.txt").status_code == 301
