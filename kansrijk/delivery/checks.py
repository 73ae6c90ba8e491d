"""System checks of what would silently go wrong with time."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

HINT = "Set SECURITY_EXPIRES to a moment less than a year ahead, for example 2027-10-31T23:00:00Z."
LONGEST_VALIDITY = timedelta(days=366)


@register(Tags.security)
def security_txt_is_valid(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Researchers ignore a security.txt that has expired, or that promises more than a year (RFC 9116)."""
    try:
        expires = datetime.fromisoformat(settings.SECURITY_EXPIRES)
        left = expires - datetime.now(UTC)
    except (ValueError, TypeError):
        return [
            Warning("security.txt has no moment of expiry with a time zone.", hint=HINT, id="delivery.W001")
        ]
    if left < timedelta(0):
        return [Warning(f"security.txt expired on {expires:%Y-%m-%d}.", hint=HINT, id="delivery.W002")]
    if left > LONGEST_VALIDITY:
        return [Warning("security.txt expires more than a year ahead.", hint=HINT, id="delivery.W003")]
    return []
