"""What must be there before something may be published. Rules are pure: content in, findings out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """Something missing or wrong, at a field, with what to do."""

    field: str
    message: str

    @property
    def anchor(self) -> str:
        """Django's id of the field in the form of the record."""
        return f"id_{self.field}"


Rule = Callable[[Content], Finding | None]


def required(field: str, message: str) -> Rule:
    """The field holds something: text that is not blank, a choice, at least one member."""

    def rule(content: Content) -> Finding | None:
        value = content.get(field)
        is_empty = value in (None, [], "") or (isinstance(value, str) and not value.strip())
        return Finding(field, message) if is_empty else None

    return rule


def at_most_words(field: str, most: int, subject: str) -> Rule:
    def rule(content: Content) -> Finding | None:
        words = len((content.get(field) or "").split())
        return (
            Finding(field, f"{subject} telt {words} woorden. Maak er hoogstens {most} van.")
            if words > most
            else None
        )

    return rule


def one_of(first: str, second: str, message: str) -> Rule:
    """Exactly one of two fields is filled in."""

    def rule(content: Content) -> Finding | None:
        return None if bool(content.get(first)) != bool(content.get(second)) else Finding(first, message)

    return rule


def findings(rules: Sequence[Rule], content: Content) -> list[Finding]:
    """Everything that is missing, in the order of the rules."""
    return [found for rule in rules if (found := rule(content))]
