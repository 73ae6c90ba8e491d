"""Every door of the admin, for every role, with a record of one's own area and one of another area.

The doors come from the admin's own URLs, so a new one fails here until somebody says who may use it.
"""

import pytest
from django.contrib import admin
from django.urls import URLPattern, reverse

from kansrijk.accounts.models import COORDINATOR, User
from kansrijk.publishing.drafting import park
from kansrijk.publishing.models import ChangeSet, OldAddress, RecordState
from kansrijk.publishing.snapshots import snapshot_of
from tests.conftest import logged_in
from tests.factories import (
    make_account,
    make_intervention,
    make_organisation,
    make_phase,
    make_photo,
    make_quote,
    make_target_group,
    make_theme,
)

LOGIN, OK, NO, GONE, AWAY = 302, 200, 403, 404, 302
SITE_DOORS = {
    "index",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "jsi18n",
    "app_list",
}
PUBLISHING_DOORS = {
    *("compare", "history", "log", "log_download", "preview", "preview_release"),
    *("own_work", "review", "review_one", "share"),
}
WORKBOOK_DOORS = {
    "workbooks",
    *(f"workbooks_{door}" for door in ("make", "making", "upload", "file", "remarks", "plan")),
}
"""Of workbooks; walked by every role in tests/workbooks/test_screens_access.py."""
"""Of drafts and history; who may use them is in the tests of those screens."""
OBJECT_DOORS = ("change", "history", "delete")
RECORD_DOORS = ("step", "collision")
WITHOUT_DRAFTS = {
    *("areas_photo", "interventions_targetgroup", "interventions_organisation"),
    *("publishing_oldaddress", "accounts_user", "publishing_changeset"),
}
LIST_DOORS = ("changelist", "add")

SCOPED = {
    "areas_area": lambda area: area,
    "areas_photo": lambda area: make_photo(area=area),
    "interventions_intervention": lambda area: make_intervention(area=area),
    "interventions_quote": lambda area: make_quote(area=area),
    "interventions_quote (about a story)": lambda area: make_quote(intervention=make_intervention(area=area)),
}
SHARED = {
    "interventions_phase": make_phase,
    "interventions_theme": make_theme,
    "interventions_targetgroup": make_target_group,
    "interventions_organisation": make_organisation,
    "publishing_oldaddress": lambda: OldAddress.objects.create(
        path="/weg/", title="Weg", kind="interventions.intervention", object_id=1, is_removed=True
    ),
    "publishing_changeset": lambda: ChangeSet.objects.create(name="Start 2026"),
    "accounts_user": lambda: make_account("collega", role=COORDINATOR),
}

# role: (GET change, POST change, GET history, GET delete, POST delete)
OWN_OR_OTHER = {
    "visitor": (LOGIN,) * 5,
    "inactive": (LOGIN,) * 5,
    "coordinator of the area": (OK, OK, AWAY, NO, NO),
    "coordinator of another area": (GONE,) * 5,
    "coordinator without a role": (GONE,) * 5,
    "editor": (OK, OK, AWAY, NO, NO),
    "superuser": (OK, OK, AWAY, NO, NO),
}
# Only a photo can be deleted; all else leaves the site by a verb that keeps its history.
PHOTO = {
    **OWN_OR_OTHER,
    "coordinator of the area": (OK, OK, OK, NO, NO),
    "editor": (OK,) * 5,
    "superuser": (OK,) * 5,
}
VOCABULARY = {
    "visitor": (LOGIN,) * 5,
    "coordinator": (OK, NO, AWAY, NO, NO),
    "editor": (OK, OK, AWAY, NO, NO),
}
READ_ONLY = {"visitor": (LOGIN,) * 5, "coordinator": (NO,) * 5, "editor": (OK, NO, OK, NO, NO)}
ACCOUNTS = {"visitor": (LOGIN,) * 5, "coordinator": (NO,) * 5, "editor": (OK, OK, OK, NO, NO)}
RELEASES = {"visitor": (LOGIN,) * 5, "coordinator": (NO,) * 5, "editor": (OK, AWAY, OK, NO, NO)}
SHARED_ANSWERS = {
    "publishing_changeset": RELEASES,
    "publishing_oldaddress": READ_ONLY,
    "accounts_user": ACCOUNTS,
}


