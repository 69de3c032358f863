"""Mail is stored with the act that it tells of. If the act is undone nothing is sent; if it stands, the worker sends.

from spelregler.platform.mail.operations import send
send(to=account.email, kind="account-link", subject=…, text=…, who=who)
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from spelregler.domain.words import Words
from spelregler.platform import clock
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError
from spelregler.platform.mail import background, delivery
from spelregler.platform.mail.models import Letter

LINES_KEPT = timedelta(days=90)
"""Long enough to answer "did it go?"; an address is personal data."""


class MailNotConfigured(DomainError):
    """This installation knows no mail server."""

    code = "mail-not-configured"


def is_configured() -> bool:
    """Whether the installation can send mail at all; ask before offering it."""
    return bool(settings.SPELREGLER_MAIL_FROM)


def must_be_configured() -> None:
    """Refuses with `MailNotConfigured` an installation without a mail server."""
    if not is_configured():
        raise MailNotConfigured(
            Words("Mail is not set up, so no letter can be sent."),
            way=Words("Set SPELREGLER_MAIL_URL and SPELREGLER_MAIL_FROM (Help: E-post), or hand it over on paper."),
        )


def send(
    *, to: str, kind: str, subject: str, text: str, who: Who, html: str = "", not_before: datetime | None = None
) -> Letter:
    """One letter to one address, sent when this transaction has been stored. `kind` says what it is about, in a word.

    The trail tells that a letter of the kind was written to the address, never what it says: one-time links travel in
    it.

    Refuses with `MailNotConfigured` an installation without a mail server, with `ValueError` a subject of several
    lines.
    """
    must_be_configured()
    now = clock.now()
    letter = Letter(to=to.strip(), kind=kind, subject=subject, text=text, html=html)
    letter.queued_at, letter.not_before = now, max(now, not_before or now)
    if len(subject.splitlines()) != 1 or not text:
        raise ValueError("a letter has a subject of one line and a text")
    with transaction.atomic():
        letter.full_clean()
        letter.save()
        record(who=who, act="send-mail", subject=f"{kind} {letter.to}", subject_key=f"mail.letter:{letter.pk}")
        # After the commit, so that the work cannot begin before the letter is there to be seen.
        transaction.on_commit(background.wake, robust=True)
    return letter


def send_test(*, to: str, subject: str, text: str, who: Who) -> None:
    """One letter at once, outside the queue, so that whoever sets the server up hears what it answers.

    Refuses with `MailNotConfigured` an installation without a mail server.
    """
    must_be_configured()
    record(who=who, act="test-mail", subject=to)
    delivery.message_of(Letter(to=to, subject=subject, text=text)).send()


def forget_old() -> int:
    """Lines of letters that were sent or given up long ago; how many."""
    ended = Letter.objects.exclude(sent_at=None, given_up_at=None)
    return ended.filter(queued_at__lt=clock.now() - LINES_KEPT).delete()[0]
