"""Somebody answers for what the trail cannot show: lost heads, and a clock that was moved back."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from spelregler.domain.words import Words
from spelregler.platform.audit import heads
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.audit.verification import ACCEPT, verify
from spelregler.platform.errors import DomainError


class NothingToAccept(DomainError):
    """The trail is whole, or has faults that nobody can answer for."""

    code = "nothing-to-accept"


def accept(*, reason: str, who: Who) -> int:
    """Somebody answers for lost heads and a clock that was moved back: how many rows. A row of the trail tells it.

    The heads are noted anew, so that what is removed from now on is seen.

    Refuses with `NothingToAccept` a whole trail, and one where a row was changed or removed.
    """
    found = verify()
    if not found.lacks or not found.is_whole:
        raise NothingToAccept(
            Words("The trail is whole.")
            if found.is_whole
            else Words("The trail has faults that nobody can answer for."),
            way=Words("Run spelregler audit verify, which says which. Are rows gone: spelregler restore."),
        )
    told = {"reason": reason, "unwitnessed": found.unwitnessed, "clock_back": found.clock_back}
    with transaction.atomic():
        record(who=who, act=ACCEPT, subject=reason, details=told)
        for first, last in found.unwitnessed:
            rows = AuditRow.objects.filter(id__range=(first, last)).values_list("id", "hash", "at")
            transaction.on_commit(partial(heads.note_many, list(rows)))
    return sum(last - first + 1 for first, last in found.unwitnessed) + len(found.clock_back)
