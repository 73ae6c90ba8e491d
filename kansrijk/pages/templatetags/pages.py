"""Small pieces that every page needs."""

import json

from django import template
from django.templatetags.static import static
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe

from kansrijk.pages.info import PageInfo, absolute

register = template.Library()

# Inside a script element only these three could end it or open a comment.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(page: PageInfo) -> SafeString:
    """The page's JSON-LD as a data block; browsers do not execute it, so the content policy allows it."""
    content = json.dumps(page.structured_data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{content}</script>')  # noqa: S308 - escaped above


@register.filter
def thousands(number: int | None) -> str:
    """A whole number the Dutch way: 47000 becomes 47.000; nothing for None."""
    return "" if number is None else f"{number:,}".replace(",", ".")


@register.filter
def counted(number: int, forms: str) -> str:
    """`{{ 3|counted:"verhaal,verhalen" }}` gives "3 verhalen"."""
    singular, plural = forms.split(",")
    return f"{thousands(number)} {singular if number == 1 else plural}"


@register.simple_tag
def absolute_static(path: str) -> str:
    """The public address of a static file, for those who read the page elsewhere."""
    return absolute(static(path))


@register.filter
def linked(text: str) -> SafeString:
    """Text with its web addresses as links, everything else escaped."""
    return mark_safe(urlize(text, autoescape=True))  # noqa: S308 - urlize escapes
