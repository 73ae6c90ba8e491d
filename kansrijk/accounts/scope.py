"""The one answer to "which records may this user touch?". Every door (admin, form choice, export) asks here."""

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from kansrijk.accounts.models import User

T = TypeVar("T", bound=Model)


def is_office(user: User | AnonymousUser) -> bool:
    """Whether `user` may touch everything."""
    return isinstance(user, User) and user.is_office


def scope(user: User | AnonymousUser, records: QuerySet[T]) -> QuerySet[T]:
    """The part of `records` that `user` may touch.

    The programme office gets all; a coordinator gets the records whose model names a path to its area's
    coordinators in `scope_paths`; models without such a path, and everybody else, give nothing.
    """
    if is_office(user):
        return records
    paths: tuple[str, ...] = getattr(records.model, "scope_paths", ())
    if not (paths and isinstance(user, User) and user.is_coordinator):
        return records.none()
    own = Q(*[(path, user.pk) for path in paths], _connector=Q.OR)
    # A subquery instead of a join: a record that two paths reach still comes once.
    return records.filter(pk__in=records.model._default_manager.filter(own).values("pk"))


def may_touch(user: User | AnonymousUser, record: Model) -> bool:
    """The same answer for one record as it is stored. Asked once a request: a form of the admin asks it forty times."""
    if is_office(user) or not isinstance(user, User):
        return is_office(user)
    key = type(record), record.pk
    if key not in user.touchable:
        user.touchable[key] = scope(user, type(record)._default_manager.filter(pk=record.pk)).exists()
    return user.touchable[key]


def only_area(user: User | AnonymousUser) -> Any:
    """The key of the one area this coordinator works for; None for the office and for who has more than one."""
    if not isinstance(user, User) or user.is_office:
        return None
    keys = list(user.areas.values_list("pk", flat=True)[:2])
    return keys[0] if len(keys) == 1 else None
