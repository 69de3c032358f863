"""Every table as of one moment, and the way back into an empty database of either kind.

The tables are read as the *applied* migrations describe them, not as the code does, so that a copy can be made before
an upgrade and restored after one: the empty database is first brought to the copy's own migrations, filled, compared
row by row with what the copy says, and only then brought to this version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from spelregler.domain.words import Words
from spelregler.platform import clock
from spelregler.platform.backup import archive, rows
from spelregler.platform.errors import DomainError
from spelregler.platform.squashed import step_by_step, steps

PART = 4 * 1024 * 1024
BATCH = 1_000
LEFT_OUT = {
    "sessions.session",
    "usersessions.usersession",
    "django_tasks_database.dbtaskresult",
    "search.entry",
    "search.known",
    "sending.keptform",
    "sending.sending",
}
"""Who was signed in and what lay in the queue belong to the machine that the copy was taken of: an ended session does
not come back to life, and no work is done twice. What can be searched for is made anew from what was restored."""
Progress = Callable[[int], None]


class RestoreRefused(DomainError):
    """What the copy holds does not fit into the database. Nothing has been restored."""

    code = "restore-refused"


@dataclass
class Table:
    """What the manifest says of one table."""

    label: str
    columns: list[str]
    rows: int = 0
    digest: int = 0
    last_id: int = 0

    def count(self, line: str) -> None:
        """One more row."""
        self.rows += 1
        self.digest = (self.digest + rows.digest(line)) % rows.SPACE

    def as_dict(self) -> dict[str, Any]:
        """For the manifest."""
        return {**vars(self), "digest": f"{self.digest:064x}"}


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything that is read in here is as of the same moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        # Writers take their lock when they begin; a reader needs none, and in WAL mode stops nobody.
        connection.transaction_mode = None  # type: ignore[attr-defined]  # only SQLite's has one
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def migrations() -> list[str]:
    """The applied migrations that this version knows, "app.name": every step, also one taken together with others."""
    loader = steps()
    return sorted(f"{label}.{name}" for label, name in loader.applied_migrations if (label, name) in loader.graph.nodes)


def models_of(applied: list[str]) -> list[type[models.Model]]:
    """The tables as those migrations describe them."""
    loader = steps()
    known = [(label, name) for label, _, name in (each.partition(".") for each in applied)]
    described: Any = loader.project_state([key for key in known if key in loader.graph.nodes]).apps
    found = [each for each in described.get_models(include_auto_created=True) if each._meta.managed]
    return sorted(found, key=lambda each: each._meta.label_lower)


def dump(out: archive.Writer, *, step: Progress) -> list[Table]:
    """Write every table in parts, row by row; the tables with count and digest."""
    tables = []
    for model in models_of(migrations()):
        if model._meta.label_lower not in LEFT_OUT:
            tables.append(_dump_table(out, model, step))
    return tables


def _dump_table(out: archive.Writer, model: type[models.Model], step: Progress) -> Table:
    fields = rows.fields_of(model)
    table = Table(label=model._meta.label_lower, columns=[field.attname for field in fields], last_id=_last_id(model))
    held, size, number = [], 0, 0
    for line in _lines(model, fields):
        table.count(line)
        held.append(line)
        size += len(line)
        if size > PART:
            number += 1
            out.add(f"database/{table.label}/{number:06}.jsonl", "\n".join(held).encode("utf-8", "surrogatepass"))
            step(len(held))
            held, size = [], 0
    if held:
        out.add(f"database/{table.label}/{number + 1:06}.jsonl", "\n".join(held).encode("utf-8", "surrogatepass"))
        step(len(held))
    return table


def _lines(model: type[models.Model], fields: rows.Fields) -> Iterator[str]:
    found = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for values in found.iterator(chunk_size=BATCH):
        yield rows.written(_given_up(values, fields) if model._meta.label_lower == "mail.letter" else values, fields)


def _given_up(values: tuple[Any, ...], fields: rows.Fields) -> tuple[Any, ...]:
    """A letter that waits is sent by the machine it waits on, never twice, and its one-time link is in no copy."""
    letter = dict(zip((field.attname for field in fields), values, strict=True))
    if letter["sent_at"] is None and letter["given_up_at"] is None:
        letter.update(subject="", text="", html="", given_up_at=clock.now(), last_error="restored from a backup")
    return tuple(letter.values())


def size() -> int:
    """How many rows there are to copy."""
    found = (each for each in models_of(migrations()) if each._meta.label_lower not in LEFT_OUT)
    return sum(each._base_manager.count() for each in found)


def head() -> int:
    """The number of the trail's last row; 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM audit_auditrow")
        return int(cursor.fetchone()[0])


