"""Records that others build on: those cannot go without a word."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from kansrijk.publishing.models import Record, RecordState, Revision


def in_use(model: type[Record], pks: Collection[int]) -> set[int]:
    """Those of these records that another record refers to, which visitors see or somebody works on."""
    found: set[int] = set()
    for relation in model._meta.related_objects:
        other, name = relation.related_model, relation.field.name
        if not (isinstance(other, type) and issubclass(other, Record)):
            continue
        work = Revision.objects.open().filter(kind=other._meta.label_lower, object_id=OuterRef("pk"))
        referring = other._default_manager.filter(**{f"{name}__in": list(pks)})
        referring = referring.exclude(Q(state=RecordState.NEW) & ~Exists(work))
        found |= set(referring.order_by().values_list(name, flat=True)) & set(pks)
    return found
