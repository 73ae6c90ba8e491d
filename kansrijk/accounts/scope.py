"""The one answer to "which records may this user touch?". Every door (admin, form choice, export) asks here."""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from kansrijk.accounts.models import User

T = TypeVar("T", bound=Model)


def scope(user: User | AnonymousUser, records: QuerySet[T]) -> QuerySet[T]:
    """The part of `records` that `user` may touch.

    The programme office gets all; a coordinator gets the records whose model names a path to its area's
    coordinators in `scope_paths`; models without such a path, and everybody else, give nothing.
    """
    if not (isinstance(user, User) and user.is_active and user.is_staff):
        return records.none()
    if user.is_office:
        return records
    paths: tuple[str, ...] = getattr(records.model, "scope_paths", ())
    if not paths:
        return records.none()
    own = Q(*[(path, user.pk) for path in paths], _connector=Q.OR)
    # A subquery instead of a join: a record that two paths reach still comes once.
    return records.filter(pk__in=records.model._default_manager.filter(own).values("pk"))
