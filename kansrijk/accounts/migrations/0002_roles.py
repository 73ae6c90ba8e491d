"""Makes the groups redactie and coördinator."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from kansrijk.accounts.roles import grant_roles


def make_roles(apps, schema_editor):
    # Django writes permissions only after the last migration; the groups need them now.
    for app_config in apps.get_app_configs():
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        app_config.models_module = None
    grant_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("areas", "0001_initial"),
        ("interventions", "0001_initial"),
        ("publishing", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop, elidable=False)]
