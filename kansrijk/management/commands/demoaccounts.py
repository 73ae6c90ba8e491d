"""manage.py demoaccounts: one account of each role to try the admin with, for who starts the site for the first time."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from areas.models import Area
from kansrijk.accounts.models import COORDINATOR, OFFICE, User

EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the characters that look alike."""


@dataclass(frozen=True)
class DemoAccount:
    username: str
    group: str
    area: str = ""
    """Slug of the area that a coordinator looks after."""


ACCOUNTS = (
    DemoAccount("redactie", OFFICE),
    DemoAccount("coordinator-zaandam", COORDINATOR, area="zaandam-oost"),
)


class Command(BaseCommand):
    help = "Maakt de demo-accounts als zij er nog niet zijn, en laat hun wachtwoorden zien."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LOCAL_DIR) / "demo-accounts.txt"
        passwords = read_passwords(path)
        with transaction.atomic():
            missing = [one for one in ACCOUNTS if not User.objects.filter(username=one.username).exists()]
            for account in missing:
                # Known when only the database was thrown away.
                password = passwords.setdefault(account.username, new_password())
                create(account, password)
            if missing:
                write_passwords(path, passwords)
        self.stdout.write(f"Inloggen kan op {settings.SITE_URL}/admin/ met:")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username}: {password_in_words(account, passwords, path)}")


def create(account: DemoAccount, password: str) -> None:
    user = User.objects.create_user(account.username, password=password, is_staff=True)
    user.groups.add(Group.objects.get_or_create(name=account.group)[0])
    if account.area:
        area = Area.objects.filter(slug=account.area).first()
        if area is None:
            raise CommandError(
                f"Er is nog geen gebied ‘{account.area}’. Laad eerst de seeds: manage.py seed."
            )
        area.coordinators.add(user)


def password_in_words(account: DemoAccount, passwords: dict[str, str], path: Path) -> str:
    password = passwords.get(account.username)
    advice = f"Een nieuw wachtwoord kiezen: manage.py changepassword {account.username}"
    if password is None:
        return f"dit account bestaat al, maar het wachtwoord staat niet in {path}. {advice}"
    if not check_password(password, User.objects.get(username=account.username).password):
        return f"het wachtwoord is gewijzigd; dat in {path} geldt niet meer. {advice}"
    return password


def new_password() -> str:
    """Four groups of five characters: 99 bits."""
    return "-".join("".join(secrets.choice(EASY_TO_READ) for _ in range(5)) for _ in range(4))


def read_passwords(path: Path) -> dict[str, str]:
    """Password per username."""
    if not path.exists():
        return {}
    lines = (line.partition(": ") for line in path.read_text(encoding="utf-8").splitlines())
    return {username: password for username, separator, password in lines if separator}


def write_passwords(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o600)
        file.writelines(f"{username}: {password}\n" for username, password in passwords.items())
