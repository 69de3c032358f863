"""Moves between units, the limits they are held against, and reprioritisations from signal to effect."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import (
    CommitteeFrame,
    Forecast,
    MoveLimit,
    Reprioritisation,
    ReprioritisedShare,
    UnitFrame,
    UnitMove,
)
from spelregler.apps.frames.operations import ANSWERS
from spelregler.apps.frames.queries.frames import outcome_to
from spelregler.apps.frames.queries.known_forecasts import KnownForecast, forecasts_known, latest_forecasts
from spelregler.apps.frames.queries.net_outcome import net_outcome_by_unit
from spelregler.apps.organisation.models import Body, Placement, Unit
from spelregler.apps.organisation.queries.departments import departments_under
from spelregler.apps.organisation.queries.units import department_then
from spelregler.domain.money import Money
from spelregler.domain.words import Pair

MOST_ROWS, MOST_ANSWERS = 50, 10
MOST_OFFERED = 100
"""So many units are offered to choose among; of more, whoever chooses looks for them by name."""


@dataclass(frozen=True)
class FramedUnit:
    """A unit that can give or get: its frame, and what is left of the limit on what leaves it this year."""

    code: str
    name: str
    department: str
    frame: Money
    left: Money | None
    name_en: str = ""


@dataclass(frozen=True)
class Limit:
    """How much may leave a unit in a year before the committee decides."""

    amount: Money
    decision: str
    since: date


@dataclass(frozen=True)
class MoveShown:
    """A move between units as it stood on the day, with both sides."""

    pk: int
    from_code: str
    to_code: str
    from_name: str
    from_name_en: str
    to_name: str
    to_name_en: str
    amount: Money
    reason: str
    above_limit: bool
    proposed_on: date
    proposed_by: str
    outcome: str
    decided_on: date | None
    decided_by: str
    decision_pk: int | None
    decision: str
    from_after: Money | None
    to_after: Money | None

    @property
    def from_before(self) -> Money | None:
        return None if self.from_after is None else self.from_after + self.amount

    @property
    def to_before(self) -> Money | None:
        return None if self.to_after is None else self.to_after - self.amount


def committees(*, as_of: date) -> list[Body]:
    """The bodies with departments on the day, by name, for whoever serves the whole municipality. One query."""
    return list(Body.objects.on(as_of).filter(departments__isnull=False).distinct().order_by("name"))


def limit_on(*, body: Body, as_of: date) -> Limit | None:
    """How much may leave a unit in a year without the committee's own decision, on the day; None where it has set no
    limit.
    """
    row = MoveLimit.objects.on(as_of).filter(body=body).select_related("decision__body").first()
    return Limit(Money(row.amount_ore), str(row.decision), row.start) if row else None


def framed_units(
    *,
    body: Body,
    as_of: date,
    limit: Limit | None,
    words: str = "",
    departments: Collection[str] | None = None,
    chosen: Collection[str] = (),
) -> tuple[list[FramedUnit], bool]:
    """The committee's units with frames on the day, by name, with the department each belongs to; and whether there are
    more than those. Two queries.

    At most `MOST_OFFERED`, of those with every word in the name and of some departments where they are named; besides
    those that are chosen already. `left` is what the unit may still give away within the limit this year; None without
    a limit.
    """
    placed = _framed_by_department(body, as_of)
    if departments is not None:
        placed = placed.filter(department__in=[each or None for each in departments])
    columns = ("unit", "unit__code", "unit__name", "unit__name_en", "department", "amount_ore")
    first = list(_named(placed, words).order_by("unit__name", "pk").values_list(*columns)[: MOST_OFFERED + 1])
    found, shown = first[:MOST_OFFERED], {row[1] for row in first[:MOST_OFFERED]}
    if lacking := set(chosen) - shown:
        found += placed.filter(unit__code__in=lacking).order_by("unit__name", "pk").values_list(*columns)
    moved = UnitMove.objects.filter(
        body=body, year=as_of.year, outcome=UnitMove.Outcome.MOVED, above_limit=False, decided_on__lte=as_of
    ).filter(from_unit__in=[row[0] for row in found])
    gone = dict(moved.values_list("from_unit").annotate(total=Sum("amount_ore")))
    units = [
        FramedUnit(
            code=code,
            name=name,
            department=department or "",
            frame=Money(amount),
            left=None if limit is None else limit.amount - Money(gone.get(unit, 0)),
            name_en=name_en,
        )
        for unit, code, name, name_en, department, amount in found
    ]
    return units, len(first) > MOST_OFFERED


def departments_framed(*, body: Body, as_of: date) -> set[str]:
    """The departments where the committee's units with frames lie, empty for one that lies in none. One query."""
    placed = _framed_by_department(body, as_of).order_by().values_list("department", flat=True).distinct()
    return {each or "" for each in placed}


