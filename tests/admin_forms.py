"""Fills in a form of the admin the way a browser does: everything as it stands, but for what one changes."""

from typing import Any

from django import forms
from django.http import HttpResponse


def form_values(response: HttpResponse, **changes: Any) -> dict[str, Any]:
    """What a browser would post from this page, with `changes` on top; None takes a field out."""
    context = response.context
    all_forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        all_forms += [inline.formset.management_form, *inline.formset.forms]
    values: dict[str, Any] = {}
    for form in all_forms:
        for bound in form:
            values.update(_field_values(bound))
    if sheet := context.get("sheet"):
        values |= {"_base": sheet.base.pk if sheet.base else "", "_at_once": sheet.before_at_once}
        if sheet.takes_address:
            values["_address"] = sheet.takes_address.path
    if ticket := context.get("ticket"):
        values["_ticket"] = ticket
    values.update(changes)
    return {name: value for name, value in values.items() if value is not None}


def _field_values(bound: forms.BoundField) -> dict[str, Any]:
    value = bound.value()
    if isinstance(bound.field, forms.FileField) or value is None or value is False or value == "":
        return {}
    if isinstance(value, list):
        return {bound.html_name: [getattr(item, "pk", item) for item in value]}
    return {bound.html_name: "on" if value is True else value}
