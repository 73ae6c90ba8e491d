"""Emblems in templates."""

from django import template
from django.utils.safestring import SafeString

from areas.emblem import sign

register = template.Library()


@register.filter
def of_area(emblems: dict[int, SafeString], area_id: int) -> SafeString | str:
    """The drawn emblem of one area out of what `emblems_of` gave."""
    return emblems.get(area_id, "")


@register.inclusion_tag("components/emblem_sign.html")
def emblem_sign(theme: str) -> dict[str, str]:
    """One block as the emblems draw it, to set in a line of text."""
    return {"theme": theme, "path": sign(theme)}
