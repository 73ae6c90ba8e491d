"""How editors work on a quote: the words, who said them, and the consent to show them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from interventions.models import Quote
from interventions.models.quote import NO_WORDS, ONE_SUBJECT, QuoteQuerySet
from kansrijk.accounts.scope import is_office
from kansrijk.publishing.admin import CONSENT_FIELDS, Attention, DraftedAdmin
from kansrijk.publishing.admin.choices import RecordForm


class QuoteForm(RecordForm):
    needs_subject = False
    """Without one it would be of no area, and a coordinator could not open it again."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.needs_subject and not cleaned.get("intervention") and not cleaned.get("area"):
            self.add_error("intervention", ONE_SUBJECT)
        return cleaned


@admin.register(Quote)
class QuoteAdmin(DraftedAdmin):
    form = QuoteForm
    may_wait = ["text", "speaker"]
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

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.needs_subject = not is_office(request.user)
        return form

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
        return Truncator(quote.text).words(12) or NO_WORDS

    @admin.display(description="waar het bij hoort")
    def about(self, quote: Quote) -> str | None:
        if quote.intervention:
            return f"{quote.intervention} ({quote.about_area})"
        return str(quote.area) if quote.area else None

    @admin.display(description="toestemming", ordering="consent_until")
    def consent(self, quote: Quote) -> str:
        return quote.consent_state
