"""From a revision to the record it is about."""

from django.apps import apps

from kansrijk.publishing.models import Record, Revision


def record_of(revision: Revision) -> Record | None:
    """The row as it stands now; None when it is gone."""
    model: type[Record] = apps.get_model(revision.kind)
    return model._default_manager.filter(pk=revision.object_id).first()
