"""Mail about what waits: when somebody wants it, and the letters of a day."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from spelregler.apps.notices.files.letter import ToldForAnother, subject_of, text_of
from spelregler.apps.notices.models import MailChoice, Notice, ToldTask
from spelregler.apps.notices.queries import own_tasks, watched_by_account
from spelregler.domain.notices import APART, MailDays, Told, mark, worth_telling
from spelregler.platform import memory
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.mail import operations as mail

AT = time(6, tzinfo=ZoneInfo("Europe/Stockholm"))
"""The night writes the letters; nobody's telephone sounds before this."""
logger = logging.getLogger(__name__)


def choose_mail(*, account: Account, days: MailDays, who: Who) -> None:
    """On which days the account gets mail about what waits: never, Mondays or every day."""
    with transaction.atomic():
        row = MailChoice.objects.select_for_update().filter(account=account).first() or MailChoice(account=account)
        row.days = days
        store(row, act="choose-mail-days", who=who, subject=account.email)


def send_letters(*, on: date, who: Who) -> int:
    """A letter to everybody who wants one on the day and has something to be told; how many letters.

    None where no mail is set up. One that cannot be written is told in the log and stops nobody else's.
    """
    written = 0
    for account in wanting(on) if mail.is_configured() else ():
        try:
            written += send_letter(account=account, on=on, who=who)
        except Exception:  # one person's fault is no reason to leave the others untold
            logger.exception("The letter to account %s could not be written", account.pk)
    return written


def wanting(on: date) -> QuerySet[Account]:
    """The accounts that want mail on the day: those who chose it; on Mondays also those who have not chosen.

    Whoever has never signed in has nothing to follow a link with, and gets none.
    """
    found = Account.objects.filter(is_active=True, last_login__isnull=False).order_by("pk")
    choices = MailChoice.objects.all()
    if MailDays.MONDAYS.has(on):
        return found.exclude(pk__in=choices.filter(days=MailDays.NEVER).values("account"))
    return found.filter(pk__in=choices.filter(days=MailDays.DAILY).values("account"))


def send_letter(*, account: Account, on: date, who: Who) -> bool:
    """One letter about what is late, due this week, or near enough to begin with; none where that is nothing.

    What was told less than five days ago is not told again, unless that letter could not be delivered. One letter a
    day. Whoever holds no duty on the day is told nothing.
    """
    delivered = Notice.objects.filter(account=account, letter__given_up_at=None)
    if delivered.filter(told_on=on).exists():
        return False
    recent = ToldTask.objects.filter(notice__in=delivered.filter(told_on__gt=on - APART))
    told = set(recent.values_list("digest", flat=True))
    with translation.override("sv"), memory.one_request(only_reads=True):
        told_now = worth_telling(own_tasks(account, on=on), on=on, told=told)
        watched = _for_others(account, on=on, told=told)
    if not told_now.tasks and not watched:
        return False
    with transaction.atomic():
        letter = mail.send(
            to=account.email,
            kind="what-waits",
            subject=subject_of(told_now),
            text=text_of(told_now, name=account.name, watched=watched),
            who=who,
            not_before=datetime.combine(on, AT),
        )
        counted = {name: len(getattr(told_now, name)) for name in ("late", "this_week", "ahead")}
        notice = Notice.objects.create(account=account, letter=letter, told_on=on, **counted)
        ToldTask.objects.bulk_create(
            ToldTask(notice=notice, digest=each) for each in dict.fromkeys(_marks(told_now, watched))
        )
    return True


def _for_others(account: Account, *, on: date, told: Collection[str]) -> list[ToldForAnother]:
    """What is worth telling of the lists that the person sees for those who are away (ADR 67)."""
    lists = [
        ToldForAnother(each.name, each.last_day, worth_telling(each.tasks, on=on, told=told).tasks)
        for each in watched_by_account(account, on=on)
    ]
    return [each for each in lists if each.tasks]


def _marks(told_now: Told, watched: Sequence[ToldForAnother]) -> list[str]:
    return [mark(task) for task in [*told_now.tasks, *(task for each in watched for task in each.tasks)]]
