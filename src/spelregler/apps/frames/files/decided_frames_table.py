"""A year's decided frames as a table, out and in: the council's total, the committees' frames and the units' (MR-18).

The council's rows name the council's decision, a unit's row its committee's. A decision that is registered already is
used; another is registered as the row has it. What the table leaves out stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, UnitFrame
from spelregler.apps.frames.operations import set_committee_frame, set_council_budget, set_unit_frame
from spelregler.apps.frames.queries.budget_places import STEERED
from spelregler.apps.organisation.models import Body, Placement, Unit
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Pair, Words
from spelregler.exchange.sheets import Column, Fault, Form, Kind, MoneyUnit, Row, Table, read_table, write_table
from spelregler.platform.audit.operations import Who, lock_audit_chain
from spelregler.platform.errors import DomainError
from spelregler.platform.tables import Brought, Told, bringing, readable, try_row

TOTAL, FINANCE, COMMITTEE, UNIT = "total", "finance", "committee", "unit"
WHAT = {
    TOTAL: Words("the council's total"),
    FINANCE: Words("finance"),
    COMMITTEE: Words("the body's frame"),
    UNIT: Words("the unit's frame"),
}
ORDER = (TOTAL, FINANCE, COMMITTEE, UNIT)
COLUMNS = (
    Column("year", Words("Year"), kind=Kind.INTEGER, needed=True),
    Column("what", Words("Kind"), kind=Kind.CHOICE, needed=True, choices=WHAT),
    Column("code", Words("Body or unit"), also=("kod", "code"), longest=40),
    Column("amount", Words("Amount"), kind=Kind.MONEY),
    Column("decided_by", Words("Decided by"), longest=20),
    Column("decided_on", Words("Day of decision"), also=("beslutsdatum",), kind=Kind.DAY),
    Column("paragraph", Words("Paragraph"), also=("§",), longest=12),
)


class FramesRefused(DomainError):
    """A decided frame has its year, its place and its decision, and all of them add up (MR-18)."""

    code = "frames-refused"


def import_frames(*, data: bytes, file_name: str, store: bool, today: date, who: Who) -> Brought:
    """The frames hold from their decisions. A row without an amount is left; one that is in already is told.

    Refuses, row by row, an unknown place, a decision that is not whole or has not been taken, another body's decision,
    a unit that its committee cannot give that much, and a total that is not the parts and finance together (MR-18).

    Refuses with `TableRefused` a file that is no such table. Amounts are in tkr.
    """
    with readable(file_name):
        table = read_table(data, file_name=file_name, columns=COLUMNS, money_unit=MoneyUnit.TKR)
    rows = [row for row in table.rows if row["amount"] is not None]
    with bringing(table, file_name=file_name, store=store) as brought:
        lock_audit_chain()
        brought.left = len(table.rows) - len(rows)
        places = _Places()
        for row in sorted(rows, key=lambda each: ORDER.index(each["what"])):
            column = "code" if places.of(row) is None else "decided_by"
            act = partial(_set, row, places, today=today, who=who)
            try_row(brought, table, row, column=column, act=act)
        _refuse_parts(brought, table, rows)
    return brought


class _Places:
    """Bodies and units by their codes, read once."""

    def __init__(self) -> None:
        self.bodies = {body.code: body for body in Body.objects.filter(kind__in=STEERED)}
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.council = next((b for b in self.bodies.values() if b.kind == Body.Kind.COUNCIL), None)

    def of(self, row: Row) -> Body | Unit | None:
        """What the row gives money to; the council for its total."""
        if row["what"] in (TOTAL, FINANCE):
            return self.council
        return self.units.get(row["code"]) if row["what"] == UNIT else self.bodies.get(row["code"])


def _set(row: Row, places: _Places, *, today: date, who: Who) -> Told | None:
    place = places.of(row)
    if place is None:
        raise FramesRefused(
            Words("there is no such place: “{row}”.", row=row["code"]),
            way=Words("Write the code of the body or unit, as in the template."),
        )
    before, amount, year = _held(row, place), row["amount"], row["year"]
    if before == amount:
        return None
    decision = _decision(row, places, today=today, who=who)
    match row["what"]:
        case "unit":
            frame = CommitteeFrame.objects.filter(body=decision.body, year=year, end=None).first()
            if frame is None:
                raise _no_frame(decision.body, year)
            assert isinstance(place, Unit)  # noqa: S101  for the type checker: a unit's row names a unit
            set_unit_frame(
                unit=place, committee_frame=frame, amount_ore=amount, decided_on=decision.decided_on, who=who
            )
        case "committee":
            assert isinstance(place, Body)  # noqa: S101  for the type checker
            set_committee_frame(body=place, year=year, amount_ore=amount, decision=decision, who=who)
        case _:
            _set_council(row, decision=decision, who=who)
    name = "" if row["what"] in (TOTAL, FINANCE) else f"{place}, "
    what, money = WHAT[row["what"]], exact_tkr(Money(amount))
    return Told(row.number, Words("{year}: {name}{what} {money}", year=year, name=name, what=what, money=money))


def _set_council(row: Row, *, decision: Decision, who: Who) -> None:
    """The total and finance are one budget: what this row does not say stays as it is."""
    held = CouncilBudget.objects.filter(year=row["year"], end=None).first()
    total, finance = (held.total_ore, held.finance_ore) if held else (None, 0)
    if row["what"] == TOTAL:
        total = row["amount"]
    else:
        finance = row["amount"]
    if total is None:
        raise FramesRefused(
            Words("the council's total of {row} is missing.", row=row["year"]),
            clause="MR-18",
            way=Words("Add a row with the council's total."),
        )
    set_council_budget(year=row["year"], total_ore=total, finance_ore=finance, decision=decision, who=who)


def _held(row: Row, place: Body | Unit) -> int | None:
    """What the place holds of the year already."""
    year = {"year": row["year"], "end": None}
    match row["what"]:
        case "unit":
            return UnitFrame.objects.filter(unit=place.pk, **year).values_list("amount_ore", flat=True).first()
        case "committee":
            return CommitteeFrame.objects.filter(body=place.pk, **year).values_list("amount_ore", flat=True).first()
    name = "total_ore" if row["what"] == TOTAL else "finance_ore"
    return CouncilBudget.objects.filter(**year).values_list(name, flat=True).first()


def _decision(row: Row, places: _Places, *, today: date, who: Who) -> Decision:
    """The decision behind the row, as it is registered or as it is registered now."""
    body, day = places.bodies.get(row["decided_by"]), row["decided_on"]
    paragraph = row["paragraph"].removeprefix("§").strip()
    if body is None or day is None or not paragraph:
        raise FramesRefused(
            Words("the row has no decision."),
            clause="MR-18",
            way=Words("Write the body's code ({bodies}), day and paragraph.", bodies=", ".join(sorted(places.bodies))),
        )
    if row["what"] != UNIT and body.kind != Body.Kind.COUNCIL:
        raise FramesRefused(
            Words("{body} does not decide that frame; the council does.", body=Pair(body.name, body.name_en)),
            clause="MR-18",
            way=Words("Give the council's decision."),
        )
    if day > today or not row["year"] - 1 <= day.year <= row["year"]:
        raise FramesRefused(
            Words("a decision of {day} gives no frames for {row}.", day=day, row=row["year"]),
            clause="MR-18",
            way=Words("Check the day in the minutes."),
        )
    held = Decision.objects.filter(body=body, decided_on=day, paragraph=paragraph).select_related("body").first()
    title = f"Internbudget {row['year']}" if row["what"] == UNIT else f"Budget {row['year']}"
    return held or record_decision(
        body=body,
        decided_on=day,
        paragraph=paragraph,
        title=title,
        text=title,
        kind=Decision.Kind.FRAMES,
        who=who,
    )


def _no_frame(body: Body, year: int) -> FramesRefused:
    return FramesRefused(
        Words("{body} has no frame for {year} to share out.", year=year, body=Pair(body.name, body.name_en)),
        clause="MR-18",
        way=Words("Add a row with the body's frame."),
    )


def _refuse_parts(brought: Brought, table: Table, rows: Iterable[Row]) -> None:
    """Each year that the table touches: frames and finance are the total, to the öre. Told at the year's first row."""
    if brought.faults:
        return
    first: dict[int, Row] = {}
    for row in rows:
        first.setdefault(row["year"], row)
    for year, row in first.items():
        budget = CouncilBudget.objects.filter(year=year, end=None).first()
        frames = CommitteeFrame.objects.filter(year=year, end=None).values_list("amount_ore", flat=True)
        if budget is None:
            brought.faults.append(_parts_fault(table, row, None))
        elif left := budget.total_ore - budget.finance_ore - sum(frames):
            brought.faults.append(_parts_fault(table, row, Money(left)))


