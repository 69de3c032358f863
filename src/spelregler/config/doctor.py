"""Is this installation sound? One line per examination, each with what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import islice

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
from spelregler.config.examined import Examined
from spelregler.config.upgrading import is_automatic, must_not_be_lost, must_not_be_newer, standing
from spelregler.domain.words import Words
from spelregler.platform import clock, heartbeat, working
from spelregler.platform.attachments import upkeep as attachments
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.verification import CLOCK_TOLERANCE, verify
from spelregler.platform.backup import making
from spelregler.platform.errors import DomainError
from spelregler.platform.mail import queries as mail

Examination = Callable[[], Iterable[Examined]]
LONGEST_WAIT = timedelta(minutes=5)
"""A worker takes up a work within seconds of the one before."""
MOST_NAMED = 5
OLDEST_COPY = timedelta(days=2)


def examine(*, pages: bool = False, data: bool = False) -> list[Examined]:
    """Every examination, in order; the ones that need tables are left out while the database is not migrated.

    None of them stops the others: one that cannot be made is a fault with what to do. `pages` reads the whole database;
    `data` looks for what earlier faults may have stored.
    """
    found = _survived(_database)
    examinations: list[Examination] = [_home, _demo, _signing_in]
    if pages:
        examinations.append(_pages)
    if found[0].ok:
        examinations += [_administrators, _package, _audit, _clock, _work, _mail, _copies]
        examinations.append(partial(_attachments, read=pages))
        if data:
            examinations.append(leftovers.examine)
    for examination in examinations:
        found.extend(_survived(examination))
    return found


def _survived(examination: Examination) -> list[Examined]:
    try:
        return list(examination())
    except DomainError as error:
        return [Examined(False, error.words, error.way)]
    except Exception as error:  # whatever the fault is, it is what doctor is there to tell
        with suppress(DatabaseError):
            connection.close()
        return [_not_examined(examination.__name__.strip("_"), error)]


def _not_examined(name: str, error: Exception) -> Examined:
    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, DatabaseError):
        todo = Words("Run spelregler doctor --pages. If the database is damaged: spelregler restore FILE --replace.")
    elif isinstance(error, OSError):
        todo = Words(
            "See that the service's user may read and write in {home}, and that the disk has room.", home=settings.HOME
        )
    else:
        todo = Words("Run spelregler upgrade --check, and report the fault to those who develop Spelregler.")
    what = Words("It was not possible to examine {name}: {said}", name=name, said=said)
    return Examined(False, what=what, todo=todo)


def _pages() -> Iterator[Examined]:
    faults = damage.faults()
    yield Examined(
        not faults,
        what=Words("The database's pages are damaged: {faults}", faults="; ".join(faults))
        if faults
        else Words("Every page of the database can be read."),
        todo=Words("Stop the service and run spelregler restore FILE --replace with the latest copy."),
    )


def _clock() -> Iterator[Examined]:
    last = AuditRow.objects.order_by("-id").values_list("at", flat=True).first()
    yield Examined(
        last is None or last - clock.now() < CLOCK_TOLERANCE,
        what=Words("The clock is not behind the trail's last row."),
        todo=Words(
            "Set the machine's clock right (timedatectl). If that is done already: spelregler audit accept --reason …"
        ),
    )


def _database() -> Iterator[Examined]:
    now = standing()
    must_not_be_newer(now)
    must_not_be_lost(now)
    command = "serve" if is_automatic() else "upgrade"
    yield Examined(
        not now.pending,
        what=Words("The database is at this version."),
        todo=Words("Run spelregler {command}, which upgrades it.", command=command),
    )


def _work() -> Iterator[Examined]:
    now = timezone.now()
    long_ago = now - LONGEST_WAIT
    # What is to be done at once has a day far ahead as its own; what was put off is late from its day on.
    late = Q(enqueued_at__lt=long_ago, run_after__gt=now) | Q(run_after__lt=long_ago)
    yield Examined(
        not DBTaskResult.objects.ready().filter(late).exists(),
        what=Words("No work waits in vain."),
        todo=Words("Start spelregler work, or serve without --no-work."),
    )
    held = [each.worker_ids[-1] for each in DBTaskResult.objects.running() if each.worker_ids]
    left = sum(heartbeat.is_silent(name) for name in held)
    yield Examined(
        not left,
        what=Words("{left} works have lost their worker.", left=left)
        if left
        else Words("No work has lost its worker."),
        todo=Words("Start spelregler work, which takes them up within a minute, or serve without --no-work."),
    )
    died = DBTaskResult.objects.failed().filter(exception_class_path=working.DIED).count()
    yield Examined(
        True,
        warns=died > 0,
        what=Words("Works that were broken off twice because the worker died, in the last week: {died}.", died=died),
        todo=Words("See in the log why (memory?). Whoever handed in the file has been told on their page."),
    )
    if settings.SPELREGLER_PRODUCTION:
        yield Examined(
            heartbeat.is_heard(),
            what=Words("A worker is running."),
            todo=Words("Run systemctl start spelregler-work, or spelregler work."),
        )


def _mail() -> Iterator[Examined]:
    stuck, lost = mail.stuck(now=clock.now()), mail.given_up(now=clock.now())
    yield Examined(
        not stuck,
        what=Words("{stuck} letters wait for the mail server.", stuck=stuck)
        if stuck
        else Words("No letter waits for the mail server."),
        todo=Words("Run spelregler mail test ADDRESS."),
    )
    yield Examined(
        not lost,
        what=Words("{lost} letters could not be sent.", lost=lost)
        if lost
        else Words("No letter was given up in the last two weeks."),
        todo=Words(
            "See which with spelregler mail list, correct the address and send anew where the letter came from."
        ),
    )


def _copies() -> Iterator[Examined]:
    if not settings.SPELREGLER_PRODUCTION:
        return
    last = making.last_made()
    yield Examined(
        last is not None and clock.now() - last < OLDEST_COPY,
        what=Words("There is a backup younger than two days."),
        todo=Words("Start spelregler-backup.timer, or run spelregler backup."),
    )


def _attachments(*, read: bool) -> Iterator[Examined]:
    """Every attached file lies in the store; whether it is what it was is read with the whole database."""
    wrong = list(islice(attachments.wrong_files(read=read), MOST_NAMED + 1))
    named = ", ".join(each[:12] for each in wrong[:MOST_NAMED])
    yield Examined(
        not wrong,
        what=Words("Attached files are gone or have become others: {named}.", named=named)
        if wrong
        else Words("Every attached file is in the store."),
        todo=Words("Restore the folder attachments in the home from a backup."),
    )


def _home() -> Iterator[Examined]:
    try:
        with tempfile.TemporaryFile(dir=settings.HOME):
            writable = True
    except OSError:
        writable = False
    yield Examined(
        writable,
        what=Words("{home} can be written to.", home=settings.HOME),
        todo=Words("Give the user the right to write, or change SPELREGLER_HOME."),
    )
    open_paths = " ".join(str(path) for path in open_to_others(settings.HOME))
    yield Examined(
        not open_paths,
        what=Words("Others may read: {open_paths}.", open_paths=open_paths)
        if open_paths
        else Words("Only the service's user reads {home}.", home=settings.HOME),
        todo=Words("Run as the owner: chmod go-rwx {open_paths}.", open_paths=open_paths),
    )


def _demo() -> Iterator[Examined]:
    asked = settings.SPELREGLER_DEMO or settings.SPELREGLER_TODAY or env_bool("SPELREGLER_DEMO", default=False)
    yield Examined(
        not (settings.SPELREGLER_PRODUCTION and asked),
        what=Words("Demo mode is off in production, and nobody can log in as somebody else."),
        todo=Words("Remove SPELREGLER_DEMO, SPELREGLER_TODAY and the file demo-today in the home folder."),
    )


def _signing_in() -> Iterator[Examined]:
    if settings.SPELREGLER_PRODUCTION:
        yield Examined(
            settings.SPELREGLER_SECOND_STEP,
            what=Words("Whoever has a password also needs a second step."),
            todo=Words("Remove SPELREGLER_SECOND_STEP=0."),
        )
    file = settings.IDENTITY_FILE
    if file.exists():
        open_to_others = file.stat().st_mode & 0o077
        yield Examined(
            not open_to_others,
            what=Words("Only the service's user reads {file}.", file=file),
            todo=Words("Run chmod 600 {file}.", file=file),
        )


def _administrators() -> Iterator[Examined]:
    place = municipality()
    if place is None or place.is_demo:
        return
    count = administrator_count(today=clock.today())
    yield Examined(
        count > 0,
        warns=count == 1,
        what=Words("System administrators who can sign in: {count}.", count=count),
        todo=Words("Run spelregler account administrator ADDRESS NAME; with two, one can let the other in."),
    )


def _package() -> Iterator[Examined]:
    adoption = adoption_on(clock.today())
    yield Examined(
        adoption is not None,
        what=Words("A policy package is in force today."),
        todo=Words("Register the decision: spelregler policy adopt, or the page Policy packages."),
    )
    if adoption is None:
        return
    name, folder = adoption.package, folder_adopted(adoption)
    yield Examined(
        not faults_of(folder),
        what=Words("The package {name} has no fault.", name=name),
        todo=Words("Run spelregler policy validate {folder}.", folder=folder),
    )
    yield Examined(
        digest_in(folder) == adoption.digest,
        what=Words("The package is the one that was decided."),
        todo=Words("The folder was changed after the decision: put it back or decide anew (spelregler policy adopt)."),
    )


def _audit() -> Iterator[Examined]:
    found = verify()
    yield Examined(
        found.is_whole,
        what=Words("The chain of the audit trail is whole.")
        if found.is_whole
        else Words("The audit trail is broken. {flaw}", flaw=found.flaws[0].words),
        todo=Words(
            "Run spelregler audit verify, which names every fault. If the folder was copied by hand: "
            "bring back a copy from spelregler backup instead, with spelregler restore."
        ),
    )
    lacks = found.lacks
    yield Examined(
        not lacks,
        what=Words("The trail's rows are witnessed and in order of time.") if not lacks else lacks[0].words,
        todo=Words("Run spelregler audit verify. If you know what happened: spelregler audit accept --reason …"),
    )
