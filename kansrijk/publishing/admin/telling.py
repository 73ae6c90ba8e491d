"""What an editor reads when typed work is kept: that it was put together with others', or left the queue."""

from django.contrib import messages
from django.http import HttpRequest

from kansrijk.publishing.editing import Kept, labels
from kansrijk.publishing.models import Record, RevisionState


def tell_merged(request: HttpRequest, record: Record, kept: Kept) -> None:
    if kept.from_others:
        who = (kept.other.get_short_name() or kept.other) if kept.other else "Iemand anders"
        fields = ", ".join(labels(record, kept.from_others))
        messages.info(
            request, f"{who} wijzigde intussen ook iets: {fields}. Dat is samengevoegd met uw werk."
        )


def tell_left(request: HttpRequest, kept: Kept) -> None:
    """To be called once the button did its step: what was handed in again did not leave the queue."""
    if kept.left == RevisionState.SCHEDULED:
        messages.warning(request, "Wat ingepland was, gaat gewoon door: zonder uw wijziging.")
    elif kept.left and kept.revision and kept.revision.state == RevisionState.DRAFT:
        was = RevisionState(kept.left).label.lower()
        messages.warning(request, f"Dit was {was} en is nu weer een concept.")
