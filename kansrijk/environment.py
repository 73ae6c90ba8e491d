"""Reads settings from the environment. Knows how a value is written there, not what it is for."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str = "") -> str:
    """The variable's text; an empty variable counts as absent."""
    return os.environ.get(name) or default


def env_bool(name: str, default: bool) -> bool:
    """1, true, yes, ja, on and their opposites; raises ImproperlyConfigured for anything else."""
    value = env(name).strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "ja", "on"}:
        return True
    if value in {"0", "false", "no", "nee", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def env_int(name: str, default: int) -> int:
    """A whole number; raises ImproperlyConfigured for anything else."""
    value = env(name)
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def env_list(name: str, default: list[str]) -> list[str]:
    """Comma-separated values without the white space around them."""
    value = env(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def env_secret(name: str, default: str = "", *, hint: str = "") -> str:
    """The variable, or what stands in the file named in NAME_FILE; raises ImproperlyConfigured when there is none."""
    if value := env(name):
        return value
    if path := env(f"{name}_FILE"):
        return read_secret(path)
    if default:
        return default
    raise ImproperlyConfigured(f"Set {name}, or {name}_FILE to a file that holds it ({hint}).")


def read_secret(path: str) -> str:
    """Raises ImproperlyConfigured for a file without a secret: nobody named it to get the default."""
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"The secret in {path} cannot be read: {error.strerror}.") from error
    if not value:
        raise ImproperlyConfigured(f"The secret in {path} is empty.")
    return value


def database_from_url(url: str) -> dict[str, Any]:
    """Django's settings for sqlite:///PATH (four slashes when it is absolute) or postgresql://USER:PASSWORD@HOST:PORT/NAME?OPTION=VALUE."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "kansrijk.sqlite",
            "NAME": unquote(parts.path[1:]),
            # Measured: Django's defaults give "database is locked" with eight writers; these give none, the
            # slowest of 2,000 waited 12 seconds, and 35 on a machine with other work. FULL keeps every acknowledged
            # edit through a power cut.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 60,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
            },
            "CONN_MAX_AGE": None,
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": parts.port or "",
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgresql://.")
