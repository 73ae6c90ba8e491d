"""How a test looks at the history of a record."""

from kansrijk.publishing.review.history import history_url


def versions(client, record, **query):
    return client.get(history_url(record), query).context["versions"]
