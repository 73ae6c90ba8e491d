"""What tests of the review have in common: work to look at, and the addresses of the screens."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interventions.models import Intervention

QUEUE = "/admin/beoordelen/"


def review_url(revision):
    return reverse("admin:publishing_review_one", args=[revision.pk])


def press_publish(client, revision, **typed):
    """With every box ticked, as the page comes."""
    choices = client.get(review_url(revision)).context["choices"]
    accepted = [choice.difference.name for choice in choices if not choice.is_conflict]
    return client.post(review_url(revision), {"action": "publiceren", "accepted": accepted, **typed})


def compare_url(revision, **query):
    return reverse("admin:publishing_compare", args=[revision.pk], query=query or None)


def content_of(story):
    found = Intervention.objects.get(pk=story.pk)
    return found.title, found.summary, found.body


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
