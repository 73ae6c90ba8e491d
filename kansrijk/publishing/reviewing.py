"""The verb of the review: publish what the programme office accepts of a proposal, and say what it did not."""

from collections.abc import Collection

from django.apps import apps
from django.db import transaction

from kansrijk.publishing.models import Record, Remark, Revision, RevisionState, SiteState
from kansrijk.publishing.permissions import Actor, require_office
from kansrijk.publishing.proposals import Proposal, proposal_of
from kansrijk.publishing.publication import publish
from kansrijk.publishing.refusals import HasConflicts, WrongState


@transaction.atomic
def accept(
    revision: Revision,
    *,
    by: Actor,
    accepted: Collection[str],
    settled: Collection[str] = (),
    remark: str = "",
    reason: str = "",
) -> Revision:
    """Publishes the accepted fields; the others, and the remark, are noted for the author.

    `settled` names the conflicts that somebody decided about: accepted, the proposal wins; otherwise the site.
    Something that nobody handed in needs a reason. What was never on the site is published whole or not at all.
    Raises NotAllowed, WrongState, NotReady, and HasConflicts for a conflict that came up meanwhile.
    """
    require_office(by)
    SiteState.locked()
    if revision.state != RevisionState.SUBMITTED and not reason.strip():
        raise WrongState("Dit is niet ter beoordeling gegeven. Schrijf erbij waarom u het toch publiceert.")
    model: type[Record] = apps.get_model(revision.kind)
    proposal = proposal_of(revision, model._default_manager.get(pk=revision.object_id))
    refused = _refused(proposal, accepted)
    if new := [conflict for conflict in proposal.merged.conflicts if conflict.field not in settled]:
        raise HasConflicts({revision.pk: new})
    published = publish(
        [revision],
        by=by,
        reason=reason,
        accepted={revision.pk: set(revision.content) - refused} if refused else None,
        keep_mine={revision.pk: proposal.conflicts - refused} if proposal.conflicts else None,
    )[0]
    if text := _note(proposal, refused, remark):
        Remark.objects.create(revision=published, by=by, text=text)
    return published


def _refused(proposal: Proposal, accepted: Collection[str]) -> set[str]:
    """The changed fields that were not accepted. Raises WrongState for a choice that makes no sense."""
    changed = {difference.name for difference in proposal.differences}
    if set(accepted) - changed:
        raise WrongState("Dit voorstel is intussen veranderd. Bekijk het opnieuw.")
    if changed and not accepted:
        raise WrongState("U neemt niets over. Stuur het voorstel dan terug, met een opmerking.")
    refused = changed - set(accepted)
    if refused and proposal.is_first:
        raise WrongState("Dit stond nog niet op de site. Publiceer het helemaal, of stuur het terug.")
    return refused


def _note(proposal: Proposal, refused: set[str], remark: str) -> str:
    labels = ", ".join(d.label for d in proposal.differences if d.name in refused)
    return "\n".join(filter(None, [f"Niet overgenomen: {labels}." if labels else "", remark.strip()]))
