"""The database itself refuses to change or remove a row of the trail, on SQLite and PostgreSQL alike (see invariants).

The one way out is the beginning of the chain: rows up to an anchor may be deleted, because the anchor keeps their last
hash and `operations.trim` makes one only for rows whose retention is over. Anchors are append-only themselves.
"""

from __future__ import annotations

from spelregler.platform.invariants import Triggers

NEVER = "1 = 1"


class AppendOnly(Triggers):
    """Refuse UPDATE always and DELETE while `unless` is not true of OLD; on PostgreSQL TRUNCATE as well."""

    def __init__(self, *, table: str, unique: tuple[str, ...] = ("id",), delete_when: str = "") -> None:
        self.table, self.unique, self.delete_when = table, unique, delete_when

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Make {self.table} append-only"

    def statements(self, vendor: str) -> list[str]:
        """The triggers in the words of one database."""
        name = f"{self.table}_append_only"
        refusal = f"constraint {name}: the audit trail is append-only"
        kept = f"NOT ({self.delete_when})" if self.delete_when else NEVER
        if vendor != "postgresql":
            taken = " OR ".join(f"o.{column} = NEW.{column}" for column in self.unique)
            return [
                # INSERT OR REPLACE removes the row in its way without asking a delete trigger.
                f"CREATE TRIGGER {name}_insert BEFORE INSERT ON {self.table} "
                f"WHEN EXISTS (SELECT 1 FROM {self.table} o WHERE {taken}) "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
                f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
                f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {self.table} WHEN {kept} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
            ]
        raising = f"RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = '{refusal}', CONSTRAINT = '{name}';"
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger AS $body$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN IF {kept} THEN {raising} END IF; RETURN OLD; END IF; "
            f"{raising} END $body$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {name}_rows BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"CREATE TRIGGER {name}_table BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ]

    def dropping(self, vendor: str) -> list[str]:
        """How the triggers are taken away again."""
        name = f"{self.table}_append_only"
        if vendor != "postgresql":
            return [f"DROP TRIGGER {name}_{event}" for event in ("insert", "update", "delete")]
        return [
            f"DROP TRIGGER {name}_rows ON {self.table}",
            f"DROP TRIGGER {name}_table ON {self.table}",
            f"DROP FUNCTION {name}()",
        ]


TABLES = (
    AppendOnly(
        table="audit_auditrow",
        unique=("id", "hash"),
        delete_when="OLD.id <= COALESCE((SELECT MAX(number) FROM audit_anchor), 0)",
    ),
    AppendOnly(table="audit_anchor", unique=("number",)),
    AppendOnly(table="audit_retention"),
)
"""The tables of the trail and when a row of theirs may be deleted."""
