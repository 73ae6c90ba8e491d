"""How the office works on a phase of the grant."""

from django.contrib import admin

from interventions.models import Contribution, Phase
from interventions.resources import PhaseResource
from kansrijk.publishing.admin import DraftedAdmin, RowInline, SharedRecordAdmin


class ContributionInline(RowInline):
    model = Contribution
    fields = [("ministry", "amount_eur"), "note", "position"]


@admin.register(Phase)
class PhaseAdmin(SharedRecordAdmin, DraftedAdmin):
    list_display = ["name", "years", "amount_note", "work_state", "changed_at"]
    may_wait = PhaseResource.fields_that_wait()
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ContributionInline]
    fieldsets = [
        ("Welke periode?", {"fields": ["name", "slug", ("start_year", "end_year")]}),
        ("Het geld", {"fields": ["amount_eur", "amount_note"]}),
        ("Uitleg", {"fields": ["introduction"]}),
        ("Beheer", {"classes": ["after-rows"], "fields": ["source"]}),
    ]

    @admin.display(description="jaren", ordering="start_year")
    def years(self, phase: Phase) -> str:
        return phase.years
