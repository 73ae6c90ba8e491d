"""The list of removed pages: to look at, never to edit. Deleting a record writes it, saving one again clears it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from kansrijk.publishing.models import RemovedAddress


@admin.register(RemovedAddress)
class RemovedAddressAdmin(admin.ModelAdmin):
    list_display = ["title", "path", "removed_at"]
    list_per_page = 50
    search_fields = ["title", "path"]
    ordering = ["-removed_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
