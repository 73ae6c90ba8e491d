"""The office manages accounts and roles; nobody can make themselves more than they are."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from kansrijk.accounts.models import COORDINATOR, OFFICE, User
from kansrijk.accounts.roles import PERMISSIONS
from tests.admin_forms import form_values
from tests.factories import make_account

ADD = "/admin/accounts/user/add/"
FORGED = {"is_superuser": "on", "is_staff": "", "user_permissions": ["1"], "groups": ["1"]}


def change_url(user):
    return reverse("admin:accounts_user_change", args=[user.pk])


def password_url(user):
    return reverse("admin:auth_user_password_change", args=[user.pk])


def new_account(client, **changes):
    values = {
        "username": "nieuw", "first_name": "Noor", "last_name": "Bos", "email": "noor@example.nl",
        "role": OFFICE, "password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord",
    }  # fmt: skip
    return client.post(ADD, values | changes)


def errors(response):
    return response.context["adminform"].form.errors


@pytest.mark.parametrize("role", [OFFICE, COORDINATOR])
def test_role_has_exactly_its_permissions(roles, role):
    granted = Group.objects.get(name=role).permissions.values_list("codename", flat=True)

    assert set(granted) == PERMISSIONS[role]
    assert len(granted) == len(PERMISSIONS[role])


def test_migration_made_the_roles(db):
    assert {OFFICE, COORDINATOR} <= set(Group.objects.values_list("name", flat=True))


def test_coordinator_may_delete_nothing():
    assert not [name for name in PERMISSIONS[COORDINATOR] if name.startswith("delete_")]


def test_office_makes_a_coordinator_who_can_log_in(editor, client, zaandam):
    response = new_account(editor, role=COORDINATOR, areas=[zaandam.pk])

    assert response.status_code == 302
    made = User.objects.get(username="nieuw")
    assert (made.is_coordinator, made.is_office, made.is_superuser) == (True, False, False)
    assert list(made.areas.all()) == [zaandam]
    assert client.login(request=response.wsgi_request, username="nieuw", password="een-lang-wachtwoord")


def test_coordinator_without_an_area_is_refused(editor):
    assert errors(new_account(editor, role=COORDINATOR))["areas"] == [
        "Kies minstens één gebied voor deze coördinator."
    ]


def test_weak_or_mistyped_password_is_refused(editor):
    assert "password2" in errors(new_account(editor, password1="kort", password2="kort"))
    assert "password2" in errors(new_account(editor, password2="een-ander-wachtwoord"))


def test_role_outside_the_choices_is_refused(editor):
    assert "role" in errors(new_account(editor, role="superuser"))


def test_forged_fields_never_make_a_superuser(editor):
    new_account(editor, **FORGED)
    made = User.objects.get(username="nieuw")
    editor.post(change_url(made), form_values(editor.get(change_url(made)), **FORGED))

    made.refresh_from_db()
    assert (made.is_superuser, made.is_staff) == (False, True)
    assert [group.name for group in made.groups.all()] == [OFFICE]
    assert not made.user_permissions.exists()


def test_role_changes_with_its_areas(editor, zaandam):
    colleague = make_account("collega", role=COORDINATOR, areas=[zaandam])

    editor.post(change_url(colleague), form_values(editor.get(change_url(colleague)), role=OFFICE))

    colleague = User.objects.get(pk=colleague.pk)
    assert colleague.is_office
    assert not colleague.areas.exists()


def test_nobody_changes_their_own_role_or_switches_themselves_off(editor):
    own = change_url(editor.user)
    values = form_values(editor.get(own), role=COORDINATOR, areas=None, is_active=None)

    editor.post(own, values)

    me = User.objects.get(pk=editor.user.pk)
    assert (me.is_office, me.is_active) == (True, True)


def test_superuser_is_out_of_sight_and_out_of_reach(editor, superuser):
    root = superuser.user

    listed = editor.get("/admin/accounts/user/").content.decode()
    answers = [
        editor.get(change_url(root)),
        editor.post(change_url(root), {"username": "root", "is_active": ""}),
        editor.get(password_url(root)),
        editor.post(
            password_url(root), {"password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord"}
        ),
    ]

    assert change_url(root) not in listed
    assert [answer.status_code for answer in answers] == [404] * 4
    assert User.objects.get(pk=root.pk).check_password("heel-lang-wachtwoord")


def test_new_password_ends_the_sessions_of_its_owner(editor, coordinator_of_zaandam):
    account = coordinator_of_zaandam.user

    editor.post(
        password_url(account),
        {"password1": "een-ander-lang-wachtwoord", "password2": "een-ander-lang-wachtwoord"},
    )

    assert User.objects.get(pk=account.pk).check_password("een-ander-lang-wachtwoord")
    assert coordinator_of_zaandam.get("/admin/").status_code == 302


def test_password_cannot_be_switched_off(editor, coordinator_of_zaandam):
    url = password_url(coordinator_of_zaandam.user)

    editor.post(url, {"usable_password": "false", "unset-password": "1"})

    assert User.objects.get(pk=coordinator_of_zaandam.user.pk).has_usable_password()


def test_account_that_is_switched_off_is_out_at_once(editor, coordinator_of_zaandam):
    url = change_url(coordinator_of_zaandam.user)

    editor.post(url, form_values(editor.get(url), is_active=None))

    assert coordinator_of_zaandam.get("/admin/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_coordinator_reaches_no_account(coordinator_of_zaandam, editor, method):
    send = getattr(coordinator_of_zaandam, method)

    for url in (
        ADD,
        "/admin/accounts/user/",
        change_url(coordinator_of_zaandam.user),
        password_url(editor.user),
    ):
        assert send(url).status_code == 403


def test_visitor_reaches_no_password_form(visitor, editor):
    assert visitor.get(password_url(editor.user)).status_code == 302
