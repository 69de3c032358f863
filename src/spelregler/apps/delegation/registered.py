"""What this room lets be searched for: types of decisions in entered orders, and what is decided by them (ADR 60).

A subject that nobody has said is open is found by those who read the register alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import pairwise
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.searching import Kind
from spelregler.apps.delegation.access.rights import may_read_register
from spelregler.apps.delegation.models import DelegatedDecision, DelegationOrder, OrderRow
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Pair
from spelregler.platform.search.models import EVER
from spelregler.platform.search.sources import Keys, Source, Thing


def _ends() -> dict[int, date]:
    """The day on which a later version takes the place of each entered one that has such a day, by its key."""
    held: dict[int, list[tuple[date, int]]] = defaultdict(list)
    orders = DelegationOrder.objects.filter(entered_on__isnull=False).order_by("start", "pk")
    for pk, body, start, entered_on in orders.values_list("pk", "body", "start", "entered_on"):
        if entered_on is not None:
            held[body].append((max(start, entered_on), pk))
    return {
        pk: later for versions in held.values() for (start, pk), (later, _next) in pairwise(versions) if later > start
    }


def _types(keys: Keys) -> Iterator[Thing]:
    rows = OrderRow.objects.filter(order__entered_on__isnull=False).select_related("order__body").order_by("pk")
    ends = _ends()
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        order, body = each.order, each.order.body
        assert order.entered_on is not None  # noqa: S101 - the rows of entered versions alone
        yield Thing(
            key=str(each.pk),
            address=f"{reverse('delegation:order', args=[body.code])}?{urlencode({'q': each.code})}",
            title=Pair(f"{each.code} {each.title}"),
            place=Pair(body.name, body.name_en),
            text=Pair(f"{each.law} {each.conditions}".strip()),
            start=max(order.start, order.entered_on),
            end=ends.get(order.pk, EVER),
        )


def _decided(keys: Keys) -> Iterator[Thing]:
    rows = DelegatedDecision.objects.select_related("row__order__body").order_by("pk")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        body, end = each.row.order.body, each.ended_on or EVER
        if end <= each.recorded_on:
            continue
        said = urlencode({"q": each.reference or each.subject[:80]})
        yield Thing(
            key=str(each.pk),
            address=f"{reverse('delegation:register', args=[body.code])}?{said}",
            title=Pair(each.subject),
            place=Pair(f"{body.name}, {each.row}", f"{body.name_en or body.name}, {each.row}"),
            text=Pair(each.reference),
            start=each.recorded_on,
            end=end,
        )


def _decided_seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    """Those whose subject is open, and all of a body whose register the role reads. One query."""
    rows = DelegatedDecision.objects.filter(pk__in=keys).values_list("pk", "is_open", "row__order__body__code")
    found = list(rows)
    reads = {body: may_read_register(acting_role, body) for _pk, is_open, body in found if not is_open}
    return {str(pk) for pk, is_open, body in found if is_open or reads[body]}


def _keys(rows: Iterable[int]) -> Iterator[str]:
    return map(str, rows)


def _rows_of_bodies(bodies: Iterable[int]) -> Iterator[str]:
    return _keys(OrderRow.objects.filter(order__body__in=bodies).values_list("pk", flat=True))


SEARCHED = (
    Kind(
        Source(
            kind="order_row",
            things=_types,
            follows={
                OrderRow: _keys,
                DelegationOrder: lambda rows: _rows_of_bodies(
                    DelegationOrder.objects.filter(pk__in=rows).values_list("body", flat=True)
                ),
                Body: _rows_of_bodies,
            },
        ),
        place=10,
        one=_("type of decision"),
        many=_("Types of decisions"),
    ),
    Kind(
        Source(
            kind="delegated_decision",
            things=_decided,
            follows={
                DelegatedDecision: _keys,
                Body: lambda rows: _keys(
                    DelegatedDecision.objects.filter(row__order__body__in=rows).values_list("pk", flat=True)
                ),
            },
        ),
        place=11,
        one=_("delegated decision"),
        many=_("Delegated decisions"),
        seen=_decided_seen,
    ),
)
"""The kinds of things that this room lets be searched for."""
