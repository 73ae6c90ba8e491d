"""What the programme office answers to a proposal: a choice at each field, a remark, a reason, and which button."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from kansrijk.publishing.differences import Difference
from kansrijk.publishing.models import RevisionState
from kansrijk.publishing.proposals import Proposal

PUBLISH, SEND_BACK = "publiceren", "terugsturen"
MINE, THEIRS = "voorstel", "website"


@dataclass(frozen=True)
class Choice:
    """One changed field with what was chosen for it."""

    difference: Difference
    is_conflict: bool
    chosen: str
    """`voorstel`, `website`, or nothing yet."""
    error: str


class ReviewForm(forms.Form):
    """Built for one proposal; a field that the proposal does not change is no valid choice."""

    action = forms.ChoiceField(
        choices=[(PUBLISH, "Publiceren"), (SEND_BACK, "Terugsturen")],
        error_messages={"required": "Kies een knop.", "invalid_choice": "Kies een van de knoppen."},
    )
    remark = forms.CharField(
        label="Opmerking voor de indiener",
        required=False,
        max_length=2000,
        help_text="Stuurt u het terug? Schrijf dan wat er moet veranderen.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(label="Reden", required=False, max_length=300)

    def __init__(self, proposal: Proposal, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.proposal = proposal
        for difference in proposal.differences:
            name = difference.name
            if name in proposal.conflicts:
                self.fields[f"kies-{name}"] = forms.ChoiceField(
                    choices=[(MINE, ""), (THEIRS, "")], required=False
                )
        self.fields["accepted"] = forms.MultipleChoiceField(
            choices=[(d.name, d.label) for d in proposal.differences if d.name not in proposal.conflicts],
            required=False,
            error_messages={"invalid_choice": "Dit voorstel is intussen veranderd. Bekijk het opnieuw."},
        )
        self.fields["reason"].help_text = (
            "Komt in de geschiedenis. Mag leeg blijven."
            if proposal.revision.state == RevisionState.SUBMITTED
            else "Dit is niet ter beoordeling gegeven. Schrijf op waarom u het toch publiceert."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        action = cleaned.get("action")
        if action == SEND_BACK and not cleaned.get("remark", "").strip():
            self.add_error("remark", "Schrijf erbij wat er moet veranderen.")
        if action == PUBLISH:
            is_submitted = self.proposal.revision.state == RevisionState.SUBMITTED
            if not is_submitted and not cleaned.get("reason", "").strip():
                self.add_error("reason", "Schrijf op waarom u dit publiceert zonder dat erom gevraagd is.")
            for name in sorted(self.proposal.conflicts):
                if f"kies-{name}" in self.fields and not cleaned.get(f"kies-{name}"):
                    self.add_error(f"kies-{name}", "Kies wat er moet blijven staan.")
        return cleaned

    @property
    def accepted(self) -> set[str]:
        """The fields of which the proposal goes onto the site. Only for a valid form."""
        names = {d.name for d in self.proposal.differences}
        settled = {name for name in self.proposal.conflicts if self.cleaned_data.get(f"kies-{name}") == MINE}
        if self.proposal.is_first:
            return (names - self.proposal.conflicts) | settled
        return set(self.cleaned_data["accepted"]) | settled

    @property
    def refused(self) -> list[str]:
        """What the screen calls the changed fields that stay as they are. Only for a valid form."""
        return [d.label for d in self.proposal.differences if d.name not in self.accepted]

    def choices(self) -> Iterator[Choice]:
        """Every changed field, in the order of the record's form."""
        accepted = self["accepted"].value() or []
        for difference in self.proposal.differences:
            name = difference.name
            if is_conflict := name in self.proposal.conflicts:
                chosen = self[f"kies-{name}"].value() or ""
            else:
                chosen = MINE if not self.is_bound or name in accepted else THEIRS
            errors = self[f"kies-{name}"].errors if is_conflict else []
            yield Choice(difference, is_conflict, chosen, str(errors[0]) if errors else "")
