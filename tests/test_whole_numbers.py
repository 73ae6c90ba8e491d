"""How editors write numbers: with a dot between the thousands, as the pages do."""

import pytest
from django.urls import reverse

from kansrijk.publishing.drafting import newest_open
from tests.admin_forms import form_values


def post_inhabitants(client, area, typed):
    address = reverse("admin:areas_area_change", args=[area.pk])
    return client.post(address, form_values(client.get(address), inhabitants=typed))


@pytest.mark.parametrize("typed", ["47000", "47.000", "47 000", " 47.000 ", "47\N{NO-BREAK SPACE}000"])
def test_number_with_or_without_thousands_mark_is_the_same_number(editor, zaandam, typed):
    post_inhabitants(editor, zaandam, typed)

    assert newest_open(zaandam).content["inhabitants"] == 47000


@pytest.mark.parametrize("typed", ["47.0", "47.00", "47,5", "ongeveer 47.000", "4.70.00", "-47.000"])
def test_number_that_could_mean_something_else_is_refused_with_an_example(editor, zaandam, typed):
    response = post_inhabitants(editor, zaandam, typed)

    assert response.context["adminform"].form.errors["inhabitants"] == [
        "Vul een heel getal in, bijvoorbeeld 47000 of 47.000."
    ]
