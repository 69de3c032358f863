"""Invariants that reach over several rows, kept by the database itself on SQLite and PostgreSQL alike.

A unique or check constraint sees one row; "these two periods may not overlap" needs more. The same condition, written
once in the SQL that both databases share, becomes a trigger that refuses the statement. It holds for a shell, an
import and a mistake in our own code just as for a form.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

OVERLAP = "o.start < COALESCE(NEW.\"end\", '9999-12-31') AND NEW.start < COALESCE(o.\"end\", '9999-12-31')"


class Triggers(Operation):
    """Triggers as a migration operation: made forwards, dropped backwards, in the words of each database."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """A trigger is no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Create the triggers."""
        for statement in self.statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        for statement in self.dropping(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def statements(self, vendor: str) -> list[str]:
        """The triggers in the words of one database."""
        raise NotImplementedError

    def dropping(self, vendor: str) -> list[str]:
        """How the triggers are taken away again."""
        raise NotImplementedError


class Forbid(Triggers):
    """Refuse a row for which `when` is true; `NEW` is the row. The error names the invariant."""

    def __init__(self, *, table: str, name: str, when: str) -> None:
        self.table, self.name, self.when = table, name, when

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Forbid {self.name} on {self.table}"

    def statements(self, vendor: str) -> list[str]:
        """The trigger in the words of one database. PostgreSQL takes a lock, so that two writers cannot both pass."""
        if vendor == "postgresql":
            return [
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger AS $body$ BEGIN "
                f"PERFORM pg_advisory_xact_lock(hashtext('{self.table}')); "
                f"IF {self.when} THEN RAISE EXCEPTION USING ERRCODE = '23514', "
                f"MESSAGE = 'constraint {self.name}', CONSTRAINT = '{self.name}'; END IF; "
                "RETURN NEW; END $body$ LANGUAGE plpgsql",
                f"CREATE OR REPLACE TRIGGER {self.name} AFTER INSERT OR UPDATE ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
            ]
        return [
            f"CREATE TRIGGER IF NOT EXISTS {self.name}_{event} AFTER {event.upper()} ON {self.table} "
            f"WHEN {self.when} BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: {self.name}'); END"
            for event in ("insert", "update")
        ]

    def dropping(self, vendor: str) -> list[str]:
        """The trigger, and on PostgreSQL its function."""
        if vendor == "postgresql":
            return [f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}", f"DROP FUNCTION IF EXISTS {self.name}()"]
        return [f"DROP TRIGGER IF EXISTS {self.name}_{event}" for event in ("insert", "update")]


class Keep(Triggers):
    """An invariant that another migration made is made again, whichever way one goes, where it has been lost.

    SQLite changes a table by building it anew, and the triggers go with the old one. This stands last in a migration
    that changes such a table, and first in one that changes it on the way back.
    """

    def __init__(self, kept: Triggers) -> None:
        self.kept = kept

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Keep: {self.kept.describe()}"

    def statements(self, vendor: str) -> list[str]:
        """The same triggers."""
        return self.kept.statements(vendor)

    def dropping(self, vendor: str) -> list[str]:
        """Going back keeps it too: the migration that made it takes it away."""
        return self.kept.statements(vendor)


class Lift(Triggers):
    """An invariant of another migration is taken away, so that a table that it reads can be built anew on SQLite.

    This stands first in the migration, and the invariant itself last: it is made again, whichever way one goes.
    """

    def __init__(self, lifted: Triggers) -> None:
        self.lifted = lifted

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Lift: {self.lifted.describe()}"

    def statements(self, vendor: str) -> list[str]:
        """The triggers are dropped."""
        return self.lifted.dropping(vendor)

    def dropping(self, vendor: str) -> list[str]:
        """Going back they are made, when the tables are as they were."""
        return self.lifted.statements(vendor)


def no_overlap(*, table: str, name: str, same: str, where: str = "") -> Forbid:
    """Two rows with the same `same` column may not hold at the same time (half-open periods)."""
    extra = f" AND {where}" if where else ""
    return Forbid(
        table=table,
        name=name,
        when=f"EXISTS (SELECT 1 FROM {table} o WHERE o.id <> NEW.id AND o.{same} = NEW.{same} AND {OVERLAP}{extra})",
    )
