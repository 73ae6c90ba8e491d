"""Who may do what with which records. Every verb asks here first."""

from collections.abc import Iterable

from django.apps import apps

from kansrijk.accounts.models import User
from kansrijk.accounts.scope import scope
from kansrijk.publishing.refusals import NotAllowed

Actor = User | None
"""None is the site itself: a planned publication that is due, or a command."""


def require_office(by: Actor) -> None:
    """Only the programme office decides what visitors see."""
    if by is not None and not (by.is_active and by.is_office):
        raise NotAllowed("Alleen de redactie kan dit doen.")


def require_touch(by: Actor, kind: str, pks: Iterable[int]) -> None:
    """The records lie within what this person may touch."""
    pks = set(pks)
    if by is None or by.is_office:
        return
    model = apps.get_model(kind)
    if scope(by, model._default_manager.filter(pk__among=pks)).count() != len(pks):
        raise NotAllowed("Dit hoort bij een gebied waar u niets kunt wijzigen.")
