"""The editor as it appears in the admin: which buttons, in which order, and our own script with it."""

from typing import Any

from django.templatetags.static import static
from django_prose_editor.widgets import AdminProseEditorWidget

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "SiteLink": {"protocols": ["http", "https", "mailto", "tel"]},
    "History": True,
    # The browser's spelling checker helps an editor; the package turns it off by default.
    "NoSpellCheck": False,
    # Buttons only: the package's drop-down for headings cannot be reached by keyboard.
    "Menu": {
        "groups": [
            {"group": "blockType -lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "history"},
        ]
    },
}


class RichTextWidget(AdminProseEditorWidget):
    """Loads static/richtext/editor.js, which holds the Dutch labels and our link dialog."""

    def get_config(self) -> dict[str, Any]:
        return super().get_config() | {"js_modules": [static("richtext/editor.js")]}
