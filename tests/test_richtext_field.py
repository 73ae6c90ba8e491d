"""Body text is clean in the database whichever way it went in, and clean again on the page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template

from areas.models import Area
from tests.factories import make_area

DIRTY = "<p onclick=x>Hallo <b>wijk</b></p><script>alert(1)</script>"
CLEAN = "<p>Hallo <strong>wijk</strong></p>"


def save(area: Area) -> None:
    area.introduction = DIRTY
    area.save()


def bulk_create(area: Area) -> None:
    area.delete()
    area.pk = None
    area.introduction = DIRTY
    Area.objects.bulk_create([area])


def bulk_update(area: Area) -> None:
    area.introduction = DIRTY
    Area.objects.bulk_update([area], ["introduction"])


def update(area: Area) -> None:
    Area.objects.update(introduction=DIRTY)


def update_or_create(area: Area) -> None:
    Area.objects.update_or_create(slug=area.slug, defaults={"introduction": DIRTY})


@pytest.mark.parametrize("way_in", [save, bulk_create, bulk_update, update, update_or_create])
def test_field_every_way_into_the_database_is_sanitised(db, way_in):
    way_in(make_area())

    assert Area.objects.get().introduction == CLEAN


def test_field_object_in_memory_shows_what_was_saved(db):
    area = make_area(introduction=DIRTY)

    assert area.introduction == CLEAN


def test_field_text_of_empty_paragraphs_counts_as_empty():
    field = Area._meta.get_field("introduction").clone()
    field.blank = False

    with pytest.raises(ValidationError) as error:
        field.clean("<p> </p><p>&nbsp;</p>", None)

    assert error.value.code == "blank"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>" + "a" * 100_000 + "</p>", "Deze tekst is te lang: 100.007 tekens"),
        ("<b>a</b>" * 6_000, "te veel opmaak"),
    ],
)
def test_field_text_out_of_all_proportion_gets_a_form_error_in_dutch(text, message):
    with pytest.raises(ValidationError) as error:
        Area._meta.get_field("introduction").clean(text, None)

    assert message in error.value.messages[0]


def test_filter_cleans_what_came_into_the_database_behind_our_back(db):
    area = make_area()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE areas_area SET introduction = %s", [DIRTY])
    area.refresh_from_db()
    template = Template("{% load richtext %}{{ area.introduction|richtext }}")

    assert area.introduction == DIRTY
    assert template.render(Context({"area": area})) == CLEAN


def test_filter_plain_text_is_escaped_as_any_other_text():
    template = Template('{% load richtext %}<meta content="{{ body|plain_text }}">')

    html = template.render(Context({"body": '<p>Zeg "ja" &amp; &lt;b&gt;</p>'}))

    assert html == '<meta content="Zeg &quot;ja&quot; &amp; &lt;b&gt;">'


def test_form_shows_the_editor_and_saves_clean_text(editor):
    area = make_area()
    page = editor.get(f"/admin/areas/area/{area.pk}/change/").content.decode()

    assert "data-django-prose-editor-configurable" in page
    assert "richtext/editor.js" in page
