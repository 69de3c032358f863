"""What is kept about somebody's notices goes when nobody needs it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from spelregler.apps.notices.models import CalendarAddress, MailChoice, Notice, ToldTask, Watch
from spelregler.apps.organisation.models import Person
from spelregler.domain.notices import APART
from spelregler.platform.audit.operations import Who


def forget(person: Person, who: Who) -> None:
    """Of somebody who is made anonymous nothing is kept here."""
    for kept in (CalendarAddress, MailChoice, Notice):
        kept._default_manager.filter(account__person=person).delete()
    Watch.objects.filter(Q(person=person) | Q(watcher=person)).delete()


def forget_told(*, today: date) -> int:
    """Tasks that were told so long ago that they may be told again; how many. Their letters' lines stay."""
    return ToldTask.objects.filter(notice__told_on__lte=today - APART).delete()[0]