def fill(parts: Iterator[archive.Part], manifest: dict[str, Any], *, step: Progress) -> None:
    """Into an empty database: to the copy's migrations, every row in one transaction, compared, to this version.

    Refuses with `BackupIsNewer` a copy of a later version, with `RestoreRefused` rows that do not fit or are not those
    that the copy names.
    """
    must_be_known(manifest)
    _bring_to(manifest["migrations"])
    described = {each._meta.label_lower: each for each in models_of(manifest["migrations"])}
    told = {each["label"]: each for each in manifest["tables"]}
    for label, table in told.items():
        model = described.get(label)
        if model is None or [field.attname for field in rows.fields_of(model)] != table["columns"]:
            raise archive.newer(str(manifest.get("product", "?")))
    try:
        with transaction.atomic(), _without_triggers(list(described.values())):
            for label in told:
                _empty(described[label])
            for part in parts:
                folder, _, rest = part.name.partition("/")
                if folder == "database":
                    label = rest.partition("/")[0]
                    if label not in told:
                        raise ValueError(part.name)
                    step(_fill_table(described[label], part))
            for label, table in told.items():
                _must_agree(described[label], table)
            _count_on_from({described[label]: table["last_id"] for label, table in told.items()})
            connection.check_constraints()
    except (DatabaseError, ValueError) as error:
        raise _does_not_fit(str(error).strip().splitlines()[0]) from error
    call_command("migrate", verbosity=0, interactive=False)


def must_be_known(manifest: dict[str, Any]) -> None:
    """Refuses with `BackupIsNewer` a copy that a later version of the product has made."""
    loader = MigrationLoader(None)
    known = {f"{label}.{name}" for label, name in loader.disk_migrations}
    if not set(manifest["migrations"]) <= known:
        raise archive.newer(str(manifest.get("product", "?")))


def _bring_to(wanted: list[str]) -> None:
    keys = {(label, name) for label, _, name in (each.partition(".") for each in wanted)}
    executor = MigrationExecutor(connection)
    squashed = executor.loader.replacements
    if all(keys.issuperset(each.replaces) for each in squashed.values()):
        keys = (keys | squashed.keys()) & executor.loader.graph.nodes.keys()
    else:
        executor = step_by_step()
    graph = executor.loader.graph
    last = [key for key in sorted(keys) if not any(child.key in keys for child in graph.node_map[key].children)]
    executor.migrate(last)
    if migrations() != sorted(wanted):
        raise _does_not_fit("django_migrations")


def _fill_table(model: type[models.Model], part: archive.Part) -> int:
    fields = rows.fields_of(model)
    names = [field.attname for field in fields]
    lines = iter(part.whole().decode("utf-8", "surrogatepass").split("\n"))
    filled = 0
    size = min(BATCH, connection.ops.bulk_batch_size([*fields], [None] * BATCH))
    while batch := list(islice(lines, size)):
        made = [model(**dict(zip(names, rows.read(line, fields), strict=True))) for line in batch]
        # As it was: `raw` sets no field by itself, neither when something was changed nor by whom.
        model._base_manager._insert(made, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]
        filled += len(made)
    return filled


def _must_agree(model: type[models.Model], told: dict[str, Any]) -> None:
    """What lies in the database now is what the copy says, whichever database it was taken of."""
    table = Table(label=told["label"], columns=told["columns"])
    fields = rows.fields_of(model)
    found = model._base_manager.order_by("pk").values_list(*table.columns)
    for values in found.iterator(chunk_size=BATCH):
        table.count(rows.written(values, fields))
    if (table.rows, f"{table.digest:064x}") != (told["rows"], told["digest"]):
        raise _does_not_fit(f"{table.label}: {table.rows} / {told['rows']}")


def _does_not_fit(why: str) -> RestoreRefused:
    return RestoreRefused(
        Words("The backup does not fit into the database ({why}). Nothing has been restored.", why=why),
        way=Words("Use another backup, or the kind of database that it was taken of."),
    )


@contextmanager
def _without_triggers(all_models: list[type[models.Model]]) -> Iterator[None]:
    """The triggers judge what people do, one act at a time; what they once let through is put back as it was."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
            yield
            for _, sql in triggers:
                cursor.execute(sql)
            return
        tables = [connection.ops.quote_name(each._meta.db_table) for each in all_models]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        # A table whose foreign keys have yet to be checked cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _empty(model: type[models.Model]) -> None:
    """The rows that a new database has by itself give way to the copy's."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  a name of our own


def _counts(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.AutoField | models.BigAutoField)


def _last_id(model: type[models.Model]) -> int:
    """The last number given, also to a row that is gone: a number is never given to something else."""
    if not _counts(model):
        return 0
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
            sequence = cursor.fetchone()[0]
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  the database's own name
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _count_on_from(last_ids: dict[type[models.Model], int]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in connection.ops.sequence_reset_sql(no_style(), list(last_ids)):
                cursor.execute(statement)
        for model, last in last_ids.items():
            if last:
                _count_on(cursor, model._meta.db_table, str(model._meta.pk.column), last)


def _count_on(cursor: Any, table: str, column: str, last: int) -> None:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, last])
        return
    cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def is_in_use() -> bool:
    """Whether somebody has done anything in this database; one that was only made holds nothing worth keeping."""
    if connection.vendor == "sqlite" and not _exists(str(connection.settings_dict["NAME"])):
        return False  # to ask it would make it
    names = connection.introspection.table_names()
    if "audit_auditrow" not in names:
        return bool(names) and connection.vendor == "postgresql" and "django_migrations" not in names
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM audit_auditrow LIMIT 1")
        return cursor.fetchone() is not None


def _exists(name: str) -> bool:
    return Path(name).exists() or "memory" in name


def clear() -> None:
    """Take away what a version of the product made in a database that nobody uses."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)} CASCADE")
        cursor.execute(
            "SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace "
            "AND p.prorettype = 'trigger'::regtype"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function}")
