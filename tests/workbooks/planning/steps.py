"""What somebody does while a file is out."""

from kansrijk.publishing.publication import adopt


def edit_by_office(record, **fields):
    """Somebody of the office changes the record while the file is out."""
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    adopt([record], by=None, reason="Redactie")
