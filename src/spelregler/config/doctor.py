"""Is this installation sound? One line per examination, each with what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.policy.packages.in_force import adoption_on, digest_in, folder_adopted
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.apps.start.queries import administrator_count
from spelregler.config import damage, leftovers
from spelregler.config.environment import env_bool, open_to_others
from spelregler.config.upgrading import is_automatic, must_not_be_lost, must_not_be_newer, standing
from spelregler.platform import clock, heartbeat, working
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.verification import CLOCK_TOLERANCE, verify
from spelregler.platform.backup import making
from spelregler.platform.errors import DomainError
from spelregler.platform.mail import queries as mail

Examination = Callable[[], Iterable[dict[str, Any]]]
LONGEST_WAIT = timedelta(minutes=5)
"""A worker takes up a work within seconds of the one before."""
OLDEST_COPY = timedelta(days=2)


def examine(*, pages: bool = False, data: bool = False) -> list[dict[str, Any]]:
    """Every examination, in order; the ones that need tables are left out while the database is not migrated.

    None of them stops the others: one that cannot be made is a fault with what to do. `pages` reads the whole database;
    `data` looks for what earlier faults may have stored.
    """
    found = _survived(_database)
    examinations: list[Examination] = [_home, _demo, _signing_in]
    if pages:
        examinations.append(_pages)
    if found[0]["ok"]:
        examinations += [_administrators, _package, _audit, _clock, _work, _mail, _copies]
        if data:
            examinations.append(leftovers.examine)
    for examination in examinations:
        found.extend(_survived(examination))
    return found


def _survived(examination: Examination) -> list[dict[str, Any]]:
    try:
        return list(examination())
    except DomainError as error:
        return [_row(False, what=(error.words.sv, error.words.en), todo=(error.way.sv, error.way.en))]
    except Exception as error:  # whatever the fault is, it is what doctor is there to tell
        with suppress(DatabaseError):
            connection.close()
        return [_not_examined(examination.__name__.strip("_"), error)]


def _not_examined(name: str, error: Exception) -> dict[str, Any]:
    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, DatabaseError):
        todo = (
            "Kör spelregler doctor --pages. Är databasen skadad: spelregler restore FIL --replace.",
            "Run spelregler doctor --pages. If the database is damaged: spelregler restore FILE --replace.",
        )
    elif isinstance(error, OSError):
        todo = (
            f"Se till att tjänstens användare får läsa och skriva i {settings.HOME}, och att disken har plats.",
            f"See that the service's user may read and write in {settings.HOME}, and that the disk has room.",
        )
    else:
        todo = (
            "Kör spelregler upgrade --check, och rapportera felet till den som utvecklar Spelregler.",
            "Run spelregler upgrade --check, and report the fault to those who develop Spelregler.",
        )
    what = (f"Det gick inte att pröva {name}: {said}", f"It was not possible to examine {name}: {said}")
    return _row(False, what=what, todo=todo)


def _pages() -> Iterator[dict[str, Any]]:
    faults = damage.faults()
    yield _row(
        not faults,
        what=(
            f"Databasens sidor är skadade: {'; '.join(faults)}",
            f"The database's pages are damaged: {'; '.join(faults)}",
        )
        if faults
        else ("Databasens alla sidor går att läsa.", "Every page of the database can be read."),
        todo=(
            "Stoppa tjänsten och kör spelregler restore FIL --replace med den senaste kopian.",
            "Stop the service and run spelregler restore FILE --replace with the latest copy.",
        ),
    )


def _clock() -> Iterator[dict[str, Any]]:
    last = AuditRow.objects.order_by("-id").values_list("at", flat=True).first()
    yield _row(
        last is None or last - clock.now() < CLOCK_TOLERANCE,
        what=("Klockan går inte före spårets sista rad.", "The clock is not behind the trail's last row."),
        todo=(
            "Ställ maskinens klocka rätt (timedatectl). Är det redan gjort: spelregler audit accept --reason …",
            "Set the machine's clock right (timedatectl). If that is done already: spelregler audit accept --reason …",
        ),
    )


def _row(ok: bool, *, what: tuple[str, str], todo: tuple[str, str], warns: bool = False) -> dict[str, Any]:
    """One line in both languages, Swedish first; what to do where something is wrong, or may become so (`warns`)."""
    todo_sv, todo_en = todo if warns or not ok else ("", "")
    return {"ok": ok, "warns": warns, "what_sv": what[0], "what_en": what[1], "todo_sv": todo_sv, "todo_en": todo_en}


def _database() -> Iterator[dict[str, Any]]:
    now = standing()
    must_not_be_newer(now)
    must_not_be_lost(now)
    command = "serve" if is_automatic() else "upgrade"
    yield _row(
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
    held = [each.worker_ids[-1] for each in DBTaskResult.objects.running() if each.worker_ids]
    left = sum(heartbeat.is_silent(name) for name in held)
    yield _row(
        not left,
        what=(f"{left} arbeten har förlorat sin arbetare.", f"{left} works have lost their worker.")
        if left
        else ("Inget arbete har förlorat sin arbetare.", "No work has lost its worker."),
        todo=(
            "Starta spelregler work, som tar upp dem inom någon minut, eller serve utan --no-work.",
            "Start spelregler work, which takes them up within a minute, or serve without --no-work.",
        ),
    )
    died = DBTaskResult.objects.failed().filter(exception_class_path=working.DIED).count()
    yield _row(
        True,
        warns=died > 0,
        what=(
            f"Arbeten som avbröts två gånger för att arbetaren dog, senaste veckan: {died}.",
            f"Works that were broken off twice because the worker died, in the last week: {died}.",
        ),
        todo=(
            "Se i loggen varför (minnet?). Den som lämnade in filen har fått veta det på sin sida.",
            "See in the log why (memory?). Whoever handed in the file has been told on their page.",
        ),
    )
    if settings.SPELREGLER_PRODUCTION:
        yield _row(
            heartbeat.is_heard(),
            what=("En arbetare är igång.", "A worker is running."),
            todo=(
                "Kör systemctl start spelregler-work, eller spelregler work.",
                "Run systemctl start spelregler-work, or spelregler work.",
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
        todo=(
            "Registrera beslutet: spelregler policy adopt, eller sidan Policypaket.",
            "Register the decision: spelregler policy adopt, or the page Policy packages.",
        ),
    )
    if adoption is None:
        return
    name, folder = adoption.package, folder_adopted(adoption)
    yield _row(
        not faults_of(folder),
        what=(f"Paketet {name} är felfritt.", f"The package {name} has no fault."),
        todo=(
            f"Kör spelregler policy validate {folder}.",
            f"Run spelregler policy validate {folder}.",
        ),
    )
    yield _row(
        digest_in(folder) == adoption.digest,
        what=("Paketet är det som beslutades.", "The package is the one that was decided."),
        todo=(
            "Mappen har ändrats efter beslutet: lägg tillbaka den eller besluta på nytt (spelregler policy adopt).",
            "The folder was changed after the decision: put it back or decide anew (spelregler policy adopt).",
        ),
    )


def _audit() -> Iterator[dict[str, Any]]:
    found = verify()
    yield _row(
        found.is_whole,
        what=("Spårets kedja är hel.", "The chain of the audit trail is whole.")
        if found.is_whole
        else (f"Spårets kedja är bruten. {found.flaws[0].sv}", f"The audit trail is broken. {found.flaws[0].en}"),
        todo=(
            "Kör spelregler audit verify, som nämner alla fel. Är mappen kopierad för hand: återställ "
            "i stället en kopia från spelregler backup med spelregler restore.",
            "Run spelregler audit verify, which names every fault. If the folder was copied by hand: bring back a copy "
            "from spelregler backup instead, with spelregler restore.",
        ),
    )
    lacks = found.lacks
    yield _row(
        not lacks,
        what=("Spårets rader är bevittnade och i tidsordning.", "The trail's rows are witnessed and in order of time.")
        if not lacks
        else (lacks[0].sv, lacks[0].en),
        todo=(
            "Kör spelregler audit verify. Vet du vad som hände: spelregler audit accept --reason …",
            "Run spelregler audit verify. If you know what happened: spelregler audit accept --reason …",
        ),
    )
