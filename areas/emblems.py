"""The emblems of several areas at once, drawn and ready for a template."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from areas.emblem import EmblemFacts, emblem, facts_of
from areas.models import Area


def emblems_of(areas: Iterable[Area]) -> dict[int, SafeString]:
    """Drawn SVG per area id, in two queries however many areas."""
    by_id = {area.pk: area for area in areas}
    prefetch_related_objects(list(by_id.values()), "neighbourhoods")
    themes = Area.objects.filter(pk__in=by_id).theme_slugs() if by_id else {}
    return {pk: drawn(facts_of(area, themes.get(pk, []))) for pk, area in by_id.items()}


@lru_cache(maxsize=500)
def drawn(facts: EmblemFacts) -> SafeString:
    """The SVG for these facts; the same facts always give the same drawing, so it is made once."""
    return render_to_string("components/emblem.html", {"emblem": emblem(facts)})
