"""A ledger file's plan, codes without a unit, and a unit's vouchers, as people see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.frames.files.ledger_import import LedgerChanged
from spelregler.apps.frames.files.ledger_plan import ImportPlan, UnknownCode
from spelregler.apps.frames.queries import ledger_batches
from spelregler.apps.frames.queries.vouchers import UnitVouchers, Voucher
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain import reading
from spelregler.domain.frames.gross import OwnGross, Span
from spelregler.domain.frames.ledger import Kind
from spelregler.domain.frames.opening import OpeningDifference
from spelregler.domain.money import Money
from spelregler.domain.period import ONE_DAY
from spelregler.domain.vouchers import VoucherName
from spelregler.domain.words import Pair, Words
from spelregler.ui import formatting
from spelregler.ui.page import Pager, page_asked

MOST_ROWS, ROWS_A_PAGE = 60, 50
KIND_STATUS = {Kind.NEW: "attention", Kind.SAME: "kept", Kind.CHANGED: "attention"}


@dataclass(frozen=True)
class MonthRow:
    """A month of the file against what is stored, in kronor: what differs may be too small for tkr."""

    month: str
    status: str
    word: str
    net_cost: str
    difference: str


@dataclass(frozen=True)
class UnitTotal:
    """A unit's net cost in the file, all months together."""

    name: str
    amount: Money


@dataclass(frozen=True)
class OpeningRow:
    """A balance account that opens with another sum than it closed with, in kronor and öre."""

    account: str
    opening: str
    closing: str
    difference: str


@dataclass(frozen=True)
class PlanView:
    """What a file would change. Lists are cut at sixty rows; `left_out` says how many more there are."""

    plan: ImportPlan
    against: str
    months: tuple[MonthRow, ...]
    units: tuple[UnitTotal, ...]
    unknown: tuple[tuple[UnknownCode, Money], ...]
    unknown_left_out: int
    remarks: tuple[str, ...]
    unbalanced: tuple[tuple[str, str], ...]
    unbalanced_left_out: int
    changes_nothing: bool
    opening_differences: tuple[OpeningRow, ...]
    opening_left_out: int
    opening_until: str
    result_left: str
    """In kronor; empty where the year before has closed its result."""


def plan_view(plan: ImportPlan, language: str) -> PlanView:
    """The plan, month by month, unit by unit, and all that is odd about the file."""
    totals: dict[str, int] = {}
    for each in plan.unit_months:
        totals[each.name] = totals.get(each.name, 0) + each.amount_ore
    check = plan.opening.check if plan.opening else None
    differences = check.differences if check else ()
    return PlanView(
        plan=plan,
        against=_against(plan),
        months=tuple(
            MonthRow(
                month=_month(each.month, language),
                status=KIND_STATUS[each.kind],
                word=_kind_word(each.kind),
                net_cost=_kronor(each.net_cost, language),
                difference=_kronor(each.difference, language),
            )
            for each in plan.changes
        ),
        units=tuple(UnitTotal(name=name, amount=Money(ore)) for name, ore in sorted(totals.items())),
        unknown=tuple((each, Money(each.amount_ore)) for each in plan.unknown_codes[:MOST_ROWS]),
        unknown_left_out=max(0, len(plan.unknown_codes) - MOST_ROWS),
        remarks=tuple(each.text(language) for each in plan.remarks),
        unbalanced=tuple(
            (f"{each.series} {each.number}", formatting.kronor(Money(each.difference_ore), language))
            for each in plan.unbalanced[:MOST_ROWS]
        ),
        unbalanced_left_out=max(0, len(plan.unbalanced) - MOST_ROWS),
        changes_nothing=all(each.kind is Kind.SAME for each in plan.changes),
        opening_differences=tuple(_opening_row(each, language) for each in differences[:MOST_ROWS]),
        opening_left_out=max(0, len(differences) - MOST_ROWS),
        opening_until=_month(plan.opening.until, language) if plan.opening and plan.opening.until else "",
        result_left=_kronor(check.result_left, language) if check and check.result_left.ore else "",
    )


def _opening_row(each: OpeningDifference, language: str) -> OpeningRow:
    return OpeningRow(
        account=each.account,
        opening=_kronor(each.opening, language),
        closing=_kronor(each.closing, language),
        difference=_kronor(each.difference, language),
    )


def refuse_other_than_shown(plan: ImportPlan, *, shown: str) -> None:
    """What is imported is what was looked at: another import in between makes the plan void."""
    if shown != _against(plan):
        raise LedgerChanged(
            Words("Another file has been imported since the plan was shown."),
            way=Words("Look at the plan once more, then import."),
        )


def _against(plan: ImportPlan) -> str:
    """The file and the stored months that the plan was made against."""
    return "-".join([plan.sha256[:16], *map(str, sorted(plan.takes_over))])


def _kronor(amount: Money, language: str) -> str:
    """For a column that is headed kr."""
    return formatting.number(amount.kronor, language, decimals=2)


