"""What waits for somebody in all their roles, and what they have been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from spelregler.apps.acting import work_list
from spelregler.apps.acting.acting_role import acting_as
from spelregler.apps.acting.organisation import organisation
from spelregler.apps.notices.models import CalendarAddress, MailChoice, Notice
from spelregler.domain.notices import MailDays
from spelregler.domain.work_list import Task, in_order
from spelregler.platform.accounts.models import Account

MOST_LETTERS = 50


def own_tasks(account: Account, *, on: date) -> list[Task]:
    """What waits on the day for the person behind the account, in every role held then, each task once, in Swedish.

    Nothing for whoever holds nothing on the day. As often asked as the work list of each role, bounded by it.
    """
    held = organisation().assignments_of_account(account, as_of=on)
    found: dict[tuple[str, str, date | None], Task] = {}
    for each in held:
        role = acting_as(each, held, today=on, as_of=on, language="sv", account=str(account.pk))
        for task in work_list.tasks(role):
            found.setdefault((task.url, task.title, task.last_day), task)
    return in_order(found.values(), on=on)


def calendar_address(account: Account) -> CalendarAddress | None:
    """The account's address for a calendar, if it has one."""
    found: CalendarAddress | None = CalendarAddress.objects.filter(account=account).first()
    return found


def mail_days(account: Account) -> MailDays:
    """On which days the account wants mail: as chosen, else Mondays."""
    chosen = MailChoice.objects.filter(account=account).values_list("days", flat=True).first()
    return MailDays(chosen) if chosen else MailDays.MONDAYS


@dataclass(frozen=True)
class SentLetter:
    """A letter about what waited: when, how much, and whether it went."""

    told_on: date
    to: str
    late: int
    this_week: int
    ahead: int
    sent_at: datetime | None
    given_up_at: datetime | None


def letters_to(account: Account) -> list[SentLetter]:
    """The account's own letters, the latest first, `MOST_LETTERS` at most. One query."""
    rows = Notice.objects.filter(account=account).order_by("-told_on", "-pk")
    told = rows.values_list(
        "told_on", "letter__to", "late", "this_week", "ahead", "letter__sent_at", "letter__given_up_at"
    )
    return [SentLetter(*each) for each in told[:MOST_LETTERS]]
