"""Who may log in. What a user may touch is decided in scope.py."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model

OFFICE = "redactie"
COORDINATOR = "coördinator"


class User(AbstractUser):
    """An editor of the programme office or a coordinator of one or more areas."""

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        ordering = ["username"]

    @cached_property
    def role_names(self) -> frozenset[str]:
        """Names of the groups; none for an account that may not enter the admin."""
        if not (self.is_active and self.is_staff):
            return frozenset()
        return frozenset(self.groups.values_list("name", flat=True))

    @cached_property
    def touchable(self) -> dict[tuple[type[Model], Any], bool]:
        """What scope.may_touch() found, by model and key; lives as long as this object, which is one request."""
        return {}

    @property
    def is_office(self) -> bool:
        """Member of the programme office (redactie): may touch everything and decides what goes live."""
        return (self.is_active and self.is_staff and self.is_superuser) or OFFICE in self.role_names

    @property
    def is_coordinator(self) -> bool:
        """May touch the records of its own areas."""
        return COORDINATOR in self.role_names