def _kind_word(kind: Kind) -> str:
    return {Kind.NEW: _("new"), Kind.SAME: _("same"), Kind.CHANGED: _("changed")}[kind]


def _month(month: date, language: str) -> str:
    return f"{formatting.month_name(month.month, language)} {month.year}"


@dataclass(frozen=True)
class GrossRow:
    """A committee's income and cost without what its units billed each other, in tkr: one figure, or its limits."""

    name: str
    income: str
    cost: str
    billed_others: str
    bought_from_others: str
    inside: str


def gross_rows(found: Mapping[str, OwnGross], owners: Iterable[Body], language: str) -> tuple[GrossRow, ...]:
    """The committees that the ledger has anything of, by name; last what no committee has."""
    names = {each.code: each.name if language == "sv" else each.name_en or each.name for each in owners}
    ordered = sorted(found, key=lambda code: (code not in names, names.get(code, "")))
    return tuple(
        GrossRow(
            name=names.get(code) or _("Codes without a unit"),
            income=_span(found[code].income, language),
            cost=_span(found[code].cost, language),
            billed_others=_span(found[code].billed_others, language),
            bought_from_others=_span(found[code].bought_from_others, language),
            inside=_span(found[code].inside, language),
        )
        for code in ordered
    )


def _span(span: Span, language: str) -> str:
    """One figure where the limits meet in tkr, else both."""
    low, high = (formatting.number(each.tkr, language) for each in (span.low, span.high))
    return low if low == high else f"{low}–{high}"


@dataclass(frozen=True)
class CodePage:
    """Some of the codes that no unit stands behind, the costliest first. Rows without any code are told apart."""

    rows: tuple[tuple[str, Money], ...]
    without_code: Money | None
    pager: Pager


@dataclass(frozen=True)
class UnitChoice:
    """A unit that a code may stand for."""

    code: str
    words: str


def units_to_name(units: Iterable[Unit], language: str) -> list[UnitChoice]:
    """The year's units by name; one that has ended says so, for what was booked while it was there."""
    ended = _("%(unit)s (until %(day)s)")
    found = [
        UnitChoice(
            each.code,
            ended
            % {
                "unit": Pair(each.name, each.name_en).text(language),
                "day": formatting.long_date(each.end - ONE_DAY, language),
            }
            if each.end
            else Pair(each.name, each.name_en).text(language),
        )
        for each in units
    ]
    return sorted(found, key=lambda each: each.words)


def code_page(*, asked: str, as_of: date) -> CodePage:
    """The page that the address asks for."""
    total = ledger_batches.count_unnamed_codes(as_of=as_of)
    pager = Pager.of(page_asked(asked), total=total, most=ledger_batches.MOST_CODES)
    without = ledger_batches.booked_without_code(as_of=as_of)
    return CodePage(
        rows=code_rows(ledger_batches.unnamed_responsibility_codes(as_of=as_of, start=pager.start)),
        without_code=None if without is None else Money(without),
        pager=pager,
    )


def code_rows(codes: Iterable[tuple[str, int]]) -> tuple[tuple[str, Money], ...]:
    """The codes with what is booked under each."""
    return tuple((code, Money(ore)) for code, ore in codes)


@dataclass(frozen=True)
class Asked:
    """Which vouchers the reader asked for; what cannot be read is left aside."""

    account: str
    month: int
    number: int

    @property
    def start(self) -> int:
        return (self.number - 1) * ROWS_A_PAGE

    def month_in(self, year: int) -> date | None:
        return date(year, self.month, 1) if self.month else None


def asked_vouchers(query: Mapping[str, str]) -> Asked:
    """Account, month and page from the address."""
    month = query.get("manad", "")
    return Asked(
        account=query.get("konto", "")[:12],
        month=reading.read_or(lambda each: reading.count(each, least=1, most=12), month, 0),
        number=page_asked(query.get("sida", "")),
    )


@dataclass(frozen=True)
class Decided:
    """The type of decision by delegation that a voucher was carried by, and where it is read."""

    words: str
    url: str


@dataclass(frozen=True)
class VoucherView:
    """A page of vouchers, the choices above it and where the figures come from."""

    rows: tuple[tuple[Voucher, str, Decided | None], ...]
    count: int
    total: str
    source: str
    imported_on: date | None
    pager: Pager

    @property
    def has_decided(self) -> bool:
        """Whether a decision is named for any voucher of the page."""
        return any(decided for _row, _amount, decided in self.rows)


def voucher_view(
    found: UnitVouchers, asked: Asked, language: str, *, behind: Mapping[VoucherName, Decided]
) -> VoucherView:
    """Kronor and öre, as the voucher has them, and the decision behind each where the register names one."""
    return VoucherView(
        rows=tuple((row, _kronor(row.amount, language), behind.get(row.name)) for row in found.rows),
        count=found.count,
        total=formatting.kronor(found.total, language),
        source=found.source,
        imported_on=found.imported_on,
        pager=Pager.of(
            asked.number,
            total=found.count,
            most=ROWS_A_PAGE,
            konto=asked.account,
            manad=str(asked.month or ""),
        ),
    )
