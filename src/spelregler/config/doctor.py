"""Is this installation sound? One line per examination, each with what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from spelregler.apps.organisation.queries import municipality
from spelregler.apps.policy.packages import adoption_on, digest_of, folder_of
from spelregler.apps.policy.validation import faults_of
from spelregler.apps.start.queries import administrator_count
from spelregler.config.environment import env_bool, open_to_others
from spelregler.config.upgrading import is_automatic, must_not_be_newer, standing
from spelregler.platform import clock
from spelregler.platform.audit.verification import verify
from spelregler.platform.backup import making
from spelregler.platform.errors import DomainError
from spelregler.platform.mail import queries as mail

LONGEST_WAIT = timedelta(minutes=5)
"""A worker takes up a work within seconds of the one before."""
OLDEST_COPY = timedelta(days=2)


def examine() -> list[dict[str, Any]]:
    """Every examination, in order; the ones that need tables are left out while the database is not migrated."""
    found = [_database()]
    examinations: list[Callable[[], Iterator[dict[str, Any]]]] = [_home, _demo, _signing_in]
    if found[0]["ok"]:
        examinations += [_administrators, _package, _audit, _work, _mail, _copies]
    for examination in examinations:
        found.extend(examination())
    return found


def _row(ok: bool, *, what: tuple[str, str], todo: tuple[str, str], warns: bool = False) -> dict[str, Any]:
    """One line in both languages, Swedish first; what to do where something is wrong, or may become so (`warns`)."""
    todo_sv, todo_en = todo if warns or not ok else ("", "")
    return {"ok": ok, "warns": warns, "what_sv": what[0], "what_en": what[1], "todo_sv": todo_sv, "todo_en": todo_en}


def _database() -> dict[str, Any]:
    try:
        now = standing()
        must_not_be_newer(now)
    except DomainError as error:
        return _row(False, what=(error.sv, error.en), todo=(error.way_sv, error.way_en))
    command = "serve" if is_automatic() else "upgrade"
    return _row(
        not now.pending,
        what=("Databasen är på denna version.", "The database is at this version."),
        todo=(f"Kör spelregler {command}, som uppgraderar.", f"Run spelregler {command}, which upgrades it."),
    )


def _work() -> Iterator[dict[str, Any]]:
    now = timezone.now()
    long_ago = now - LONGEST_WAIT
    # What is to be done at once has a day far ahead as its own; what was put off is late from its day on.
    late = Q(enqueued_at__lt=long_ago, run_after__gt=now) | Q(run_after__lt=long_ago)
    yield _row(
        not DBTaskResult.objects.ready().filter(late).exists(),
        what=("Inget arbete väntar förgäves.", "No work waits in vain."),
        todo=(
            "Starta spelregler work, eller serve utan --no-work.",
            "Start spelregler work, or serve without --no-work.",
        ),
    )


def _mail() -> Iterator[dict[str, Any]]:
    stuck, lost = mail.stuck(now=clock.now()), mail.given_up(now=clock.now())
    yield _row(
        not stuck,
        what=(f"{stuck} brev väntar på e-postservern.", f"{stuck} letters wait for the mail server.")
        if stuck
        else ("Inget brev väntar på e-postservern.", "No letter waits for the mail server."),
        todo=("Kör spelregler mail test ADRESS.", "Run spelregler mail test ADDRESS."),
    )
    yield _row(
        not lost,
        what=(f"{lost} brev gick inte att skicka.", f"{lost} letters could not be sent.")
        if lost
        else ("Inget brev har getts upp de senaste två veckorna.", "No letter was given up in the last two weeks."),
        todo=(
            "Se vilka med spelregler mail list, rätta adressen och skicka på nytt där brevet kom ifrån.",
            "See which with spelregler mail list, correct the address and send anew where the letter came from.",
        ),
    )


def _copies() -> Iterator[dict[str, Any]]:
    if not settings.SPELREGLER_PRODUCTION:
        return
    last = making.last_made()
    yield _row(
        last is not None and clock.now() - last < OLDEST_COPY,
        what=("En säkerhetskopia yngre än två dygn finns.", "There is a backup younger than two days."),
        todo=(
            "Starta spelregler-backup.timer, eller kör spelregler backup.",
            "Start spelregler-backup.timer, or run spelregler backup.",
        ),
    )


def _home() -> Iterator[dict[str, Any]]:
    try:
        with tempfile.TemporaryFile(dir=settings.HOME):
            writable = True
    except OSError:
        writable = False
    yield _row(
        writable,
        what=(f"Det går att skriva i {settings.HOME}.", f"{settings.HOME} can be written to."),
        todo=(
            "Ge användaren skrivrätt eller ändra SPELREGLER_HOME.",
            "Give the user the right to write, or change SPELREGLER_HOME.",
        ),
    )
    open_paths = " ".join(str(path) for path in open_to_others(settings.HOME))
    yield _row(
        not open_paths,
        what=(f"Andra läser: {open_paths}.", f"Others may read: {open_paths}.")
        if open_paths
        else (f"Bara tjänstens användare läser i {settings.HOME}.", f"Only the service's user reads {settings.HOME}."),
        todo=(f"Kör som ägaren: chmod go-rwx {open_paths}.", f"Run as the owner: chmod go-rwx {open_paths}."),
    )


def _demo() -> Iterator[dict[str, Any]]:
    asked = settings.SPELREGLER_DEMO or settings.SPELREGLER_TODAY or env_bool("SPELREGLER_DEMO", default=False)
    yield _row(
        not (settings.SPELREGLER_PRODUCTION and asked),
        what=(
            "Demoläget är av i drift, och ingen kan logga in som någon annan.",
            "Demo mode is off in production, and nobody can log in as somebody else.",
        ),
        todo=(
            "Ta bort SPELREGLER_DEMO, SPELREGLER_TODAY och filen demo-today i hemmappen.",
            "Remove SPELREGLER_DEMO, SPELREGLER_TODAY and the file demo-today in the home folder.",
        ),
    )


def _signing_in() -> Iterator[dict[str, Any]]:
    if settings.SPELREGLER_PRODUCTION:
        yield _row(
            settings.SPELREGLER_SECOND_STEP,
            what=(
                "Den som har lösenord behöver också ett andra steg.",
                "Whoever has a password also needs a second step.",
            ),
            todo=("Ta bort SPELREGLER_SECOND_STEP=0.", "Remove SPELREGLER_SECOND_STEP=0."),
        )
    file = settings.IDENTITY_FILE
    if file.exists():
        open_to_others = file.stat().st_mode & 0o077
        yield _row(
            not open_to_others,
            what=(f"Bara tjänstens användare läser {file}.", f"Only the service's user reads {file}."),
            todo=(f"Kör chmod 600 {file}.", f"Run chmod 600 {file}."),
        )


def _administrators() -> Iterator[dict[str, Any]]:
    place = municipality()
    if place is None or place.is_demo:
        return
    count = administrator_count(today=clock.today())
    yield _row(
        count > 0,
        warns=count == 1,
        what=(
            f"Systemförvaltare som kan logga in: {count}.",
            f"System administrators who can sign in: {count}.",
        ),
        todo=(
            "Kör spelregler account administrator ADRESS NAMN; med två kan den ena släppa in den andra.",
            "Run spelregler account administrator ADDRESS NAME; with two, one can let the other in.",
        ),
    )


def _package() -> Iterator[dict[str, Any]]:
    adoption = adoption_on(clock.today())
    yield _row(
        adoption is not None,
        what=("Ett policypaket gäller i dag.", "A policy package is in force today."),
        todo=("Registrera beslutet om paketet.", "Register the decision on the package."),
    )
    if adoption is None:
        return
    name = adoption.package
    yield _row(
        not faults_of(folder_of(name)),
        what=(f"Paketet {name} är felfritt.", f"The package {name} has no fault."),
        todo=("Kör spelregler policy validate.", "Run spelregler policy validate."),
    )
    yield _row(
        digest_of(name) == adoption.digest,
        what=("Paketet är det som beslutades.", "The package is the one that was decided."),
        todo=(
            "Mappen har ändrats efter beslutet: återställ den eller besluta på nytt.",
            "The folder was changed after the decision: restore it or decide anew.",
        ),
    )


def _audit() -> Iterator[dict[str, Any]]:
    yield _row(
        verify().is_whole,
        what=("Spårets kedja är hel.", "The chain of the audit trail is whole."),
        todo=(
            "Kör spelregler audit verify. Är databasfilen kopierad för hand medan tjänsten gick: använd en kopia från "
            "spelregler backup i stället.",
            "Run spelregler audit verify. If the database file was copied by hand while the service ran: use a copy "
            "from spelregler backup instead.",
        ),
    )
