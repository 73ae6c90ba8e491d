"""Every component renders with its example, and none is forgotten."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from kansrijk.gallery import fixed_examples, record_examples
from tests.factories import make_photo, make_quote

WITHOUT_EXAMPLE = {"stylesheets", "photo_picture", "map_outline"}
"""Shows nothing, or is a part of another component."""


@pytest.mark.parametrize("example", fixed_examples(), ids=lambda example: example.component)
def test_component_without_record_renders(example):
    assert "<" in render_to_string(example.template, example.parameters)


def test_components_with_a_record_render(db):
    make_quote()
    make_photo()

    for example in record_examples():
        assert "<" in render_to_string(example.template, example.parameters)


def test_every_component_has_an_example_and_says_how_to_use_it(db):
    make_quote()
    make_photo()
    files = {path.stem: path for path in (Path(settings.BASE_DIR) / "templates/components").glob("*.html")}
    shown = {example.component for example in (*fixed_examples(), *record_examples())}

    assert files.keys() - shown - WITHOUT_EXAMPLE == set()
    assert [name for name, path in files.items() if not path.read_text().startswith("{% comment %}")] == []


def test_gallery_is_not_there_for_the_public(visitor):
    assert visitor.get("/ontwikkel/componenten/").status_code == 404
