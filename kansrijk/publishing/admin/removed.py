"""The list of old addresses: to look at, never to edit. Verbs that move or remove a page write it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from kansrijk.publishing.models import OldAddress


@admin.register(OldAddress)
class OldAddressAdmin(admin.ModelAdmin):
    list_display = ["title", "path", "is_removed", "changed_at"]
    list_per_page = 50
    search_fields = ["title", "path"]
    ordering = ["-changed_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