@pytest.fixture
def clients(visitor, editor, superuser, zaandam, coordinator_of_zaandam, coordinator_of_schiedam):
    inactive = logged_in(make_account("oud", role=COORDINATOR, areas=[zaandam]))
    User.objects.filter(pk=inactive.user.pk).update(is_active=False)
    roleless = logged_in(make_account("zonder-rol", role=COORDINATOR, areas=[zaandam]))
    roleless.user.groups.clear()
    return {
        "visitor": visitor,
        "inactive": inactive,
        "editor": editor,
        "superuser": superuser,
        "coordinator": coordinator_of_zaandam,
        "coordinator of the area": coordinator_of_zaandam,
        "coordinator of another area": coordinator_of_schiedam,
        "coordinator without a role": roleless,
    }


def answers(client, name, record):
    """The status codes in the order of the tables above."""
    change, history, delete = (reverse(f"admin:{name}_{door}", args=[record.pk]) for door in OBJECT_DOORS)
    requests = (
        lambda: client.get(change),
        lambda: client.post(change, {}),
        lambda: client.get(history),
        lambda: client.get(delete),
        lambda: client.post(delete, {}),
    )
    return tuple(request().status_code for request in requests)


@pytest.mark.parametrize("role", OWN_OR_OTHER)
@pytest.mark.parametrize("kind", SCOPED)
def test_record_of_an_area_answers_by_role(clients, zaandam, kind, role):
    record = SCOPED[kind](zaandam)

    expected = PHOTO if kind == "areas_photo" else OWN_OR_OTHER
    assert answers(clients[role], kind.split()[0], record) == expected[role]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("visitor", (LOGIN, LOGIN)),
        ("inactive", (LOGIN, LOGIN)),
        ("coordinator of the area", (AWAY, OK)),
        ("coordinator of another area", (GONE, GONE)),
        ("coordinator without a role", (GONE, GONE)),
        ("editor", (AWAY, OK)),
    ],
)
@pytest.mark.parametrize("kind", [kind for kind in SCOPED if kind != "areas_photo"])
def test_steps_and_choices_about_a_record_answer_by_role(clients, zaandam, kind, role, expected):
    record = SCOPED[kind](zaandam)
    name = kind.split()[0]
    parked = park(record, snapshot_of(record), by=None, base=record.live_revision)
    addresses = (
        reverse(f"admin:{name}_step", args=[record.pk]),
        reverse(f"admin:{name}_collision", args=[record.pk, parked.pk]),
    )

    assert tuple(clients[role].get(address).status_code for address in addresses) == expected


@pytest.mark.parametrize("name", ["interventions_phase", "interventions_theme"])
def test_coordinator_takes_no_step_about_what_the_office_keeps(clients, name):
    record = SHARED[name]()

    answer = clients["coordinator"].post(
        reverse(f"admin:{name}_step", args=[record.pk]), {"stap": "weghalen", "reden": "Weg"}
    )

    assert answer.status_code == NO


@pytest.mark.parametrize("role", ["visitor", "coordinator", "editor"])
@pytest.mark.parametrize("name", SHARED)
def test_shared_record_answers_by_role(clients, name, role):
    record = SHARED[name]()

    assert answers(clients[role], name, record) == SHARED_ANSWERS.get(name, VOCABULARY)[role]


@pytest.mark.parametrize("role", ["coordinator of another area", "coordinator without a role", "visitor"])
@pytest.mark.parametrize("kind", SCOPED)
def test_list_and_autocomplete_never_name_a_record_of_another_area(clients, zaandam, kind, role):
    name = kind.split()[0]
    record = SCOPED[kind](zaandam)
    app_label, model_name = name.split("_")
    source = {
        "areas_area": ("interventions", "intervention", "area"),
        "areas_photo": ("areas", "area", "photo"),
    }.get(name, ("interventions", "quote", "intervention"))
    autocomplete = dict(zip(("app_label", "model_name", "field_name"), source, strict=True)) | {"term": ""}

    pages = [
        clients[role].get(reverse(f"admin:{name}_changelist"), {"q": ""}),
        clients[role].get(reverse("admin:index")),
        clients[role].get(reverse("admin:autocomplete"), autocomplete),
        clients[role].get(reverse(f"admin:{app_label}_{model_name}_add")),
    ]

    for page in pages:
        assert str(record) not in page.content.decode()


