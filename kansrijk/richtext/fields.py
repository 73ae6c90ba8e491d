"""The model field for body text: every way into the database passes the sanitiser."""

from typing import Any

from django_prose_editor.fields import ProseEditorField

from kansrijk.richtext.sanitise import sanitise

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "History": True,
}


class RichTextField(ProseEditorField):
    """Clean HTML in the small subset of sanitise.py; also after bulk_create, bulk_update and update()."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", sanitise)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        # A migration describes a text column; how the editor looks is no matter of the database.
        name, _path, args, kwargs = super().deconstruct()
        for option in ("extensions", "sanitize", "config"):
            kwargs.pop(option, None)
        return name, "django.db.models.TextField", args, kwargs

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            value = sanitise(value)
        return super().get_db_prep_save(value, connection)
