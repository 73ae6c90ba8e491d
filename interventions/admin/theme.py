"""How the office works on a theme and the names it had."""

from django.contrib import admin

from interventions.models import Theme, ThemeName
from interventions.resources import ThemeResource
from kansrijk.publishing.admin import DraftedAdmin, RowInline, SharedRecordAdmin


class ThemeNameInline(RowInline):
    model = ThemeName
    fields = [("phase", "name")]


@admin.register(Theme)
class ThemeAdmin(SharedRecordAdmin, DraftedAdmin):
    list_display = ["name", "position", "work_state", "changed_at"]
    may_wait = ThemeResource.fields_that_wait()
    search_fields = ["name", "names__name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ThemeNameInline]
    fieldsets = [
        ("Welk thema?", {"fields": ["name", "slug", "explanation"]}),
        ("Beheer", {"classes": ["after-rows"], "fields": ["position"]}),
    ]