@pytest.mark.parametrize("kind", SCOPED)
def test_list_shows_the_records_of_the_own_area(clients, zaandam, kind):
    record = SCOPED[kind](zaandam)
    name = kind.split()[0]

    page = clients["coordinator of the area"].get(reverse(f"admin:{name}_changelist"))

    assert reverse(f"admin:{name}_change", args=[record.pk]) in page.content.decode()


@pytest.mark.parametrize("role", ["visitor", "coordinator of the area", "coordinator of another area"])
@pytest.mark.parametrize("kind", SCOPED)
def test_bulk_delete_by_anyone_but_the_office_removes_nothing(clients, zaandam, kind, role):
    record = SCOPED[kind](zaandam)
    selection = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}

    clients[role].post(reverse(f"admin:{kind.split()[0]}_changelist"), selection)

    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("role", ["visitor", "coordinator of the area", "coordinator of another area"])
@pytest.mark.parametrize("kind", [kind for kind in SCOPED if kind != "areas_photo"])
def test_bulk_removal_by_anyone_but_the_office_removes_nothing(clients, zaandam, kind, role):
    record = SCOPED[kind](zaandam)
    selection = {"action": "remove_selected", "_selected_action": [record.pk], "reden": "Weg"}

    clients[role].post(reverse(f"admin:{kind.split()[0]}_changelist"), selection)

    record.refresh_from_db()
    assert record.state == RecordState.LIVE


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        *((name, "visitor", (LOGIN, LOGIN)) for name in (*(kind.split()[0] for kind in SCOPED), *SHARED)),
        *((kind.split()[0], "editor", (OK, OK)) for kind in SCOPED),
        ("areas_area", "coordinator", (OK, NO)),
        ("areas_photo", "coordinator", (OK, OK)),
        ("interventions_intervention", "coordinator", (OK, OK)),
        ("interventions_quote", "coordinator", (OK, OK)),
        ("interventions_phase", "coordinator", (OK, NO)),
        ("interventions_theme", "coordinator", (OK, NO)),
        ("interventions_targetgroup", "coordinator", (OK, NO)),
        ("interventions_organisation", "coordinator", (OK, NO)),
        ("publishing_oldaddress", "coordinator", (NO, NO)),
        ("accounts_user", "coordinator", (NO, NO)),
        ("publishing_changeset", "coordinator", (NO, NO)),
        ("publishing_changeset", "editor", (OK, OK)),
        ("publishing_oldaddress", "editor", (OK, NO)),
        ("accounts_user", "editor", (OK, OK)),
    ],
)
def test_list_and_add_form_answer_by_role(clients, name, role, expected):
    found = tuple(clients[role].get(reverse(f"admin:{name}_{door}")).status_code for door in LIST_DOORS)
    posted = clients[role].post(reverse(f"admin:{name}_add"), {}).status_code

    assert found == expected
    assert posted == expected[1]


def test_every_door_of_the_admin_is_in_this_matrix():
    known = SITE_DOORS | {"auth_user_password_change"}
    known |= {f"publishing_{door}" for door in PUBLISHING_DOORS} | WORKBOOK_DOORS
    for name in (*(kind.split()[0] for kind in SCOPED), *SHARED):
        known |= {f"{name}_{door}" for door in (*OBJECT_DOORS, *LIST_DOORS)}
        known |= {f"{name}_{door}" for door in RECORD_DOORS if name not in WITHOUT_DRAFTS}

    doors = set()
    pending = list(admin.site.get_urls())
    while pending:
        url = pending.pop()
        if isinstance(url, URLPattern):
            doors.add(url.name)
        else:
            pending += url.url_patterns

    assert doors - {None} == known
