"""The model field for body text: every way into the database passes the sanitiser."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django_prose_editor.fields import ProseEditorField

from kansrijk.richtext.sanitise import MAX_CHARACTERS, is_excessive, sanitise
from kansrijk.richtext.widgets import EXTENSIONS, RichTextWidget


def validate_size(html: str) -> None:
    """Raises ValidationError for a text that sanitise() would strip of its mark-up."""
    if len(html) > MAX_CHARACTERS:
        raise ValidationError(
            f"Deze tekst is te lang: {dotted(len(html))} tekens, de opmaak meegeteld. Er passen er "
            f"{dotted(MAX_CHARACTERS)}. Maak de tekst korter of verdeel hem over meer pagina's.",
            code="too_long",
        )
    if is_excessive(html):
        raise ValidationError(
            "In deze tekst zit te veel opmaak. Plak hem opnieuw, zonder opmaak.", code="too_much_markup"
        )


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


class RichTextField(ProseEditorField):
    """Clean HTML in the small subset of sanitise.py; also after bulk_create, bulk_update and update()."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"extensions": EXTENSIONS, "sanitize": sanitise} | kwargs))

    def deconstruct(self) -> Any:
        # A migration describes a text column; how the editor looks is no matter of the database.
        name, _path, args, kwargs = super().deconstruct()
        for option in ("extensions", "sanitize", "config"):
            kwargs.pop(option, None)
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        # The admin asks for its plain text area; this field is of no use without the editor.
        return super().formfield(**(kwargs | {"widget": RichTextWidget}))

    def clean(self, value: Any, instance: models.Model | None) -> Any:
        # Sanitised first, so that a text of nothing but empty paragraphs counts as empty.
        if isinstance(value, str):
            validate_size(value)
            value = sanitise(value)
        return super().clean(value, instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        # The object in memory then shows what the database holds.
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = sanitise(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            value = sanitise(value)
        return super().get_db_prep_save(value, connection)
