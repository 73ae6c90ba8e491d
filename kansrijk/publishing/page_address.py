"""The last part of the address of a page: a slug, with a sentence that people without that word understand."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator, slug_re
from django.db import models

validate_page_address = RegexValidator(
    slug_re,
    "Gebruik alleen letters zonder accent, cijfers en streepjes, en geen spaties. Bijvoorbeeld: samen-eten.",
    "invalid",
)


class PageAddressFormField(forms.SlugField):
    default_validators = [validate_page_address]


class PageAddressField(models.SlugField):
    default_validators = [validate_page_address]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PageAddressFormField, **kwargs})

    def deconstruct(self) -> Any:
        # For the table it is a slug like any other.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs
