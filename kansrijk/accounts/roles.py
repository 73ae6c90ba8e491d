"""The two roles and what each may do. Which records that is about, scope.py says."""

from typing import Any

from kansrijk.accounts.models import COORDINATOR, OFFICE

CONTENT = ("intervention", "quote", "photo")
VOCABULARY = ("phase", "theme", "targetgroup", "organisation")

PERMISSIONS: dict[str, frozenset[str]] = {
    OFFICE: frozenset(
        [
            f"{verb}_{model}"
            for model in (*CONTENT, *VOCABULARY, "area")
            for verb in ("view", "add", "change", "delete")
        ]
        + [
            "view_changeset",
            "add_changeset",
            "change_changeset",
            "view_oldaddress",
            "view_user",
            "add_user",
            "change_user",
        ]
    ),
    COORDINATOR: frozenset(
        [f"{verb}_{model}" for model in CONTENT for verb in ("view", "add", "change")]
        + [f"view_{model}" for model in VOCABULARY]
        + ["view_area", "change_area"]
    ),
}
"""Codenames per group. Rows inside a record, such as key figures, follow the right to change the record."""


def grant_roles(apps: Any) -> None:
    """Makes the groups and gives each exactly its permissions. `apps` is the registry of a migration or of Django."""
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, codenames in PERMISSIONS.items():
        group, _created = group_model.objects.get_or_create(name=name)
        group.permissions.set(permission_model.objects.filter(codename__in=codenames))
