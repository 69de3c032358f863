"""Is this installation sound? One line per examination, each with what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from spelregler.apps.policy.packages import adoption_on, digest_of, folder_of
from spelregler.apps.policy.validation import faults_of
from spelregler.config.environment import env_bool
from spelregler.platform import clock
from spelregler.platform.audit.operations import broken_rows


def examine() -> list[dict[str, Any]]:
    """Every examination, in order; the ones that need tables are left out while the database is not migrated."""
    found = [
        _row("Databasen är på denna version.", not _pending(), "Kör spelregler serve eller demo, som uppgraderar.")
    ]
    examinations: list[Callable[[], Iterator[dict[str, Any]]]] = [_home, _demo, _signing_in]
    if found[0]["ok"]:
        examinations += [_package, _audit]
    for examination in examinations:
        found.extend(examination())
    return found


def _row(what: str, ok: bool, todo: str) -> dict[str, Any]:
    return {"what": what, "ok": ok, "todo": "" if ok else todo}


def _pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _home() -> Iterator[dict[str, Any]]:
    try:
        with tempfile.TemporaryFile(dir=settings.HOME):
            writable = True
    except OSError:
        writable = False
    yield _row(
        f"Det går att skriva i {settings.HOME}.", writable, "Ge användaren skrivrätt eller ändra SPELREGLER_HOME."
    )


def _demo() -> Iterator[dict[str, Any]]:
    asked = settings.SPELREGLER_DEMO or settings.SPELREGLER_TODAY or env_bool("SPELREGLER_DEMO", default=False)
    yield _row(
        "Demoläget är av i drift, och ingen kan logga in som någon annan.",
        not (settings.SPELREGLER_PRODUCTION and asked),
        "Ta bort SPELREGLER_DEMO, SPELREGLER_TODAY och filen demo-today i hemmappen.",
    )


def _signing_in() -> Iterator[dict[str, Any]]:
    if settings.SPELREGLER_PRODUCTION:
        yield _row(
            "Den som har lösenord behöver också ett andra steg.",
            settings.SPELREGLER_SECOND_STEP,
            "Ta bort SPELREGLER_SECOND_STEP=0.",
        )
    file = settings.IDENTITY_FILE
    if file.exists():
        open_to_others = file.stat().st_mode & 0o077
        yield _row(f"Bara tjänstens användare läser {file}.", not open_to_others, f"Kör chmod 600 {file}.")


def _package() -> Iterator[dict[str, Any]]:
    adoption = adoption_on(clock.today())
    yield _row("Ett policypaket gäller i dag.", adoption is not None, "Registrera beslutet om paketet.")
    if adoption is None:
        return
    faults = faults_of(folder_of(adoption.package))
    yield _row(f"Paketet {adoption.package} är felfritt.", not faults, "Kör spelregler policy validate.")
    same = digest_of(adoption.package) == adoption.digest
    yield _row(
        "Paketet är det som beslutades.",
        same,
        "Mappen har ändrats efter beslutet: återställ den eller besluta på nytt.",
    )


def _audit() -> Iterator[dict[str, Any]]:
    yield _row(
        "Spårets kedja är hel.", not broken_rows(), "Kör spelregler audit verify och återställ från säkerhetskopia."
    )
