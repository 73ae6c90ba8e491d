"""List filters of the admin."""

from django.contrib import admin


class UsedOnlyFilter(admin.RelatedOnlyFieldListFilter):
    """Offers only what occurs in the records this user sees, and no choice for "none"."""

    @property
    def include_empty_choice(self) -> bool:
        return False
