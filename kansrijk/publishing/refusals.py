"""Why a verb did not do what was asked: each says what is wrong and what to do, in Dutch."""

from collections.abc import Mapping, Sequence

from kansrijk.publishing.merge import Conflict
from kansrijk.publishing.readiness import Finding


class Refusal(Exception):
    """Nothing was changed. The message is for the screen."""


class NotAllowed(Refusal):
    """This person may not do this."""


class WrongState(Refusal):
    """It is not in a state in which this can be done; somebody else may have been quicker."""


class NotReady(Refusal):
    """Something is missing; `findings` says what, per record title."""

    def __init__(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        self.findings = findings
        lines = [f"{title}: {finding.message}" for title, found in findings.items() for finding in found]
        super().__init__("Dit kan nog niet gepubliceerd worden. " + " ".join(lines))


class HasConflicts(Refusal):
    """The site changed in the same places since this work began; `conflicts` says where, per revision id."""

    def __init__(self, conflicts: Mapping[int, Sequence[Conflict]]) -> None:
        self.conflicts = conflicts
        super().__init__(
            "Iemand anders heeft intussen hetzelfde gewijzigd. Kies per onderdeel wat moet blijven staan."
        )
