"""Addresses of other screens about publishing."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def admin_link(name: str, *args: Any) -> str:
    """Empty when this site has no such screen: then there is no link."""
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""


def record_link(record: Any, view: str, *args: Any) -> str:
    """A screen of the record's own admin, for example its change form."""
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{view}", args=[record.pk, *args]
    )
