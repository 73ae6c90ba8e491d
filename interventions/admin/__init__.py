"""How editors work on stories, quotes and the vocabulary they are told in."""

from interventions.admin.intervention import InterventionAdmin
from interventions.admin.phase import PhaseAdmin
from interventions.admin.quote import QuoteAdmin
from interventions.admin.theme import ThemeAdmin
from interventions.admin.vocabulary import OrganisationAdmin, TargetGroupAdmin

__all__ = [
    "InterventionAdmin",
    "OrganisationAdmin",
    "PhaseAdmin",
    "QuoteAdmin",
    "TargetGroupAdmin",
    "ThemeAdmin",
]
