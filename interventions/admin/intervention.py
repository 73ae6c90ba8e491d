"""How editors work on a story: where, what, the figures, the voices, and whether it is on the site."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms.widgets import CheckboxSelectMultiple, Script
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from areas.models import Photo
from interventions.models import Intervention, KeyFigure, Link, PhotoPlacement
from interventions.models.intervention import SUMMARY_MAX_WORDS, InterventionQuerySet
from interventions.resources import InterventionResource
from kansrijk.accounts.scope import only_area
from kansrijk.publishing.admin import Attention, DraftedAdmin, RowInline, UsedOnlyFilter
from kansrijk.publishing.admin.choices import RecordForm


class KeyFigureInline(RowInline):
    model = KeyFigure
    fields = [("value", "label"), "position"]


class LinkInline(RowInline):
    model = Link
    fields = ["label", ("url", "position")]


class PhotoPlacementInline(RowInline):
    model = PhotoPlacement
    fields = ["photo", ("caption", "position")]
    autocomplete_fields = ["photo"]
    fields_with_add_button = ("photo",)


class InterventionForm(RecordForm):
    class Meta:
        widgets = {
            "summary": AdminTextareaWidget(attrs={"rows": 4, "data-max-words": SUMMARY_MAX_WORDS}),
            "phases": CheckboxSelectMultiple,
            "themes": CheckboxSelectMultiple,
            "target_groups": CheckboxSelectMultiple,
        }


@admin.register(Intervention)
class InterventionAdmin(DraftedAdmin):
    form = InterventionForm
    list_display = ["title", "area", "years", "work_state", "changed_at"]
    may_wait = InterventionResource.fields_that_wait()
    list_filter = [
        ("area", UsedOnlyFilter),
        ("phases", UsedOnlyFilter),
        ("themes", UsedOnlyFilter),
    ]
    list_select_related = ["area"]
    list_prefetch_related = ["phases"]
    search_fields = ["title", "code", "summary", "area__name", "organisations__name"]
    search_help_text = "Zoek op titel, code, samenvatting, gebied of organisatie."
    ordering = ["-changed_at"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["organisations"]
    fields_with_add_button = ("organisations",)
    readonly_fields = ["code", "voices", "changed_at"]
    inlines = [KeyFigureInline, LinkInline, PhotoPlacementInline]
    fieldsets = [
        (
            "Waar en waarover?",
            {"fields": ["title", "slug", "area", "phases", "themes", "target_groups", "organisations"]},
        ),
        ("Het verhaal", {"fields": ["summary", "body", "period_in_words"]}),
        ("Citaten", {"fields": ["voices"]}),
        (
            "Beheer",
            {"classes": ["after-rows"], "fields": ["source", "review_on", "code", "changed_at"]},
        ),
    ]
    attention = [
        Attention(
            slug="opnieuw-bekijken",
            label="opnieuw te bekijken",
            title="Interventies om opnieuw te bekijken",
            advice="De datum om na te gaan of dit nog klopt, is vandaag of al voorbij.",
            select=InterventionQuerySet.due_for_review,
        ),
        Attention(
            slug="zonder-citaat",
            label="zonder citaat",
            title="Interventies zonder citaat",
            advice="Een stem uit de wijk maakt het verhaal sterker.",
            select=InterventionQuerySet.without_quote,
        ),
        Attention(
            slug="niet-op-de-website",
            label="nog niet op de website",
            title="Interventies die nog niet op de website staan",
            advice="Klopt alles? Dan kan de redactie deze op de website zetten.",
            select=InterventionQuerySet.not_live,
        ),
    ]

    class Media:
        js = [Script("js/admin_word_count.js", defer=True)]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"area": only_area(request.user)} | super().get_changeform_initial_data(request)

    def remarks(self, request: HttpRequest, record: Intervention) -> list[str]:
        photos = Photo.objects.filter(placements__intervention=record)
        hidden = photos.exclude(pk__in=Photo.objects.public().values("pk"))
        return [
            f"De foto ‘{photo}’ is nog niet te zien: er ontbreekt toestemming of een beschrijving."
            for photo in hidden
        ]

    @admin.display(description="periodes")
    def years(self, intervention: Intervention) -> str:
        return ", ".join(phase.years for phase in intervention.phases.all())

    @admin.display(description="citaten bij deze interventie")
    def voices(self, intervention: Intervention) -> str | SafeString:
        if intervention._state.adding:
            return "Sla de interventie eerst op. Daarna kunt u hier een citaat toevoegen."
        quotes = format_html_join(
            "",
            '<li><a href="{}">{}</a></li>',
            (
                (
                    reverse("admin:interventions_quote_change", args=[quote.pk]),
                    str(quote),
                )
                for quote in intervention.quotes.all()
            ),
        )
        add = reverse("admin:interventions_quote_add", query={"intervention": intervention.pk})
        return format_html(
            '<ul>{}<li><a href="{}">Nieuw citaat bij deze interventie</a></li></ul>', quotes, add
        )
