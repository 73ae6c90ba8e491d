"""What every publishable thing has in common: its state, and the rules of who sees it."""

from collections.abc import Sequence
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from kansrijk.publishing.readiness import Rule


class RecordState(models.TextChoices):
    NEW = "nieuw", "Nog nooit gepubliceerd"
    LIVE = "online", "Op de website"
    WITHDRAWN = "ingetrokken", "Ingetrokken, met uitleg"
    REMOVED = "weggehaald", "Weggehaald"


SHOWN_STATES = (RecordState.LIVE, RecordState.WITHDRAWN)
"""States in which a record has a page."""

R_co = TypeVar("R_co", bound=models.Model, covariant=True)


class RecordQuerySet(models.QuerySet[R_co]):
    def public(self) -> Self:
        """What lists, feeds and the sitemap show."""
        return self.filter(state=RecordState.LIVE)

    def readable(self) -> Self:
        """What has a page: also what was withdrawn, with the notice on top."""
        return self.filter(state__in=SHOWN_STATES)


class NamesOwner(models.Model):
    """When a form wants a value that only one may have, it says whose it is."""

    class Meta:
        abstract = True

    @property
    def owner(self) -> "Record":
        """The record that this row is part of."""
        raise NotImplementedError

    def unique_error_message(self, model_class: type[models.Model], unique_check: Sequence[str]) -> Any:
        error = super().unique_error_message(model_class, unique_check)
        same = {name: getattr(self, name) for name in unique_check}
        holder = model_class._default_manager.filter(**same).exclude(pk=self.pk).first()
        if isinstance(holder, NamesOwner):
            owner = holder.owner
            whose = f"‘{owner}’" if owner.is_readable else "iets dat niet op de website staat"
            return ValidationError(f"Dit is al van {whose}. Kies iets anders.", code="unique")
        return error


class Record(NamesOwner):
    """The row holds what visitors see. Work on it (drafts, proposals, history) is in its revisions."""

    reference_key = "slug"
    """The field by which other snapshots refer to this record."""
    child_sets: tuple[str, ...] = ()
    """Names of the relations whose rows are part of this record."""
    not_drafted: tuple[str, ...] = ()
    """Fields that work at once and have no place in a draft, such as the withdrawal of a consent."""
    address_from: str = ""
    """The field that gives a new record its address, when nobody chose one."""
    readiness_rules: Sequence[Rule] = ()
    """What must be there before it may be published."""

    state = models.CharField(
        "staat", max_length=20, choices=RecordState, default=RecordState.NEW, editable=False
    )
    notice = models.TextField("uitleg bij het intrekken", blank=True, editable=False)
    live_revision = models.ForeignKey(
        "publishing.Revision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    """The revision whose content the row shows."""

    class Meta(NamesOwner.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_has_notice",
                condition=~Q(state=RecordState.WITHDRAWN) | ~Q(notice=""),
            )
        ]

    @classmethod
    def hand_out_codes(cls, contents: Sequence[dict[str, Any]]) -> None:
        """Fills in the codes of new records, where the system gives them."""

    @property
    def record_kind(self) -> str:
        """The label of the model, as revisions and addresses name it. Not called kind: organisations have a kind."""
        return self._meta.label_lower

    @property
    def owner(self) -> "Record":
        return self

    @property
    def is_public(self) -> bool:
        return self.state == RecordState.LIVE

    @property
    def is_readable(self) -> bool:
        return self.state in SHOWN_STATES

    @property
    def hidden_because(self) -> str:
        """Why nobody sees it although it is live, in a sentence for the editor; empty when everybody may."""
        return ""
