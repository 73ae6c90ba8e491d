"""Makes the smallest valid record of each kind. No random words, so a failure reads the same twice."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeVar

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils.text import slugify
from PIL import Image

from areas.models import Area, Photo
from interventions.models import (
    Intervention,
    Organisation,
    OrganisationKind,
    Phase,
    Quote,
    TargetGroup,
    Theme,
)
from kansrijk.accounts.models import User
from kansrijk.publishing.consent import ConsentGround
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.models import Record, Revision
from kansrijk.publishing.publication import adopt
from kansrijk.publishing.snapshots import snapshot_of

R = TypeVar("R", bound=Record)


def picture(size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Something to look at: a gradient, light to the right."""
    return Image.linear_gradient("L").rotate(90).resize(size).convert("RGB")


def photo_bytes(size: tuple[int, int] = (600, 400), file_format: str = "JPEG") -> bytes:
    buffer = BytesIO()
    picture(size).save(buffer, format=file_format)
    return buffer.getvalue()


def photo_upload(content: bytes | None = None, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo_bytes() if content is None else content, content_type="image/jpeg")


def make_photo(**fields: Any) -> Photo:
    """A public photo without people."""
    values: dict[str, Any] = {
        "title": "Buurtmoestuin",
        "file": photo_upload(),
        "alt_text": "Een moestuin tussen twee flats.",
        "shows_people": False,
    }
    return Photo.objects.create(**(values | fields))


def live(record: R) -> R:
    """Published as its row stands."""
    [record] = all_live([record])
    return record


def all_live(records: Sequence[R]) -> Sequence[R]:
    """The same, in one publication: of many records far less work than one by one."""
    adopt(records, by=None, reason="Voor een test")
    for record in records:
        record.refresh_from_db(fields=["state", "live_revision"])
    return records


def make_draft(record: Record, *, by: User | None = None, **changes: Any) -> Revision:
    """A draft that differs from the row in these fields."""
    return save_draft(record, {**snapshot_of(record), **changes}, by=by)


def next_number(model: type[Model]) -> int:
    """Counts from one in every test, so that names do not depend on the tests before."""
    return model._default_manager.count() + 1


def make_area(*, is_live: bool = True, **fields: Any) -> Area:
    number = next_number(Area)
    name = fields.get("name", f"Gebied {number}")
    values: dict[str, Any] = {
        "code": "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0)),
        "name": name,
        "slug": slugify(name),
        "municipality": "Gemeente",
        "province": "Provincie",
        "latitude": Decimal("52.1"),
        "longitude": Decimal("5.1"),
    }
    area = Area.objects.create(**(values | fields))
    return live(area) if is_live else area


def make_phase(*, is_live: bool = True, **fields: Any) -> Phase:
    start_year = fields.get("start_year", 2020 + 3 * next_number(Phase))
    end_year = start_year + 2
    values: dict[str, Any] = {
        "name": f"SPUK Kansrijke Wijk {start_year}-{end_year}",
        "slug": f"{start_year}-{end_year}",
        "start_year": start_year,
        "end_year": end_year,
    }
    phase = Phase.objects.create(**(values | fields))
    return live(phase) if is_live else phase


def make_theme(*, is_live: bool = True, **fields: Any) -> Theme:
    name = fields.get("name", f"Thema {next_number(Theme)}")
    theme = Theme.objects.create(**({"name": name, "slug": slugify(name)} | fields))
    return live(theme) if is_live else theme


def make_target_group(**fields: Any) -> TargetGroup:
    name = fields.get("name", f"Doelgroep {next_number(TargetGroup)}")
    return live(TargetGroup.objects.create(**({"name": name, "slug": slugify(name)} | fields)))


def make_organisation(**fields: Any) -> Organisation:
    name = fields.get("name", f"Organisatie {next_number(Organisation)}")
    values = {"name": name, "slug": slugify(name), "kind": OrganisationKind.SCHOOL}
    return live(Organisation.objects.create(**(values | fields)))


def make_intervention(
    *,
    phases: Iterable[Phase] = (),
    themes: Iterable[Theme] = (),
    target_groups: Iterable[TargetGroup] = (),
    organisations: Iterable[Organisation] = (),
    is_live: bool = True,
    **fields: Any,
) -> Intervention:
    """A public story; makes a public area, phase and theme when none are given."""
    title = fields.get("title", f"Interventie {next_number(Intervention)}")
    values: dict[str, Any] = {
        "title": title,
        "slug": slugify(title),
        "summary": "Bewoners helpen elkaar.",
    }
    made: list[Record] = []
    if "area" not in fields:
        values["area"] = make_area(is_live=False)
        made.append(values["area"])
    if not phases:
        phases = [make_phase(is_live=False)]
        made += phases
    if not themes:
        themes = [make_theme(is_live=False)]
        made += themes
    intervention = Intervention.objects.create(**(values | fields))
    intervention.phases.set(phases)
    intervention.themes.set(themes)
    intervention.target_groups.set(target_groups)
    intervention.organisations.set(organisations)
    if is_live:
        made.append(intervention)
    if made:
        all_live(made)
    return intervention


def make_quote(*, is_live: bool = True, **fields: Any) -> Quote:
    """A public quotation; makes a story when it is given neither a story nor an area."""
    values: dict[str, Any] = {
        "text": "Nu ken ik mijn buren.",
        "speaker": "Een bewoner",
        "consent_ground": ConsentGround.PUBLISHED_BEFORE,
    }
    if not fields.keys() & {"intervention", "area"}:
        values["intervention"] = make_intervention()
    quote = Quote.objects.create(**(values | fields))
    return live(quote) if is_live else quote


def make_account(username: str, *, role: str, areas: Iterable[Area] = (), **fields: Any) -> User:
    """Somebody who may log in, with the password `heel-lang-wachtwoord`."""
    account = User.objects.create_user(username, password="heel-lang-wachtwoord", is_staff=True, **fields)
    account.groups.add(Group.objects.get(name=role))
    account.areas.set(areas)
    return account
