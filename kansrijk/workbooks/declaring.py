"""Makes the declaration of a sheet from its resource and its model."""

from dataclasses import replace
from typing import Any

from django.db.models import SlugField

from kansrijk.publishing.models import Record
from kansrijk.publishing.shapes import Shape, shape_of
from kansrijk.resources.sheet import SheetColumn, SheetResource, resource_of
from kansrijk.resources.texts import letters_only
from kansrijk.resources.widgets import TextWidget, WholeNumberWidget
from kansrijk.workbooks.declaration import Column, Role, SheetDeclaration

VERSION = Column(
    heading="Versie",
    role=Role.VERSION,
    field="",
    widget=WholeNumberWidget(),
    aliases=frozenset({"versie"}),
    help="Hieraan zien we welke tekst u kreeg. Laat dit zo staan.",
)
ROW = Column(
    heading="Rij",
    role=Role.ROW,
    field="",
    widget=TextWidget(),
    aliases=frozenset({"rij", "rijcode"}),
    help="Hieraan herkennen we de rij. Laat dit zo staan. Bij een nieuwe rij blijft dit leeg.",
)
CODE = Column(
    heading="Code",
    role=Role.CODE,
    field="",
    widget=TextWidget(),
    aliases=frozenset({"code", "kenmerk", "id"}),
    help="Laat dit zo staan. Bij een nieuwe rij blijft dit leeg.",
)


def declare(resource: type[SheetResource]) -> SheetDeclaration:
    model: Any = resource._meta.model
    if issubclass(model, Record):
        return _of_records(resource, model)
    parent = next(field for field in model._meta.fields if _is_parent(field, model))
    return _of_child_rows(resource, parent)


def _is_parent(field: Any, model: Any) -> bool:
    related = field.related_model
    names = getattr(related, "child_sets", ())
    return any(related._meta.get_field(name).related_model is model for name in names)


def _of_records(resource: type[SheetResource], model: type[Record]) -> SheetDeclaration:
    shape, code = shape_of(model), resource.code()
    code_field: Any = model._meta.get_field(code.field) if code.field else None
    code_column = replace(CODE, model_field=code_field)
    fields = [
        replace(column, is_required=column.is_required or _is_asked_for(model, column.field))
        for name, declared in resource.columns().items()
        if name != code.field and (column := _column(shape, name, declared))
    ]
    names = [column.field for column in fields]
    return SheetDeclaration(
        title=_title(resource),
        kind=model._meta.label_lower,
        child_set="",
        columns=(code_column, VERSION, *fields),
        code=code,
        aliases=_sheet_names(resource),
        noun=resource.noun(),
        title_field=next((name for name in ("title", "name") if name in names), ""),
        area_field="area" if "area" in names else "",
    )


def _of_child_rows(resource: type[SheetResource], parent: Any) -> SheetDeclaration:
    record: type[Record] = parent.related_model
    child_set = parent.remote_field.related_name
    shape = shape_of(record).children[child_set]
    declared, noun = resource.columns()[parent.name], resource_of(record).noun()
    belongs_to = Column(
        heading=declared.column_name,
        role=Role.CODE,
        field="",
        widget=TextWidget(),
        aliases=_aliases(parent.name, declared) | {"code"},
        help=f"De code van {noun.the} {noun} waar deze rij bij hoort. Vul die bij een nieuwe rij wel in. "
        f"Is {noun.the} {noun} ook nieuw? Vul dan de titel in.",
        is_required=True,
        source=record._meta.label_lower,
    )
    fields = [
        column
        for name, declared in resource.columns().items()
        if name != parent.name and (column := _column(shape, name, declared))
    ]
    return SheetDeclaration(
        title=_title(resource),
        kind=record._meta.label_lower,
        child_set=child_set,
        columns=(belongs_to, ROW, VERSION, *fields),
        code=resource_of(record).code(),
        aliases=_sheet_names(resource),
        noun=resource.noun(),
        recognised_by=resource.recognised_by(),
    )


def _column(shape: Shape, name: str, declared: SheetColumn) -> Column | None:
    """None for a field that has no place in a draft, such as a consent."""
    widget: Any = declared.widget
    if name in shape.children:
        return _words_column(shape.children[name], name, declared)
    field: Any = next((f for f in (*shape.columns, *shape.sets) if f.name == name), None)
    if field is None:
        return None
    return Column(
        heading=declared.column_name,
        role=Role.FIELD,
        field=name,
        widget=widget,
        aliases=_aliases(name, declared),
        help=_help(declared.help or str(field.help_text), widget.how_to),
        is_required=not (field.blank or field.has_default() or isinstance(field, SlugField)),
        may_be_emptied=field.blank or declared.may_wait,
        max_length=field.max_length,
        source=getattr(widget, "source", "") if field.is_relation else "",
        options=getattr(widget, "options", ()),
        is_office_only=declared.office_only,
        model_field=field,
    )


def _words_column(child: Shape, name: str, declared: SheetColumn) -> Column:
    widget: Any = declared.widget
    fields = {field.name: field for field in child.columns}
    name_field = fields["name"]
    return Column(
        heading=declared.column_name,
        role=Role.FIELD,
        field=name,
        widget=widget,
        aliases=_aliases(name, declared),
        help=_help(declared.help, widget.how_to),
        is_office_only=declared.office_only,
        max_length=name_field.max_length,
        has_order="position" in fields,
        model_field=name_field,
    )


def _help(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _aliases(name: str, declared: SheetColumn) -> frozenset[str]:
    """Also what the code calls the field."""
    return frozenset(map(letters_only, (declared.column_name, *declared.aliases, name)))


def _is_asked_for(model: type[Record], name: str) -> bool:
    """Whether it may not be published without this field, whatever the other fields hold."""

    class AllButOne(dict[str, str]):
        def get(self, field: str, default: Any = None) -> Any:
            return "" if field == name else "x"

    return any(
        found and found.field == name for rule in model.readiness_rules if (found := rule(AllButOne()))
    )


def _title(resource: type[SheetResource]) -> str:
    plural = str(resource._meta.model._meta.verbose_name_plural)
    return resource._meta.sheet or plural[:1].upper() + plural[1:]


def _sheet_names(resource: type[SheetResource]) -> frozenset[str]:
    names = resource._meta.model._meta
    return frozenset(
        map(letters_only, (_title(resource), str(names.verbose_name), str(names.verbose_name_plural)))
    )