def _framed_by_department(body: Body, as_of: date) -> QuerySet[Any]:
    frames = UnitFrame.objects.on(as_of).filter(committee_frame__body=body, year=as_of.year)
    return frames.annotate(department=department_then("unit", as_of))


def _named(frames: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split():
        frames = frames.filter(Q(unit__name__icontains=word) | Q(unit__name_en__icontains=word))
    return frames


def departments_of_units(codes: Collection[str], *, as_of: date) -> dict[str, str]:
    """The department of some units, those that exist on the day; by the unit's code. One query."""
    placed = Placement.objects.on(as_of).filter(unit__code__in=codes)
    return dict(placed.values_list("unit__code", "department__code"))


def departments_of(*, body: Body, as_of: date) -> list[str]:
    """The codes of the departments that answer to the committee on the day. Three queries."""
    return [each.code for each in departments_under(body.code, as_of=as_of)]


def units_of(*, body: Body, as_of: date, codes: Collection[str]) -> dict[str, Unit]:
    """Some of the committee's units with frames on the day, by code, for an operation to work on. One query."""
    frames = UnitFrame.objects.on(as_of).filter(committee_frame__body=body, year=as_of.year, unit__code__in=codes)
    frames = frames.select_related("unit")
    return {row.unit.code: row.unit for row in frames}


def moves_of(*, body: Body, as_of: date, start: int = 0) -> list[MoveShown]:
    """A page of the year's moves and proposals under the committee, the latest first, as known then. One query."""
    rows = _moves(body, as_of).select_related("from_unit", "to_unit", "decision__body").order_by("-proposed_on", "-pk")
    return [_shown(row, as_of=as_of) for row in rows[start : start + MOST_ROWS]]


def how_many_moves(*, body: Body, as_of: date) -> int:
    """How many moves and proposals of the year there are under the committee."""
    return _moves(body, as_of).count()


def _moves(body: Body, as_of: date) -> QuerySet[UnitMove]:
    return UnitMove.objects.filter(body=body, year=as_of.year, proposed_on__lte=as_of)


def move_by_pk(*, pk: int) -> UnitMove | None:
    """The move itself, for an operation to work on."""
    return UnitMove.objects.select_related("body", "from_unit", "to_unit").filter(pk=pk).first()


def _shown(row: UnitMove, *, as_of: date) -> MoveShown:
    known = row.decided_on is not None and row.decided_on <= as_of
    return MoveShown(
        pk=row.pk,
        from_code=row.from_unit.code,
        to_code=row.to_unit.code,
        from_name=row.from_unit.name,
        from_name_en=row.from_unit.name_en,
        to_name=row.to_unit.name,
        to_name_en=row.to_unit.name_en,
        amount=Money(row.amount_ore),
        reason=row.reason,
        above_limit=row.above_limit,
        proposed_on=row.proposed_on,
        proposed_by=row.proposed_by,
        outcome=row.outcome if known else UnitMove.Outcome.PROPOSED,
        decided_on=row.decided_on if known else None,
        decided_by=row.decided_by if known else "",
        decision_pk=row.decision_id if known else None,
        decision=str(row.decision) if known and row.decision else "",
        from_after=Money(row.from_after_ore) if known and row.from_after_ore is not None else None,
        to_after=Money(row.to_after_ore) if known and row.to_after_ore is not None else None,
    )


@dataclass(frozen=True)
class SharePair:
    """One frame before and after, the latest forecast since and what is booked so far: what came of it.

    What is booked is told of a unit; a committee's is told at its own page.
    """

    name: str
    name_en: str
    before: Money
    after: Money
    later: KnownForecast | None
    booked: Money | None


@dataclass(frozen=True)
class Trace:
    """A reprioritisation from signal to decision to effect, on one page (MR-19)."""

    pk: int
    body: str
    forecast: KnownForecast | None
    owner: str
    owner_en: str
    frame_then: Money | None
    days: int
    decision_pk: int
    decision: str
    text: str
    expected: str
    decided_on: date
    shares: tuple[SharePair, ...]
    later: KnownForecast | None
    booked_to: date | None
    """The last month in the ledger, from which the booked amounts are."""


def reprioritisations(*, as_of: date, start: int = 0) -> list[Reprioritisation]:
    """A page of the reprioritisations decided by the day, the latest first (MR-19). One query."""
    rows = Reprioritisation.objects.filter(decision__decided_on__lte=as_of)
    rows = rows.select_related("body", "decision__body", "forecast__unit", "forecast__body")
    return list(rows.order_by("-decision__decided_on", "-pk")[start : start + MOST_ROWS])


def how_many_reprioritisations(*, as_of: date) -> int:
    """How many reprioritisations had been decided by the day."""
    return Reprioritisation.objects.filter(decision__decided_on__lte=as_of).count()


def unanswered(*, body: Body, as_of: date) -> QuerySet[Forecast]:
    """The latest unanswered forecast of each that the body may answer, by name (MR-19); nothing is read yet.

    The council answers the committees, a committee its units and its own.
    """
    rows = _unanswered(body, as_of)
    latest = rows.order_by("-month", "-pk").values("pk")
    of_same = (latest.filter(**{owner: OuterRef(owner)}) for owner in ("unit", "body"))
    newest = rows.annotate(newest=Coalesce(*(Subquery(each[:1]) for each in of_same)))
    named = newest.filter(pk=F("newest")).annotate(name=Coalesce("unit__name", "body__name"))
    return named.order_by("name", "pk")


def unanswered_by_pk(*, pk: int, body: Body, as_of: date) -> Forecast | None:
    """One that the body may answer, be it older than the latest (MR-19); None where it is not the body's to answer."""
    return _unanswered(body, as_of).filter(pk=pk).first()


def _unanswered(body: Body, as_of: date) -> QuerySet[Forecast]:
    rows = Forecast.objects.known_on(as_of).filter(year=as_of.year, answered_by__isnull=True)
    if body.kind == Body.Kind.COUNCIL:
        rows = rows.filter(body__isnull=False)
    else:
        framed = UnitFrame.objects.on(as_of).filter(committee_frame__body=body, year=as_of.year)
        rows = rows.filter(Q(unit__in=framed.values("unit")) | Q(body=body))
    return rows.select_related("unit", "body")


def held_by_code(*, body: Body, as_of: date, words: str = "") -> tuple[list[tuple[str, Pair, Money]], bool]:
    """The frames that the body moves between, by name: code, names and net amount; and whether there are more of them.
    One query.

    At most `MOST_OFFERED`, where it is named of those that have any of the names that stand with commas between.
    """
    if body.kind == Body.Kind.COUNCIL:
        rows = CommitteeFrame.objects.on(as_of).filter(year=as_of.year).order_by("body__name", "pk")
        told: QuerySet[Any, Any] = rows.values_list("body__code", "body__name", "body__name_en", "amount_ore")
    else:
        units = UnitFrame.objects.on(as_of).filter(year=as_of.year, committee_frame__body=body)
        named = Q()
        for name in filter(None, map(str.strip, words.split(","))):
            named |= Q(unit__name__icontains=name) | Q(unit__name_en__icontains=name)
        columns = ("unit__code", "unit__name", "unit__name_en", "amount_ore")
        told = units.filter(named).order_by("unit__name", "pk").values_list(*columns)
    found = [(code, Pair(name, english), Money(ore)) for code, name, english, ore in told[: MOST_OFFERED + 1]]
    return found[:MOST_OFFERED], len(found) > MOST_OFFERED


def held_together(*, body: Body, as_of: date) -> Money:
    """What the body moves between, in all. One query."""
    rows = (
        CommitteeFrame.objects.on(as_of).filter(year=as_of.year)
        if body.kind == Body.Kind.COUNCIL
        else UnitFrame.objects.on(as_of).filter(year=as_of.year, committee_frame__body=body)
    )
    return Money(rows.aggregate(together=Sum("amount_ore"))["together"] or 0)


def trace(*, pk: int, as_of: date) -> Trace | None:
    """A reprioritisation decided by the day, with its trace from forecast to effect (MR-19), else None.

    The number of queries does not grow with its shares.
    """
    found = Reprioritisation.objects.filter(pk=pk, decision__decided_on__lte=as_of)
    row = found.select_related("body", "decision__body", "forecast__unit", "forecast__body").first()
    if row is None:
        return None
    shares = list(row.shares.select_related("unit", "body").order_by("pk"))
    places = [row.forecast.unit, *(share.unit for share in shares)]
    units = {each.code for each in places if each is not None}
    of_units = forecasts_known(year=row.year, as_of=as_of, units=units)
    known = [*of_units, *forecasts_known(year=row.year, as_of=as_of, kind="body")]
    signal = next((each for each in known if each.pk == row.forecast_id), None)
    decided_on = row.decision.decided_on
    since = latest_forecasts(each for each in known if each.recorded_on > decided_on)
    booked = net_outcome_by_unit(year=row.year, as_of=as_of, units=units)
    owner = row.forecast.unit or row.forecast.body
    assert owner is not None  # noqa: S101 - a database constraint
    kind = "unit" if row.forecast.unit_id else "body"
    return Trace(
        pk=row.pk,
        body=row.body.name,
        forecast=signal,
        owner=owner.name,
        owner_en=owner.name_en,
        frame_then=_frame_then(row),
        days=(decided_on - row.forecast.recorded_on).days,
        decision_pk=row.decision_id,
        decision=str(row.decision),
        text=row.decision.text,
        expected=row.expected,
        decided_on=decided_on,
        shares=tuple(_pair(share, since, booked) for share in shares),
        later=since.get((kind, owner.code)),
        booked_to=outcome_to(year=row.year, as_of=as_of),
    )


def _frame_then(row: Reprioritisation) -> Money | None:
    """The frame that the forecast was held against on the day when it was reported."""
    day, forecast = row.forecast.recorded_on, row.forecast
    frames = (
        UnitFrame.objects.on(day).filter(unit=forecast.unit_id)
        if forecast.unit_id
        else CommitteeFrame.objects.on(day).filter(body=forecast.body_id)
    )
    found = frames.filter(year=row.year).first()
    return Money(found.amount_ore) if found else None


def _pair(
    share: ReprioritisedShare, since: Mapping[tuple[str, str], KnownForecast], booked: Mapping[str, int]
) -> SharePair:
    place = share.unit or share.body
    assert place is not None  # noqa: S101 - a database constraint
    key = ("unit" if share.unit_id else "body", place.code)
    spent = Money(booked[place.code]) if share.unit_id and place.code in booked else None
    return SharePair(place.name, place.name_en, Money(share.before_ore), Money(share.after_ore), since.get(key), spent)


def deciding(*, body: Body, since: date) -> list[Decision]:
    """The body's decisions since the day that may answer a forecast, the latest first; a handful."""
    rows = Decision.objects.filter(body=body, kind__in=ANSWERS, decided_on__gte=since)
    return list(rows.select_related("body").order_by("-decided_on", "-pk")[:MOST_ANSWERS])
