"""Body text in a template: {% load richtext %} … {{ intervention.body|richtext }}"""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from kansrijk.richtext import sanitise

register = template.Library()


@register.filter
def richtext(html: str) -> SafeString:
    """Sanitised once more: a row may have been written by something that is not Django."""
    return mark_safe(cleaned(html or ""))  # noqa: S308 - sanitised is what makes it safe


@register.filter
def plain_text(html: str) -> str:
    """The words alone, for a description; escaped by the template as any other text."""
    return sanitise.plain_text(html or "")


@lru_cache(maxsize=256)
def cleaned(html: str) -> str:
    return sanitise.sanitise(html)
