"""How editors work on a quote: the words, who said them, and the consent to show them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from interventions.models import Quote
from interventions.models.quote import QuoteQuerySet
from kansrijk.publishing.admin import CONSENT_FIELDS, Attention, DraftedAdmin


@admin.register(Quote)
class QuoteAdmin(DraftedAdmin):
    list_display = ["words", "speaker", "about", "consent", "work_state", "changed_at"]
    list_filter = ["consent_ground"]
    list_select_related = ["area", "intervention__area"]
    search_fields = ["text", "speaker", "organisation__name", "intervention__title", "area__name"]
    search_help_text = "Zoek in het citaat, op wie het zei, of op interventie of gebied."
    autocomplete_fields = ["organisation", "intervention"]
    fields_with_add_button = ("organisation",)
    fieldsets = [
        ("Het citaat", {"fields": ["text", "language"]}),
        ("Wie zegt het?", {"fields": ["speaker", "speaker_role", "organisation", "speaker_age"]}),
        (
            "Waar hoort het bij?",
            {
                "fields": ["intervention", "area"],
                "description": "Kies een interventie. Gaat het citaat niet over één interventie? Kies dan een gebied.",
            },
        ),
        (
            "Toestemming",
            {
                "fields": CONSENT_FIELDS,
                "description": "Deze gegevens werken direct na het opslaan, ook zonder publiceren. "
                "Zonder geldige toestemming staat het citaat nergens op de site. "
                "Deze gegevens ziet alleen wie hier mag inloggen.",
            },
        ),
        ("Beheer", {"fields": ["source", "position"]}),
    ]
    attention = [
        Attention(
            slug="toestemming",
            label="toestemming ontbreekt of loopt af",
            title="Citaten: toestemming regelen",
            advice="De toestemming ontbreekt, is voorbij of loopt binnen 60 dagen af.",
            select=QuoteQuerySet.consent_needs_attention,
        ),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"language": "nl"} | super().get_changeform_initial_data(request)

    def remarks(self, request: HttpRequest, record: Quote) -> list[str]:
        if record.consent_withdrawn_on:
            others = Quote.objects.public().filter(speaker=record.speaker).count()
            still = (
                f"Van {record.speaker} staan er nog andere citaten op: {others}. Ga na of die mogen blijven."
            )
            return ["Dit citaat staat nergens meer op de site.", *([still] if others else [])]
        if not record.has_valid_consent:
            return [f"Dit citaat staat niet op de site. Toestemming: {record.consent_state}."]
        if record.intervention and not record.intervention.is_public:
            return ["Dit citaat komt op de site zodra de interventie er staat."]
        return []

    @admin.display(description="citaat", ordering="text")
    def words(self, quote: Quote) -> str:
        return Truncator(quote.text).words(12)

    @admin.display(description="waar het bij hoort")
    def about(self, quote: Quote) -> str:
        return f"{quote.intervention} ({quote.about_area})" if quote.intervention else str(quote.about_area)

    @admin.display(description="toestemming", ordering="consent_until")
    def consent(self, quote: Quote) -> str:
        return quote.consent_state
