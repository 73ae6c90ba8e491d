"""The form field for photos. Its widget shows the present photo and lets one point at what matters in it."""

from typing import Any

from django import forms
from django.core.files.base import File
from PIL import Image

from kansrijk.photos.intake import accept


class AcceptedPhoto(File):
    """A photo that passed the intake, on its way to the record; of the upload itself nothing is left in it."""

    def __init__(self, image: Image.Image) -> None:
        super().__init__(None, name="foto")
        self.image = image


class PhotoInput(forms.ClearableFileInput):
    template_name = "photos/photo_input.html"

    class Media:
        css = {"all": ["css/focal_point.css"]}
        js = [forms.Script("js/focal_point.js", type="module")]

    def __init__(
        self, attrs: dict[str, Any] | None = None, focal_fields: tuple[str, str] | None = None
    ) -> None:
        super().__init__({"accept": "image/jpeg,image/png,image/webp,image/avif", **(attrs or {})})
        self.focal_fields = focal_fields

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "focal_fields": self.focal_fields}


class PhotoFormField(forms.FileField):
    """Not a forms.ImageField: that one opens the upload with every format Pillow knows before it asks anything."""

    widget = PhotoInput

    def to_python(self, data: Any) -> AcceptedPhoto | None:
        """Raises PhotoRefused, a ValidationError that says in Dutch what is wrong."""
        return None if data in self.empty_values else AcceptedPhoto(accept(data))
