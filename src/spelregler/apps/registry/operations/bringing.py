"""Open cases that come from another system keep their numbers, and the series goes on after the highest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from django.db import transaction

from spelregler.apps.organisation.models import Body
from spelregler.apps.registry.models import CaseFile, Series
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain

LastNumbers: TypeAlias = Mapping[tuple[Body, int], int]
"""The last number that each body gave in a year, in whichever system."""


def bring_cases(*, cases: Sequence[CaseFile], last: LastNumbers, who: Who) -> None:
    """Open cases move in with the numbers that they have, and no series gives a number that is given already.

    `last` are the numbers given in the other system, also to cases that do not move in. A series that has come further
    stays there. Whoever calls has judged every case against the registry under the same lock; all or nothing.
    """
    with transaction.atomic():
        lock_audit_chain()
        store_many([Fact(each, act="bring-case") for each in cases], who=who)
        for (body, year), number in last.items():
            held = Series.objects.select_for_update().filter(body=body, year=year).first()
            if held is None or held.last < number:
                amend(held or Series(body=body, year=year), to={"last": number}, act="go-on-after-number", who=who)
