"""What every record model must keep to."""

import pytest

from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import Record
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.publishing.taking_down import withdraw
from kansrijk.publishing.verifying import record_models
from tests.factories import make_organisation


@pytest.mark.parametrize("model", record_models())
def test_fields_of_a_record_hide_nothing_that_publishing_counts_on(model):
    counted_on = {name for name, value in vars(Record).items() if isinstance(value, property)}

    assert not counted_on & {field.name for field in model._meta.get_fields()}


def test_organisation_with_a_kind_of_its_own_is_drafted_and_withdrawn_like_any_record(db):
    organisation = make_organisation(name="GGD")

    draft = save_draft(organisation, {**snapshot_of(organisation), "name": "GGD Zaandam"}, by=None)
    withdraw(organisation, by=None, notice="Opgeheven.")

    assert draft.kind == "interventions.organisation"
