"""How the office works on target groups and organisations."""

from django.contrib import admin

from interventions.models import Organisation, OrganisationAlias, TargetGroup, TargetGroupAlias
from kansrijk.publishing.admin import RowInline, VocabularyAdmin


class TargetGroupAliasInline(RowInline):
    model = TargetGroupAlias
    fields = ["name"]


@admin.register(TargetGroup)
class TargetGroupAdmin(VocabularyAdmin):
    list_display = ["name", "position", "state"]
    search_fields = ["name", "aliases__name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [TargetGroupAliasInline]
    fieldsets = [("Welke doelgroep?", {"fields": ["name", "slug", "position"]})]


class OrganisationAliasInline(RowInline):
    model = OrganisationAlias
    fields = ["name"]


@admin.register(Organisation)
class OrganisationAdmin(VocabularyAdmin):
    list_display = ["name", "kind", "state"]
    list_filter = ["kind", "state"]
    search_fields = ["name", "aliases__name"]
    search_help_text = "Zoek op naam of andere schrijfwijze."
    prepopulated_fields = {"slug": ["name"]}
    inlines = [OrganisationAliasInline]
    fieldsets = [("Welke organisatie?", {"fields": ["name", "slug", "kind"]})]
