"""How the office manages accounts: who, which role, which areas. Superusers stay out of sight and out of reach."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from kansrijk.accounts.forms import AccountForm, NewAccountForm, NewPasswordForm
from kansrijk.accounts.models import User

# Roles are made by a migration (roles.py); nobody puts permissions together by hand.
admin.site.unregister(Group)

WHO: Any = ("Wie is het?", {"fields": [("first_name", "last_name"), "email"]})
MAY: Any = ("Wat mag deze persoon?", {"fields": ["role", "areas"]})
MAY_FIXED = (
    "Wat mag deze persoon?",
    {"fields": ["role_name", "area_names"], "description": "Uw eigen rol kan alleen een collega wijzigen."},
)


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    change_password_form = NewPasswordForm
    change_form_template = "admin/accounts/user/change_form.html"
    list_display = ["username", "full_name", "role_name", "area_names", "is_active", "last_login"]
    list_filter = ["is_active", ("groups", admin.RelatedOnlyFieldListFilter)]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_help_text = "Zoek op gebruikersnaam, naam of e-mailadres."
    filter_horizontal = ()
    readonly_fields = ["last_login", "role_name", "area_names"]
    fieldsets = [
        WHO,
        MAY,
        ("Inloggen", {"fields": ["username", "is_active", "last_login"]}),
    ]
    add_fieldsets = [
        WHO,
        MAY,
        ("Inloggen", {"fields": ["username", "password1", "password2"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        accounts = super().get_queryset(request).prefetch_related("groups", "areas")
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        account = super().get_object(request, object_id, from_field)
        if account is None:
            raise Http404("Dit account bestaat niet, of u mag het niet bekijken.")
        return account

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        is_out_of_reach = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_out_of_reach

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return [MAY_FIXED if part is MAY and _keeps_role(request, obj) else part for part in fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fixed = ["role", "areas"] if _keeps_role(request, obj) else []
        return [*self.readonly_fields, *fixed, *(["is_active"] if obj == request.user else [])]

    @admin.display(description="naam", ordering="first_name")
    def full_name(self, account: User) -> str:
        return account.get_full_name()

    @admin.display(description="rol")
    def role_name(self, account: User) -> str:
        return ", ".join(group.name for group in account.groups.all())

    @admin.display(description="gebieden")
    def area_names(self, account: User) -> str:
        return ", ".join(area.name for area in account.areas.all())


def _keeps_role(request: HttpRequest, account: User | None) -> bool:
    """Nobody changes their own role, so nobody locks themselves out; a superuser has none."""
    return account is not None and (account.is_superuser or account == request.user)
