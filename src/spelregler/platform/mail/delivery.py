"""Sending over SMTP. A letter is lent to one worker at a time, and what goes wrong is tried again later and later.

Nothing is locked while a mail server is spoken to. A letter is taken by moving its own time ahead (a loan); a worker
that dies gives it back when the loan is over, and then the letter may come twice, which is better than never.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, Min, QuerySet

from spelregler.platform import clock
from spelregler.platform.mail.models import EMPTIED, Letter

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60))
"""After the first failure, the second … and after the last of them the letter is given up: its links are too old."""
LOAN = timedelta(minutes=10)
BATCH = 100
"""So many letters in one work, so that others get their turn."""
PERMANENT = range(500, 600)
OF_THE_LETTER = (SMTPRecipientsRefused, SMTPDataError, ValueError)
"""The server works; it is this letter that it does not take."""
logger = logging.getLogger(__name__)


def waiting() -> QuerySet[Letter]:
    """Neither sent nor given up."""
    return Letter.objects.filter(sent_at=None, given_up_at=None)


def next_due() -> datetime | None:
    """When the first waiting letter is to be sent."""
    due: datetime | None = waiting().aggregate(first=Min("not_before"))["first"]
    return due


def deliver() -> tuple[int, int]:
    """Send the letters that are due: how many went, how many did not. One connection carries them all.

    A server that cannot be reached is asked once: every letter that is due has then met the same closed door.
    """
    sent = failed = 0
    connection = None
    for letter in list(waiting().filter(not_before__lte=clock.now()).order_by("not_before", "id")[:BATCH]):
        if not _borrow(letter):
            continue
        try:
            connection = connection or _opened()
            connection.send_messages([message_of(letter)])
        except (SMTPException, OSError, ValueError) as error:
            failed += 1
            logger.warning("Mail %s (%s) did not go: %s", letter.pk, letter.kind, type(error).__name__)
            _failed(letter, error)
            if not isinstance(error, OF_THE_LETTER):
                _all_failed(error)
                break
        else:
            sent += 1
            _end(waiting().filter(pk=letter.pk), sent_at=clock.now(), last_error="")
    if connection is not None:
        _closed(connection)
    return sent, failed


def try_now() -> int:
    """The server is known to answer again, so what has waited for it waits no longer; how many letters."""
    return waiting().exclude(last_error="").update(not_before=clock.now())


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """As it is sent: nobody's holiday answer should come back."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.SPELREGLER_MAIL_FROM,
        to=[letter.to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _opened() -> Any:
    connection = get_connection()
    connection.open()
    return connection


def _closed(connection: Any) -> None:
    try:
        connection.close()
    except (SMTPException, OSError):
        logger.info("The mail server hung up first")


def _borrow(letter: Letter) -> bool:
    """Ours, unless another worker was first: only one of them finds the time unmoved."""
    mine = waiting().filter(pk=letter.pk, not_before=letter.not_before)
    return bool(mine.update(not_before=clock.now() + LOAN, tries=F("tries") + 1))


def _failed(letter: Letter, error: Exception) -> None:
    mine, tries, why = waiting().filter(pk=letter.pk), letter.tries + 1, words_of(error)
    if _is_permanent(error) or tries > len(WAITS):
        _end(mine, given_up_at=clock.now(), last_error=why)
    else:
        mine.update(not_before=clock.now() + WAITS[tries - 1], last_error=why)


def _all_failed(error: Exception) -> None:
    """Whatever is due counts as tried; how long it waits depends on how often that has happened to it."""
    now, why = clock.now(), words_of(error)
    due = waiting().filter(not_before__lte=now)
    _end(due.filter(tries__gte=len(WAITS)), tries=F("tries") + 1, given_up_at=now, last_error=why)
    for tries, wait in enumerate(WAITS):
        due.filter(tries=tries).update(tries=tries + 1, not_before=now + wait, last_error=why)


def _end(letters: QuerySet[Letter], **told: Any) -> None:
    letters.update(**EMPTIED, **told)


def _is_permanent(error: Exception) -> bool:
    """The server answers for good that this letter will never be taken, so the fault is the letter's own."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code in PERMANENT for code, _ in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code in PERMANENT
    return isinstance(error, ValueError)


def words_of(error: Exception) -> str:
    """What the server said, short; never what we sent it."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return f"{code} {_text(said)}"[:300]
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"[:300]
    return f"{type(error).__name__}: {error}"[:300]


def _text(said: object) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
