"""What is done every night without anybody asking: leavers lose their way in, Kolada is fetched, the rules are asked.
What the rules call for is opened as signals, for people to answer.

The rules are followed up all the time (MR-52), so a day that passes is judged even when nobody has written anything.
One work in the queue does the night and puts the next one there; a night that the machine slept through is done when
the worker starts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from spelregler.apps.autonomy.operations import open_called_signals
from spelregler.apps.comparison.kolada.client import Client
from spelregler.apps.comparison.kolada.fetching import fetch_values
from spelregler.apps.followup.files.keeping import keep_documents
from spelregler.apps.goals.operations import shown_values
from spelregler.apps.notices.operations.forgetting import forget_told
from spelregler.apps.notices.operations.letters import send_letters
from spelregler.apps.organisation.operations.anonymity import anonymise_leavers
from spelregler.apps.organisation.operations.later_changes import carry_out_due
from spelregler.apps.organisation.operations.leavers import close_ways_in
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.policy.findings import recounting
from spelregler.apps.policy.operations.findings import count_anew, evaluate_and_store
from spelregler.apps.policy.queries.untrue_answers import untrue_answers, untrue_tallies
from spelregler.config.lost_session import form_seconds
from spelregler.platform import clock
from spelregler.platform.attachments.upkeep import sweep
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.errors import DomainError
from spelregler.platform.mail import background as mail
from spelregler.platform.mail.operations import forget_old
from spelregler.platform.search import upkeep as search
from spelregler.platform.search.filling import make_anew
from spelregler.platform.sending.kept import forget_kept
from spelregler.platform.sending.operations import forget_old as forget_sendings

HOME = ZoneInfo("Europe/Stockholm")
AT = time(3, 30)
"""After midnight, and after the hour that daylight saving takes or gives."""
logger = logging.getLogger(__name__)


@task()
def night() -> dict[str, str]:
    """Each part by itself: one that fails does not stop the others, and tells why."""
    told = {name: _told(name, part) for name, part in PARTS.items()}
    see_to_it()
    return told


def see_to_it() -> None:
    """The coming night lies in the queue, once; letters and questions whose process died are taken up again.

    What an earlier version left to be weighed is weighed, beside the other work.
    """
    mail.wake()
    recounting.wake()
    if shown_values.has_unweighed() and not _waits(weigh_values.module_path):
        weigh_values.enqueue()
    if not _waits(night.module_path):
        night.using(run_after=next_night(clock.now())).enqueue()


def _waits(work: str) -> bool:
    return DBTaskResult.objects.filter(task_path=work, status=TaskResultStatus.READY).exists()


@task()
def weigh_values() -> int:
    """What was reported before this version weighed values; until then no page shows it."""
    return shown_values.weigh_unweighed(on=clock.today(), who=SYSTEM)


def next_night(now: datetime) -> datetime:
    """The next half past three in Sweden."""
    here = now.astimezone(HOME)
    tonight = datetime.combine(here.date(), AT, tzinfo=HOME)
    return tonight if tonight > here else datetime.combine(here.date() + timedelta(days=1), AT, tzinfo=HOME)


def carry_out_changes() -> str:
    """New names and other bodies that are decided to hold from today hold; what is refused says why on its page."""
    return f"{carry_out_due(today=clock.today(), who=SYSTEM)} carried out"


def close_leavers() -> str:
    """Whoever's last day is past has no way in any more."""
    return f"{close_ways_in(today=clock.today(), who=SYSTEM)} closed"


def forget_leavers() -> str:
    """Whoever has left is made anonymous, by the municipality's own rule; without one nobody is."""
    return f"{anonymise_leavers(today=clock.today(), who=SYSTEM)} made anonymous"


def compare_the_answers() -> str:
    """The answers of the day that was are what everything asked anew answers; a difference is a fault of the program.

    The new day's answers take their place at once; the log says which rules they were.
    """
    found = untrue_answers()
    if found:
        logger.error("Answers that were not true: %s", ", ".join(sorted({clause for clause, _kind, _code in found})))
    miscounted = untrue_tallies()
    if miscounted:
        count_anew()
        logger.error("Answers that were not rightly counted: %s", ", ".join(miscounted))
    return "not compared" if found is None else f"{len(found)} untrue"


def ask_the_rules() -> str:
    """Every check as of today; answers that changed are stored."""
    return f"{evaluate_and_store(as_of=clock.today())} answers"


def open_signals() -> str:
    """What the rules call for becomes a signal that people answer; a number opens no intervention (ADR 11)."""
    return f"{len(open_called_signals(as_of=clock.today()))} opened"


def fetch_key_figures() -> str:
    """Kolada, when it is due and something is followed; the demo asks no server by itself."""
    place = municipality()
    if place is None or place.is_demo:
        return "not asked"
    report = fetch_values(
        client=Client(settings.SPELREGLER_KOLADA_URL),
        own=place.code,
        today=clock.today(),
        who=SYSTEM,
        due_after=settings.SPELREGLER_KOLADA_DAYS,
    )
    return f"{report.stored.new + report.stored.changed} figures" if report.is_due else "not due"


def tell_what_waits() -> str:
    """Mail about what waits, to those who want it on the day; what was told long ago may be told again (ADR 63)."""
    today = clock.today()
    forget_told(today=today)
    return f"{send_letters(on=today, who=SYSTEM)} letters"


def forget_letters() -> str:
    """An address is kept no longer than somebody may ask whether the letter went."""
    return f"{forget_old()} forgotten"


def forget_forms() -> str:
    """A form that was sent is known for as long as anybody can send it again, and no longer."""
    forgotten = forget_sendings(now=clock.now(), seconds=form_seconds())
    return f"{forgotten + forget_kept(now=clock.now())} forgotten"


def sweep_attachments() -> str:
    """A file whose form was refused lies in the store for nobody, and is taken away after a day."""
    return f"{sweep(now=clock.now())} swept"


def make_what_is_found() -> str:
    """What can be searched for is what the rooms say now. A difference that was there is a fault of the program."""
    if not search.is_true_so_far():
        return f"{make_anew()} made"
    different = make_anew(word_for_word=True)
    if different:
        logger.error("Entries of the search that were not true: %s", different)
    return f"{different} untrue"


# What is decided to hold from today comes first, then figures, so that the rules are asked about what is known; then
# what they call for, whose days start tonight.
def keep_reports() -> str:
    """A report that was handed in and has no document yet, as where the virus scanner was away, gets it."""
    return f"{keep_documents.call()} kept"


PARTS: dict[str, Callable[[], str]] = {
    "answers": compare_the_answers,
    "from today": carry_out_changes,
    "leavers": close_leavers,
    "anonymous": forget_leavers,
    "key figures": fetch_key_figures,
    "rules": ask_the_rules,
    "signals": open_signals,
    "what waits": tell_what_waits,
    "reports": keep_reports,
    "search": make_what_is_found,
    "mail": forget_letters,
    "forms": forget_forms,
    "attachments": sweep_attachments,
}


def _told(name: str, part: Callable[[], str]) -> str:
    try:
        return part()
    except DomainError as error:
        logger.warning("The night's %s: %s", name, error.text("en"))
        return error.text("en")
    except Exception as error:  # one part's fault is no reason to leave the others undone
        logger.exception("The night's %s failed", name)
        return f"failed: {error}"
