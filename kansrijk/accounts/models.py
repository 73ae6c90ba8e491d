"""Who may log in. What a user may touch is decided in scope.py."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser

OFFICE = "redactie"
COORDINATOR = "coördinator"


class User(AbstractUser):
    """An editor of the programme office or a coordinator of one or more areas."""

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["username"]

    @cached_property
    def is_office(self) -> bool:
        """Member of the programme office (redactie): may touch everything and decides what goes live."""
        return self.is_superuser or self.groups.filter(name=OFFICE).exists()
