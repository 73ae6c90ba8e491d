"""The address of a record on the site, and the notice that stays behind when its page is removed."""

from collections.abc import Iterable

from django.db.models import Model

from kansrijk.publishing.models import RemovedAddress


def site_address(record: Model) -> str | None:
    """Where a visitor sees this record today; None while it is not public or has no place of its own."""
    if not hasattr(record, "get_absolute_url"):
        return None
    records = type(record)._default_manager
    public = records.public() if hasattr(records, "public") else records.all()
    return record.get_absolute_url() if public.filter(pk=record.pk).exists() else None


def page_address(record: Model) -> str | None:
    """As site_address(), but only when the record is a page and not a part of one."""
    address = site_address(record)
    return None if address is None or "#" in address else address


def leave_notices(records: Iterable[Model]) -> None:
    """From now on the pages of these records answer 410 with their title. Call it before they are deleted."""
    for record in records:
        if path := page_address(record):
            RemovedAddress.objects.update_or_create(path=path, defaults={"title": str(record)[:300]})


def withdraw_notice(record: Model) -> None:
    """There is a page at this record's address again."""
    if path := page_address(record):
        RemovedAddress.objects.filter(path=path).delete()
