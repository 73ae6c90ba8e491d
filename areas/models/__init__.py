"""The areas of the programme and the photos that come from them."""

from areas.models.area import Area, AreaAlias, Neighbourhood
from areas.models.photo import Photo

__all__ = ["Area", "AreaAlias", "Neighbourhood", "Photo"]
