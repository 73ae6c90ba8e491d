"""What templates about stories need to say, and models need not know."""

from collections.abc import Iterable

from django import template

from interventions.models import Phase, Theme, ThemeName
from kansrijk.listing.selection import Selection

register = template.Library()


@register.filter
def values_of(selection: Selection, name: str) -> tuple[str, ...]:
    """The values a visitor chose for one facet."""
    return selection.values[name]


@register.filter
def names_that_differ(theme: Theme) -> list[ThemeName]:
    """The names the theme had in some phase that are not simply its name here; needs names__phase prefetched."""
    return [name for name in theme.names.all() if name.name.casefold() != theme.name.casefold()]


@register.filter
def names_in(theme: Theme, phases: Iterable[Phase]) -> list[ThemeName]:
    """The same, for these phases only."""
    phase_ids = {phase.pk for phase in phases}
    return [name for name in names_that_differ(theme) if name.phase_id in phase_ids]
