"""Who published which release when is fixed, and so is what somebody said of a version and where a page once stood.

An old address itself may go: a page that comes back takes its address back, and only the verbs know that it did.
`verify_publishing` looks whether one is missing.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "geschiedenis kan niet worden gewijzigd"
ALWAYS_FIXED = {
    "changeset": ("id", "author_id", "created_at", "remainder_of_id"),
    "oldaddress": ("id", "path"),
}
FIXED_ONCE_FILLED = ("published_at", "undone_at", "undo_report")
"""Of a change set."""
WAS_PUBLISHED = "OLD.published_at IS NOT NULL"


def refused_change(table: str, differs: str) -> str:
    """The condition, in SQL, of an UPDATE that rewrites history."""
    refused = [f"OLD.{name} {differs} NEW.{name}" for name in ALWAYS_FIXED[table]]
    if table == "changeset":
        refused += [
            f"(OLD.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in FIXED_ONCE_FILLED
        ]
        refused.append(f"({WAS_PUBLISHED} AND OLD.name {differs} NEW.name)")
    return " OR ".join(refused)


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = sqlite() if schema_editor.connection.vendor == "sqlite" else postgresql()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def sqlite() -> list[str]:
    def trigger(name: str, verb: str, table: str, condition: str = "") -> str:
        when = f"WHEN {condition} " if condition else ""
        return (
            f"CREATE TRIGGER publishing_{table}_{name} BEFORE {verb} ON publishing_{table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )

    def same_id(table: str) -> str:
        return f"EXISTS (SELECT 1 FROM publishing_{table} WHERE id = NEW.id)"  # noqa: S608 - names of our own

    return [
        trigger("fixed", "UPDATE", "changeset", refused_change("changeset", "IS NOT")),
        trigger("fixed", "UPDATE", "oldaddress", refused_change("oldaddress", "IS NOT")),
        trigger("fixed", "UPDATE", "remark"),
        trigger("no_delete", "DELETE", "changeset", WAS_PUBLISHED),
        trigger("no_delete", "DELETE", "remark"),
        # REPLACE would delete the old row without a word to the triggers that refuse a DELETE.
        trigger("no_replace", "INSERT", "changeset", same_id("changeset")),
        trigger("no_replace", "INSERT", "remark", same_id("remark")),
    ]


def postgresql() -> list[str]:
    def trigger(name: str, verb: str, table: str, condition: str = "") -> str:
        rows = "" if verb == "TRUNCATE" else "FOR EACH ROW "
        when = f"WHEN ({condition}) " if condition else ""
        return (
            f"CREATE TRIGGER publishing_{table}_{name} BEFORE {verb} ON publishing_{table} {rows}{when}"
            "EXECUTE FUNCTION publishing_refuse()"
        )

    return [
        trigger("fixed", "UPDATE", "changeset", refused_change("changeset", "IS DISTINCT FROM")),
        trigger("fixed", "UPDATE", "oldaddress", refused_change("oldaddress", "IS DISTINCT FROM")),
        trigger("fixed", "UPDATE", "remark"),
        trigger("no_delete", "DELETE", "changeset", WAS_PUBLISHED),
        trigger("no_delete", "DELETE", "remark"),
        *[trigger("no_truncate", "TRUNCATE", table) for table in ("changeset", "oldaddress", "remark")],
    ]


def unprotect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite() if is_sqlite else postgresql():
        name, table = statement.split()[2], statement.split(" ON ")[1].split()[0]
        schema_editor.execute(f"DROP TRIGGER {name}" if is_sqlite else f"DROP TRIGGER {name} ON {table}")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0008_remainders")]

    operations = [migrations.RunPython(protect, unprotect)]
