"""Links from lists and forms of the admin to their workbooks."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.db.models import Model
from django.template import Context
from django.urls import reverse

from kansrijk.publishing.territory import area_model
from kansrijk.workbooks.screens.access import is_about_areas
from kansrijk.workbooks.screens.lists import PARAMETER, book_with

register = template.Library()


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@register.simple_tag(takes_context=True)
def workbook_links(context: Context, cl: ChangeList) -> list[Link]:
    """Above a list: a workbook of what it shows now. Lists that have a workbook to themselves take one in as well."""
    user: Any = context["request"].user
    kind = cl.opts.label_lower
    book = book_with(kind, user)
    if book is None:
        return []
    query = cl.get_query_string(remove=[PAGE_VAR]).removeprefix("?")
    url = f"{reverse('admin:workbooks_make')}?{PARAMETER}={kind}{f'&{query}' if query else ''}"
    if is_about_areas(book):
        return [Link("Werkboek van deze lijst", url)]
    return [Link("Exporteren", url), Link("Importeren", f"{reverse('admin:workbooks')}#inlezen")]


@register.simple_tag
def workbook_of_area(record: Model) -> str:
    """The page that makes the workbook of this area; empty for other records."""
    if not isinstance(record, area_model()):
        return ""
    return f"{reverse('admin:workbooks_make')}?gebied={record.pk}"
