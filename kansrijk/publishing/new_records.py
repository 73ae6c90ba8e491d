"""What a new record has before anybody filled it in: empty fields, a code, an address."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify

from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import Shape, shape_of
from kansrijk.publishing.snapshots import Content, to_json

ADDRESS = "slug"


def blank_content(model: type[Record]) -> Content:
    """The content of a record in which nothing was filled in."""
    shape = shape_of(model)
    return blank_row(shape) | {name: [] for name in (*(field.name for field in shape.sets), *shape.children)}


def blank_row(shape: Shape) -> Content:
    """The same without sets and child rows; of a child row that is all there is."""
    content: Content = {field.name: to_json(field, field.get_default()) for field in shape.plain}
    return content | {field.name: None for field in shape.references}


def complete(model: type[Record], contents: Sequence[Content]) -> list[Content]:
    """The contents of new records with all fields, and with what the system gives out itself."""
    blank = blank_content(model)
    completed = [{**blank, **content} for content in contents]
    model.hand_out_codes(completed)
    if model.address_from:
        _give_addresses(model, completed)
    return completed


def _give_addresses(model: type[Record], contents: Sequence[Content]) -> None:
    """Addresses made of the name, each different from all others; an address that was chosen stays."""
    field: Any = model._meta.get_field(ADDRESS)
    longest = field.max_length
    wanting = [content for content in contents if not content[ADDRESS]]
    if not wanting:
        return
    taken = set(model._default_manager.values_list(ADDRESS, flat=True))
    taken |= {content[ADDRESS] for content in contents}
    next_number: dict[str, int] = {}
    for content in wanting:
        wish = slugify(content[model.address_from])[:longest].strip("-") or model._meta.model_name or ""
        address = wish
        while address in taken:
            # Counted on from the last one: a thousand records may have the same name.
            number = next_number.get(wish, 2)
            next_number[wish] = number + 1
            ending = f"-{number}"
            address = wish[: longest - len(ending)].rstrip("-") + ending
        taken.add(address)
        content[ADDRESS] = address
