"""How editors work on a photo: what is on it, which point stays in view, who agreed."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from areas.models import Photo
from areas.models.photo import PhotoQuerySet
from kansrijk.accounts.scope import is_office, only_area
from kansrijk.publishing.admin import CONSENT_FIELDS, Attention, RecordAdmin, UsedOnlyFilter
from kansrijk.publishing.admin.choices import RecordForm


class PhotoForm(RecordForm):
    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out
        if self.errors and self.add_prefix("file") in self.files and "file" not in self.errors:
            self.add_error("file", "Kies de foto nog een keer: een browser onthoudt het bestand niet.")


@admin.register(Photo)
class PhotoAdmin(RecordAdmin):
    form = PhotoForm
    list_display = ["thumbnail", "title", "area", "description", "consent", "changed_at"]
    list_display_links = ["title"]
    list_filter = ["shows_people", "is_decorative", ("area", UsedOnlyFilter)]
    list_select_related = ["area"]
    search_fields = ["title", "alt_text", "credit", "area__name"]
    search_help_text = "Zoek op titel, beschrijving, maker of gebied."
    readonly_fields = ["used_on"]
    fieldsets = [
        ("De foto", {"fields": ["file", "title", "area", "credit"]}),
        ("Voor wie de foto niet ziet", {"fields": ["alt_text", "is_decorative"]}),
        (
            "Belangrijkste punt",
            {
                "fields": [("focal_x", "focal_y")],
                "description": "Dit punt blijft in beeld als de foto wordt bijgesneden. "
                "Klik in de foto hierboven op het punt, of vul de getallen in.",
            },
        ),
        (
            "Toestemming",
            {
                "fields": ["shows_people", *CONSENT_FIELDS],
                "description": "Staat er iemand herkenbaar op? Dan komt de foto pas op de site als deze persoon "
                "toestemming gaf.",
            },
        ),
        ("Waar staat de foto?", {"fields": ["used_on"]}),
    ]
    attention = [
        Attention(
            slug="zonder-beschrijving",
            label="zonder beschrijving",
            title="Foto's zonder beschrijving",
            advice="Zonder beschrijving komt een foto niet op de site.",
            select=PhotoQuerySet.without_alt_text,
        ),
        Attention(
            slug="toestemming",
            label="toestemming ontbreekt of loopt af",
            title="Foto's: toestemming regelen",
            advice="De toestemming ontbreekt, is voorbij of loopt binnen 60 dagen af.",
            select=PhotoQuerySet.consent_needs_attention,
        ),
    ]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField:
        """A coordinator would lose sight of a photo without an area."""
        if db_field.name == "area" and not is_office(request.user):
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"area": only_area(request.user)} | super().get_changeform_initial_data(request)

    def remarks(self, request: HttpRequest, record: Photo) -> list[str]:
        if not record.shows_people or record.has_valid_consent:
            return []
        return [f"Deze foto komt niet op de site. Toestemming: {record.consent_state}."]

    @admin.display(description="foto")
    def thumbnail(self, photo: Photo) -> str | SafeString:
        return format_html('<img class="photo-thumbnail" src="{}" alt="" loading="lazy">', photo.file.url)

    @admin.display(description="beschrijving")
    def description(self, photo: Photo) -> str:
        return photo.alt_text or ("decoratief" if photo.is_decorative else "ontbreekt")

    @admin.display(description="toestemming")
    def consent(self, photo: Photo) -> str:
        return photo.consent_state if photo.shows_people else "niet nodig"

    @admin.display(description="te zien bij")
    def used_on(self, photo: Photo) -> str | SafeString:
        if photo._state.adding:
            return "Nog nergens."
        placements = photo.placements.select_related("intervention")
        places = [
            *(
                (reverse("admin:areas_area_change", args=[area.pk]), area)
                for area in photo.shown_on_areas.all()
            ),
            *(
                (
                    reverse("admin:interventions_intervention_change", args=[row.intervention_id]),
                    row.intervention,
                )
                for row in placements
            ),
        ]
        if not places:
            return "Nog nergens."
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', places))
