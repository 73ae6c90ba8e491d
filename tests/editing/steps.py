"""Opens the form of a record in the admin, fills it in and presses a button."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.admin_forms import form_values

ADD = "/admin/interventions/intervention/add/"
TOMORROW = timezone.localtime() + timedelta(days=1)


def url_of(record, view="change", *args):
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{view}", args=[record.pk, *args]
    )


def send(client, record, page=None, **changes):
    """Opens the form, or takes the one that was opened before, and sends it with these changes."""
    return client.post(
        url_of(record), form_values(page or client.get(url_of(record)), **changes), follow=True
    )


def screen(response):
    return response.content.decode()


def step(client, record, name, **values):
    return client.post(url_of(record, "step"), {"stap": name, **values}, follow=True)
