"""A note is never changed: the database itself refuses, whoever asks.

A migration that alters this table on SQLite makes it anew and loses the trigger: say it again there.
A test asks both databases.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER audit_note_stands BEFORE UPDATE ON audit_note
BEGIN SELECT RAISE(ABORT, 'A note is never changed.'); END
"""
POSTGRES = """
CREATE FUNCTION audit_note_stands() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'A note is never changed.'; END $$;
CREATE TRIGGER audit_note_stands BEFORE UPDATE ON audit_note
FOR EACH ROW EXECUTE FUNCTION audit_note_stands()
"""


def hold(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE)


def let_go(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_note_stands ON audit_note")
        schema_editor.execute("DROP FUNCTION audit_note_stands()")
    else:
        schema_editor.execute("DROP TRIGGER audit_note_stands")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_read_and_searched")]

    operations = [migrations.RunPython(hold, let_go)]
