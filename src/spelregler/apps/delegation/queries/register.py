"""What has been decided by delegation: a body's register, what waits to be told, and how many of each type. Reads
only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from spelregler.apps.decisions.models import Decision
from spelregler.apps.delegation.models import DecidedVoucher, DelegatedDecision
from spelregler.domain.vouchers import VoucherName

PER_PAGE = 50


@dataclass(frozen=True)
class RegisterPage:
    """One page of a body's register, the latest first."""

    rows: tuple[DelegatedDecision, ...]
    page: int
    total: int


def register_page(*, body: str, as_of: date, words: str = "", waits: bool = False, page: int = 1) -> RegisterPage:
    """What was decided and known by the day, the latest first; a page outside the list is the nearest. Two queries.

    With `waits` only what the body has not been told of. Every word stands in the subject or the case number.
    """
    rows = _known(body, as_of)
    rows = rows.filter(_waited(as_of)) if waits else rows
    for word in words.split()[:5]:
        rows = rows.filter(Q(subject__icontains=word) | Q(reference__icontains=word))
    total = rows.count()
    page = min(max(page, 1), max(1, -(-total // PER_PAGE)))
    start = (page - 1) * PER_PAGE
    found = rows.select_related("row", "post", "person", "told").order_by("-decided_on", "-pk")
    return RegisterPage(tuple(found[start : start + PER_PAGE]), page, total)


def _waited(as_of: date) -> Q:
    """What the body had not been told of by the day, and nobody had taken back by then."""
    return (Q(told__isnull=True) | Q(told__decided_on__gt=as_of)) & (Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))


def _known(body: str, as_of: date) -> QuerySet[DelegatedDecision]:
    return DelegatedDecision.objects.filter(row__order__body__code=body, decided_on__lte=as_of, recorded_on__lte=as_of)


def decided_by_pk(pk: int) -> DelegatedDecision | None:
    """One of them, with its type, body, post and person, and where it was told. One query."""
    rows = DelegatedDecision.objects.select_related("row__order__body", "row__post", "post", "person", "told")
    return rows.filter(pk=pk).first()


def vouchers_of(decided: DelegatedDecision) -> list[VoucherName]:
    """The vouchers that the decision stands behind, by year, series and number. One query."""
    return sorted(each.name for each in decided.vouchers.all())


def behind_vouchers(names: Collection[VoucherName], *, as_of: date) -> dict[VoucherName, DelegatedDecision]:
    """The decision behind each voucher, known by the day and not taken back, with its type; the first where there are
    several. One query, none without a voucher."""
    if not names:
        return {}
    named = DecidedVoucher.objects.filter(
        year__in={each.year for each in names},
        series__in={each.series for each in names},
        number__in={each.number for each in names},
        decided__ended_on__isnull=True,
        decided__recorded_on__lte=as_of,
    )
    found = {each.name: each.decided for each in named.select_related("decided__row").order_by("-decided")}
    return {name: found[name] for name in names if name in found}


@dataclass(frozen=True)
class Waits:
    """How many decisions a body has not been told of, and the day of the oldest."""

    body: str
    name: str
    name_en: str
    count: int
    oldest: date


def waiting(*, as_of: date, body: str = "") -> list[Waits]:
    """Each body that has something to be told of, the oldest first. One query."""
    rows = DelegatedDecision.objects.filter(_waited(as_of), decided_on__lte=as_of, recorded_on__lte=as_of)
    rows = rows.filter(row__order__body__code=body) if body else rows
    named = rows.values_list("row__order__body__code", "row__order__body__name", "row__order__body__name_en")
    return [Waits(*each) for each in named.annotate(count=Count("pk"), oldest=Min("decided_on")).order_by("oldest")]


def told_of(*, body: str, as_of: date) -> list[tuple[Decision, int]]:
    """The body's decisions under which something was told, the latest first, at most 12, each with how many. Two
    queries."""
    rows = DelegatedDecision.objects.filter(row__order__body__code=body, told__decided_on__lte=as_of)
    counted = dict(rows.order_by().values_list("told").annotate(count=Count("pk")))
    found = Decision.objects.filter(pk__in=counted).order_by("-decided_on", "-pk")[:12]
    return [(each, counted[each.pk]) for each in found]


def counts_by_type(*, body: str, year: int, as_of: date) -> dict[str, int]:
    """How many were decided of each type in the year by the day, by the type's code. One query."""
    stands = Q(ended_on__isnull=True) | Q(ended_on__gt=as_of)
    rows = _known(body, as_of).filter(stands, decided_on__year=year)
    return dict(rows.values_list("row__code").annotate(count=Count("pk")).order_by())
