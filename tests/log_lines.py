"""The log of the site as tests fill and read it."""

from kansrijk.publishing.models import Event, Verb

LOG = "/admin/logboek/"


def event(story, **fields):
    values = {"verb": Verb.DRAFT, "kind": story.record_kind, "object_id": story.pk, "title": "Ontdeklab"}
    return Event.objects.create(**(values | fields))


def downloaded(client, ending, **query):
    response = client.get(f"{LOG}logboek.{ending}", query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)
