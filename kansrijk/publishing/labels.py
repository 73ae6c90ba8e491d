"""What the screen calls the parts of a record."""

from kansrijk.publishing.models import Record


def label_of(record: Record, name: str) -> str:
    """Of a field, or of its child rows together; in lower case."""
    field = record._meta.get_field(name)
    related = field.related_model
    if field.auto_created and related is not None and not isinstance(related, str):
        return str(related._meta.verbose_name_plural)
    return str(getattr(field, "verbose_name", name))
