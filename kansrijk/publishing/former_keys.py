"""Old content names rows by the key they had then: a theme or an area may have got another address since."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from kansrijk.publishing.models.record import Record
from kansrijk.publishing.models.revision import Revision
from kansrijk.publishing.shapes import key_field_of, shape_of


def former_keys(model: type[models.Model]) -> Mapping[str, Any]:
    """By every key that published versions knew a row by: the primary key of that row. The latest use counts.

    Reads the whole history of the kind, so ask only for what is not found by the keys of today.
    """
    key_field = key_field_of(model)
    if not issubclass(model, Record) or key_field not in {field.name for field in shape_of(model).plain}:
        return {}
    present = set(model._default_manager.values_list("pk", flat=True))
    history = Revision.objects.published().filter(kind=model._meta.label_lower)
    return {
        revision.content[key_field]: revision.object_id
        for revision in history.select_related("snapshot").order_by("published_at", "pk").iterator(500)
        if revision.object_id in present and key_field in revision.content
    }
