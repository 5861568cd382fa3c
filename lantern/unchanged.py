"""What is never changed once it was said: the database itself refuses, whoever asks (decision 31).

A migration that alters one of these tables on SQLite makes it anew and loses what holds it: say it
again there. Tests ask both databases, column by column.
"""

from collections.abc import Callable, Iterator
from typing import Any  # Django's schema editors and historical models have no types of their own

from lantern.within import Laid

STANDS = "stands"  # whether it is still believed: turned once, from true to false

SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE {of} ON {table} WHEN {when}
BEGIN SELECT RAISE(ABORT, '{said}'); END
"""
POSTGRES = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF {when} THEN RAISE EXCEPTION '{said}'; END IF; RETURN NEW; END $$;
CREATE TRIGGER {name} BEFORE UPDATE {of} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def unchanged(app: str, model: str, *, once: str = "true", too: str = "") -> Laid:
    """A step of a migration: from then on a row is refused any change, or any `once` that is so.

    Where there is a column `stands`, that alone may change, and only to false. `once` is SQL about
    the row as it is, `OLD`; `too` is a word for a second such reason of the same table.
    """

    def lay(apps: Any, editor: Any) -> None:
        kind = editor.connection.vendor
        for statement in _statements(apps.get_model(app, model), once, too, editor.quote_name):
            editor.execute({"postgresql": POSTGRES, "sqlite": SQLITE}[kind].format(**statement))

    def lift(apps: Any, editor: Any) -> None:
        for statement in _statements(apps.get_model(app, model), once, too, editor.quote_name):
            name, table = statement["name"], statement["table"]
            if editor.connection.vendor == "postgresql":
                editor.execute(f"DROP TRIGGER {name} ON {table}")
                editor.execute(f"DROP FUNCTION {name}()")
            else:
                editor.execute(f"DROP TRIGGER {name}")

    return Laid(lay, lift)


def _statements(
    model: Any, once: str, too: str, quoted: Callable[[str], str]
) -> Iterator[dict[str, str]]:
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields if not field.generated]
    said = f"A row of {table} is never changed."
    rest = [quoted(column) for column in columns if column != STANDS]
    of = f"OF {', '.join(rest)}" if STANDS in columns else ""
    yield {"name": f"{table}_unchanged{too}", "table": table, "of": of, "when": once, "said": said}
    if STANDS in columns:
        yield {
            "name": f"{table}_down_for_good", "table": table, "of": f"OF {STANDS}",
            "when": f"NEW.{STANDS}", "said": said,
        }  # fmt: skip
