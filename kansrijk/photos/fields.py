"""The model field for photos."""

from django.db import models


class PhotoFileField(models.ImageField):
    """Accepts by content, stores re-encoded."""
