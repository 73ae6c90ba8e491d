"""History stays quick after many years."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kansrijk.publishing.models import Revision, RevisionState
from kansrijk.publishing.review.history import history_url
from kansrijk.publishing.review.queue import submitted


def make_revisions(kind, object_id, first, count):
    """All alike, straight into the database; `object_id` is SQL and may use the number i."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO publishing_revision
                (kind, object_id, snapshot_id, base_id, author_id, created_at, reason, state, published_at)
            WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < %s)
            SELECT %s, {object_id}, %s, %s, NULL, %s, '', 'gepubliceerd', %s FROM number
            """,
            [count, kind, first.snapshot_id, first.pk, first.created_at, first.created_at],
        )


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_page_holds_twenty_five_and_leads_to_older_ones(editor, story):
    make_revisions(story.record_kind, str(story.pk), story.live_revision, 60)

    first = editor.get(history_url(story))
    second = editor.get(history_url(story) + first.context["older_url"])
    last = editor.get(history_url(story) + second.context["older_url"])

    pages = [first, second, last]
    assert [len(page.context["versions"]) for page in pages] == [25, 25, 11]
    assert last.context["older_url"] == ""
    found = [version.revision.pk for page in pages for version in page.context["versions"]]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 61


def test_hundred_thousand_revisions_cost_no_more_queries_and_are_found_by_index(editor, story):
    make_revisions(story.record_kind, str(story.pk), story.live_revision, 30)
    for_thirty = queries(editor, history_url(story))
    make_revisions(story.record_kind, "1000000 + i / 200", story.live_revision, 95_000)
    make_revisions(story.record_kind, str(story.pk), story.live_revision, 5_000)
    if connection.vendor == "postgresql":  # which does so by itself, after a while
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    with CaptureQueriesContext(connection) as captured:
        editor.get(history_url(story))

    assert len(captured) == for_thirty
    assert not [query["sql"] for query in captured if "COUNT(" in query["sql"]]
    assert "revision_of_record" in Revision.objects.of(story)[:26].explain()
    assert "revision_open" in submitted().explain()
    assert "revision_open" in Revision.objects.filter(state=RevisionState.SCHEDULED).explain()
