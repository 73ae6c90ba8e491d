"""The stories of the programme and the vocabulary they are told in."""

from interventions.models.intervention import Intervention
from interventions.models.parts import KeyFigure, Link, PhotoPlacement
from interventions.models.phase import Contribution, Phase
from interventions.models.quote import Quote
from interventions.models.theme import Theme, ThemeName
from interventions.models.vocabulary import (
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    TargetGroup,
    TargetGroupAlias,
)

__all__ = [
    "Contribution",
    "Intervention",
    "KeyFigure",
    "Link",
    "Organisation",
    "OrganisationAlias",
    "OrganisationKind",
    "Phase",
    "PhotoPlacement",
    "Quote",
    "TargetGroup",
    "TargetGroupAlias",
    "Theme",
    "ThemeName",
]
