"""History is append-only, also for whoever has the administrator's rights: the database itself refuses."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "geschiedenis kan niet worden gewijzigd"
NEVER_CHANGED = ("publishing_snapshot", "publishing_event")
FIXED_COLUMNS = ("kind", "object_id", "snapshot_id", "base_id", "author_id", "created_at")
"""Of a revision only the state may move on."""


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = sqlite() if schema_editor.connection.vendor == "sqlite" else postgresql()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def sqlite() -> list[str]:
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in FIXED_COLUMNS)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    return [
        *[
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {refuse}"
            for table in NEVER_CHANGED
            for verb in ("UPDATE", "DELETE")
        ],
        f"CREATE TRIGGER publishing_revision_no_delete BEFORE DELETE ON publishing_revision {refuse}",
        f"CREATE TRIGGER publishing_revision_fixed BEFORE UPDATE ON publishing_revision WHEN {changed} {refuse}",
    ]


def postgresql() -> list[str]:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FIXED_COLUMNS)
    refuse = "FOR EACH ROW {when} EXECUTE FUNCTION publishing_refuse()"
    return [
        f"CREATE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        *[
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE OR DELETE ON {table} {refuse.format(when='')}"
            for table in NEVER_CHANGED
        ],
        f"CREATE TRIGGER publishing_revision_no_delete BEFORE DELETE ON publishing_revision {refuse.format(when='')}",
        *[
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION publishing_refuse()"
            for table in (*NEVER_CHANGED, "publishing_revision")
        ],
        f"CREATE TRIGGER publishing_revision_fixed BEFORE UPDATE ON publishing_revision "
        f"{refuse.format(when=f'WHEN ({changed})')}",
    ]


def unprotect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION publishing_refuse() CASCADE")
        return
    for name in ("snapshot_no_update", "snapshot_no_delete", "event_no_update", "event_no_delete"):
        schema_editor.execute(f"DROP TRIGGER publishing_{name}")
    for name in ("no_delete", "fixed"):
        schema_editor.execute(f"DROP TRIGGER publishing_revision_{name}")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
