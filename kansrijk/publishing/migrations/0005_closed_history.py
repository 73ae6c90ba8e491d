"""What became of a version is fixed as well: when, by whom and why; its state moves only as the verbs move it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "geschiedenis kan niet worden gewijzigd"
ALWAYS_FIXED = ("id", "reason")
FIXED_WHEN_CLOSED = ("change_set_id", "submitted_at", "publish_at", "published_at", "published_by_id")
CLOSED = ("gepubliceerd", "ingehaald", "vervallen")
WAYS = {
    "concept": ("ingediend", "gepland", *CLOSED),
    "ingediend": ("concept", "gepland", *CLOSED),
    "gepland": ("concept", *CLOSED),
    "bewaard": ("ingehaald",),
}
"""How the state of a version may move on; from the closed states it never does."""
SQLITE_INSERTS = {
    # REPLACE would delete the old row without a word to the triggers that refuse a DELETE.
    "revision": ("id = NEW.id", f"ABORT, '{MESSAGE}'"),
    "event": ("id = NEW.id", f"ABORT, '{MESSAGE}'"),
    # Content that is there already stays as it is: that is how it is kept only once.
    "snapshot": ("digest = NEW.digest", "IGNORE"),
    "snapshot_row": ("rowid = NEW.rowid AND digest <> NEW.digest", f"ABORT, '{MESSAGE}'"),
}
NO_REPLACE = (
    "CREATE TRIGGER publishing_{name}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN SELECT RAISE({answer}); END"
)


def refused_change(differs: str) -> str:
    """The condition, in SQL, of an UPDATE of a revision that rewrites history."""

    def changed(*names: str) -> str:
        return "(" + " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in names) + ")"

    def among(states: tuple[str, ...]) -> str:
        return "(" + ", ".join(f"'{state}'" for state in states) + ")"

    ways = " OR ".join(f"(OLD.state = '{old}' AND NEW.state IN {among(new)})" for old, new in WAYS.items())
    return " OR ".join(
        [
            changed(*ALWAYS_FIXED),
            f"(OLD.state <> NEW.state AND NOT ({ways}))",
            f"(OLD.state IN {among(CLOSED)} AND {changed(*FIXED_WHEN_CLOSED)})",
            f"(NEW.state <> 'gepubliceerd' AND {changed('published_at', 'published_by_id')})",
            f"(OLD.state = NEW.state AND {changed('submitted_at')})",
        ]
    )


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = sqlite() if schema_editor.connection.vendor == "sqlite" else postgresql()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def sqlite() -> list[str]:
    closed = "CREATE TRIGGER publishing_revision_closed BEFORE UPDATE ON publishing_revision"
    return [
        f"{closed} WHEN {refused_change('IS NOT')} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        *[
            NO_REPLACE.format(name=name, table=table_of(name), same=same, answer=answer)
            for name, (same, answer) in SQLITE_INSERTS.items()
        ],
    ]


def table_of(name: str) -> str:
    return f"publishing_{name.removesuffix('_row')}"


def postgresql() -> list[str]:
    closed = "CREATE TRIGGER publishing_revision_closed BEFORE UPDATE ON publishing_revision FOR EACH ROW"
    return [f"{closed} WHEN ({refused_change('IS DISTINCT FROM')}) EXECUTE FUNCTION publishing_refuse()"]


def unprotect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER publishing_revision_closed ON publishing_revision")
        return
    for name in ("revision_closed", *[f"{name}_no_replace" for name in SQLITE_INSERTS]):
        schema_editor.execute(f"DROP TRIGGER publishing_{name}")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0004_revision_in_state")]

    operations = [migrations.RunPython(protect, unprotect)]