def _parts_fault(table: Table, row: Row, left: Money | None) -> Fault:
    year = row["year"]
    if left is None:
        words = Words("the council's total of {year} is missing.", year=year)
    else:
        words = Words(
            "the bodies' frames and finance of {year} are not the council's total; the difference is {left}.",
            year=year,
            left=exact_tkr(left),
        )
    return table.fault(row, "amount", words=words, todo=Words("Correct the amounts (MR-18)."))


def export_frames(*, form: Form, language: str, today: date, year: int | None = None) -> bytes:
    """The year's frames with their decisions, and every place that has none with an empty amount to fill in."""
    chosen = year or today.year
    title = Words("Frames").text(language)
    rows = [*_council_rows(chosen), *_committee_rows(chosen, today), *_unit_rows(chosen, today)]
    return write_table(COLUMNS, rows, form=form, language=language, title=title, money_unit=MoneyUnit.TKR)


def _told(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    return {
        "decided_by": decision.body.code,
        "decided_on": decision.decided_on,
        "paragraph": decision.paragraph,
    }


def _council_rows(year: int) -> list[dict[str, Any]]:
    held = CouncilBudget.objects.filter(year=year, end=None).select_related("decision__body").first()
    told = _told(held.decision) if held else {}
    amounts = {TOTAL: held.total_ore, FINANCE: held.finance_ore} if held else {TOTAL: None, FINANCE: None}
    return [{"year": year, "what": what, "amount": amount, **told} for what, amount in amounts.items()]


def _committee_rows(year: int, today: date) -> list[dict[str, Any]]:
    frames = CommitteeFrame.objects.filter(year=year, end=None).select_related("body", "decision__body")
    held = {frame.body_id: frame for frame in frames}
    bodies = [*Body.objects.on(today).filter(kind__in=STEERED).order_by("code")]
    found = []
    for body in bodies:
        frame = held.get(body.pk)
        amount, told = (frame.amount_ore, _told(frame.decision)) if frame else (None, {})
        found.append({"year": year, "what": COMMITTEE, "code": body.code, "amount": amount, **told})
    return found


def _unit_rows(year: int, today: date) -> list[dict[str, Any]]:
    """A unit's row names its committee, and the decision of the day that its frame holds from."""
    frames = {f.unit_id: f for f in UnitFrame.objects.filter(year=year, end=None).select_related("committee_frame")}
    decisions = {(each.body_id, each.decided_on): each for each in _frame_decisions(year)}
    placed = Placement.objects.on(today).select_related("unit", "department__body")
    found = []
    for each in placed.order_by("department__body__code", "unit__code"):
        frame = frames.get(each.unit_id)
        told: dict[str, Any] = {"decided_by": each.department.body.code}
        if frame is not None:
            told = _told(decisions.get((frame.committee_frame.body_id, frame.start))) or told
        amount = frame.amount_ore if frame else None
        found.append({"year": year, "what": UNIT, "code": each.unit.code, "amount": amount, **told})
    return found


def _frame_decisions(year: int) -> Iterable[Decision]:
    return Decision.objects.filter(kind=Decision.Kind.FRAMES, decided_on__year__in=(year - 1, year)).select_related(
        "body"
    )
