"""What the screen and the workbook call the parts of a record."""

from django.db.models import Model


def label_of(record: Model | type[Model], name: str) -> str:
    """Of a field, or of its child rows together; in lower case."""
    field = record._meta.get_field(name)
    related = field.related_model
    if field.auto_created and related is not None and not isinstance(related, str):
        return str(related._meta.verbose_name_plural)
    return str(getattr(field, "verbose_name", name))
