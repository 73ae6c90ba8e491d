"""How editors work on areas and photos."""

from areas.admin.area import AreaAdmin
from areas.admin.photo import PhotoAdmin

__all__ = ["AreaAdmin", "PhotoAdmin"]
