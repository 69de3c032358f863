"""Everything that a database knows of itself, without the order that columns happen to lie in."""

from __future__ import annotations

from typing import Any

from django.db import connection

POSTGRES = {
    "columns": "SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, "
    "is_nullable, column_default, is_identity FROM information_schema.columns WHERE table_schema = 'public'",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, condeferrable, condeferred, pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "triggers": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}


def schema() -> dict[str, list[Any]]:
    """Tables, columns, indexes, constraints and triggers, in an order of their own."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
            return {name: parts_of(sql) for name, sql in cursor.fetchall()}
        found = {}
        for what, question in POSTGRES.items():
            cursor.execute(question)
            found[what] = sorted([str(each) for each in row] for row in cursor.fetchall())
        return found


def parts_of(sql: str) -> list[str]:
    """A table's columns and constraints, each by itself; anything else whole."""
    if not sql.startswith("CREATE TABLE"):
        return [sql]
    parts, depth = [""], 0
    for sign in sql[sql.index("(") + 1 : sql.rindex(")")]:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return sorted(part.strip() for part in parts)
