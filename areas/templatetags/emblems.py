"""Emblems in templates."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def of_area(emblems: dict[int, SafeString], area_id: int) -> SafeString | str:
    """The drawn emblem of one area out of what `emblems_of` gave."""
    return emblems.get(area_id, "")
