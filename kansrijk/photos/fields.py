"""The model field for photos: accepts by content, stores re-encoded, cleans up with the transaction.

Its model saves and deletes inside a transaction and calls file.delete() when it deletes.
"""

from functools import partial
from typing import Any

from django import forms
from django.core.files.base import File
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from PIL import Image

from kansrijk.photos import renditions, store
from kansrijk.photos.addresses import Picture, picture
from kansrijk.photos.forms import AcceptedPhoto, PhotoFormField
from kansrijk.photos.intake import accept
from kansrijk.photos.renditions import Shape


class PhotoFile(FieldFile):
    """The photo of one record: its addresses for a page, and the only door to the disk."""

    field: "PhotoFileField"

    @property
    def shape(self) -> Shape:
        return Shape(*(getattr(self.instance, name) for name in self.field.shape_fields))

    @property
    def whole(self) -> Picture:
        """The photo as it is, in several widths."""
        return picture(store.key_of(self.name), renditions.whole(self.shape))

    @property
    def card(self) -> Picture:
        """The 3:2 part around the focal point, in several widths."""
        return picture(store.key_of(self.name), renditions.cards(self.shape))

    @property
    def url(self) -> str:
        """A small version; the master has no address."""
        return self.whole.smallest

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Take in `content`; its own name is ignored. Raises PhotoRefused, with nothing written."""
        image = content.image if isinstance(content, AcceptedPhoto) else accept(content)
        with transaction.atomic():
            self._store(image)
            if save:
                self.instance.save()

    def _store(self, image: Image.Image) -> None:
        key = store.new_key()
        setattr(self.instance, self.field.width_field, image.width)
        setattr(self.instance, self.field.height_field, image.height)
        store.write(key, [(store.MASTER_FILE, renditions.encode_master(image))])
        store.write(
            key, renditions.encode(image, renditions.whole(self.shape) + renditions.cards(self.shape))
        )
        self.name = store.master_name(key)
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True

    def delete(self, save: bool = True) -> None:
        """Remove the files once the transaction stands, unless a record still has them."""
        self.field.remove_after_commit(self.name, self.shape)

    def renew_cards(self) -> None:
        """Cut the cards again after the focal point moved."""
        key = store.key_of(self.name)
        store.write(key, renditions.encode(store.read_master(key), renditions.cards(self.shape)))


class PhotoFileField(models.FileField):
    """Not a models.ImageField: that one opens what is assigned to it with every format Pillow knows.

    `width_field` and `height_field` must stand after this field, because they get their value from it.
    """

    attr_class = PhotoFile

    def __init__(
        self,
        *args: Any,
        width_field: str = "width_px",
        height_field: str = "height_px",
        focal_fields: tuple[str, str] = ("focal_x", "focal_y"),
        **kwargs: Any,
    ) -> None:
        self.width_field, self.height_field, self.focal_fields = width_field, height_field, focal_fields
        super().__init__(*args, **kwargs)

    @property
    def shape_fields(self) -> tuple[str, ...]:
        """In the order of Shape."""
        return (self.width_field, self.height_field, *self.focal_fields)

    def deconstruct(self) -> Any:
        # A migration describes a text column; what we do with files is no matter of the database.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        # The admin hands every file field its own widget; ours shows the photo and its focal point.
        own = {"form_class": PhotoFormField, "widget": PhotoFormField.widget(focal_fields=self.focal_fields)}
        return super().formfield(**{**kwargs, **own, "max_length": None})

    def pre_save(self, model_instance: models.Model, add: bool) -> PhotoFile:
        before = None if add else self._stored(model_instance)
        file: PhotoFile = super().pre_save(model_instance, add)
        store.key_of(file.name)  # a name from elsewhere would break every page that shows the photo
        if before:
            name, shape = before
            if name != file.name:
                self.remove_after_commit(name, shape)
            elif shape != file.shape:
                file.renew_cards()
                self.remove_after_commit(name, shape)
        return file

    def remove_after_commit(self, name: str | None, shape: Shape) -> None:
        """Remove the files of (name, shape) that the record turns out not to need once the transaction stands."""
        transaction.on_commit(partial(self._remove_unneeded, name, shape), robust=True)

    def _stored(self, model_instance: models.Model) -> tuple[str, Shape] | None:
        """What the database holds now. Locks the row: two changes at once would miss each other's files."""
        rows = self.model._base_manager.select_for_update().filter(pk=model_instance.pk)
        row = rows.values_list(self.attname, *self.shape_fields).first()
        return (row[0], Shape(*row[1:])) if row else None

    def _remove_unneeded(self, name: str | None, shape: Shape) -> None:
        rows = self.model._base_manager.filter(**{self.attname: name})
        row = rows.values_list(*self.shape_fields).first()
        if row is None:
            store.remove(store.key_of(name))
            return
        needed = {filename for card in renditions.cards(Shape(*row)) for filename in card.filenames}
        stale = {filename for card in renditions.cards(shape) for filename in card.filenames} - needed
        store.remove(store.key_of(name), stale)
