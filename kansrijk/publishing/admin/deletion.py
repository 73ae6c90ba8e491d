"""What goes along with a deleted record, as far as an editor knows it."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst


class DeletionInWords(admin.ModelAdmin):
    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Without the rows that only tie two records together: nobody ever saw one, and they have no Dutch name."""
        tree, counts, lacking, protected = super().get_deleted_objects(objs, request)
        ties = [
            model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created
        ]
        names = {str(tie.verbose_name_plural) for tie in ties}
        starts = tuple(f"{capfirst(tie.verbose_name)}: " for tie in ties)
        kept = {name: count for name, count in counts.items() if str(name) not in names}
        return _without(tree, starts), kept, lacking, protected


def _without(tree: Iterable[Any], starts: tuple[str, ...]) -> list[Any]:
    kept = [
        _without(branch, starts) if isinstance(branch, list) else branch
        for branch in tree
        if isinstance(branch, list) or not str(branch).startswith(starts)
    ]
    return [branch for branch in kept if branch != []]
