"""How editors work on an area. A coordinator keeps the text and the facts up to date; the rest is the office's."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from areas.models import Area, AreaAlias, Neighbourhood
from areas.models.area import AreaQuerySet
from areas.resources import AreaResource
from kansrijk.accounts.scope import is_office
from kansrijk.publishing.admin import Attention, DraftedAdmin, RowInline

OFFICE_FIELDSET = ("Beheer", {"classes": ["after-rows"], "fields": ["source", "coordinators"]})
COORDINATOR_FIELDSET = ("Beheer", {"classes": ["after-rows"], "fields": ["source"]})


class NeighbourhoodInline(RowInline):
    model = Neighbourhood
    fields = [("name", "position")]


class AreaAliasInline(RowInline):
    """Search and import depend on these, so they are the office's."""

    model = AreaAlias
    fields = ["name"]

    def _may_edit_record(self, request: HttpRequest, obj: Any) -> bool:
        return is_office(request.user) and super()._may_edit_record(request, obj)


@admin.register(Area)
class AreaAdmin(DraftedAdmin):
    list_display = ["name", "municipality", "province", "programme_name", "work_state", "changed_at"]
    may_wait = AreaResource.fields_that_wait()
    list_filter = ["province"]
    search_fields = ["name", "municipality", "aliases__name"]
    search_help_text = "Zoek op naam, andere schrijfwijze of gemeente."
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["photo", "coordinators"]
    fields_with_add_button = ("photo",)
    office_only_fields = AreaResource.office_only_fields()
    inlines = [NeighbourhoodInline, AreaAliasInline]
    fieldsets = [
        (
            "Naam en plaats",
            {"fields": ["name", "slug", "code", ("municipality", "province"), ("latitude", "longitude")]},
        ),
        ("Wat is dit voor gebied?", {"fields": ["introduction", "photo"]}),
        ("Lokaal programma", {"fields": ["programme_name", "programme_url"]}),
        (
            "Inwoners",
            {"fields": [("inhabitants", "inhabitants_year"), "inhabitants_note", "inhabitants_source"]},
        ),
    ]
    attention = [
        Attention(
            slug="zonder-verhaal",
            label="zonder verhaal",
            title="Gebieden zonder verhaal",
            advice="Van deze gebieden staat nog geen interventie op de website.",
            select=AreaQuerySet.without_story,
        ),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        last = OFFICE_FIELDSET if is_office(request.user) else COORDINATOR_FIELDSET
        return [*super().get_fieldsets(request, obj), last]
