"""Sound financial management, "god ekonomisk hushållning": both sides judged together, with reasons.

Kommunallagen 11 kap. 1 § asks for it, and 6 § for goals in the budget of both kinds: for the economy and for what the
activity is to achieve. The financial side: the balance requirement, the council's financial target, and old deficits
within their three years. The operational side is P06: the share of goals met is at least that of the year before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from spelregler.domain.frames.balance import Deficit, DeficitState, YearResult, reaches, share_of_taxes
from spelregler.domain.money import ZERO
from spelregler.domain.wording import pct_en, pct_sv, tkr_en, tkr_sv


class Verdict(StrEnum):
    """What is known of a side. Missing evidence is never a green light."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True)
class Reason:
    """One ground of a verdict, in both languages, with its law or parameter."""

    verdict: Verdict
    sv: str
    en: str
    clause: str


@dataclass(frozen=True)
class Side:
    """One side of the judgement and its reasons."""

    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        return _together(each.verdict for each in self.reasons)


@dataclass(frozen=True)
class Sound:
    """Both sides of a year. Sound management needs both: money alone is not a reason to praise."""

    financial: Side
    operational: Side

    @property
    def verdict(self) -> Verdict:
        return _together((self.financial.verdict, self.operational.verdict))


def judge_sound(
    *,
    year: int,
    figures: YearResult | None,
    target_pct: Decimal | None,
    deficits: Iterable[Deficit],
    share_met: Decimal | None,
    share_before: Decimal | None,
) -> Sound:
    """Sound management (KL 11:1, 11:5–6, 11:12–13, P06): both sides of a year, each reason on its own.

    One that fails makes its side fail; one that lacks its facts leaves it open. `target_pct` is per cent of taxes and
    general grants, the shares per cent of the measurable goals.
    """
    deficits = list(deficits)
    own = next((each for each in deficits if each.year == year), None)
    old = [each for each in deficits if each.year < year]
    return Sound(
        financial=Side((_balance(year, figures, own), _target(year, figures, target_pct), *_old(year, old))),
        operational=Side((_goals(year, share_met, share_before),)),
    )


def _balance(year: int, figures: YearResult | None, own: Deficit | None) -> Reason:
    clause = "KL 11:5, LKBR 11:10"
    if figures is None:
        return _missing(f"Resultat för {year} saknas.", f"The result of {year} is missing.", clause)
    result = figures.balance_result
    if result >= ZERO:
        sv, en = f"Balanskravsresultatet är {tkr_sv(result)}.", f"The balance result is {tkr_en(result)}."
        return Reason(Verdict.MET, sv, en, clause)
    if own is not None and not own.to_restore:
        return Reason(
            Verdict.MET,
            f"Balanskravsresultatet är {tkr_sv(result)}, men fullmäktige har synnerliga skäl.",
            f"The balance result is {tkr_en(result)}, but the council has special reasons.",
            "KL 11:13",
        )
    return Reason(
        Verdict.NOT_MET,
        f"Balanskravsresultatet är {tkr_sv(result)}; det ska återställas senast {year + 3}.",
        f"The balance result is {tkr_en(result)}; it is to be restored by {year + 3}.",
        "KL 11:12",
    )


def _target(year: int, figures: YearResult | None, target_pct: Decimal | None) -> Reason:
    clause = "KL 11:6"
    if target_pct is None:
        return _missing(
            f"Fullmäktiges finansiella mål för {year} saknas.", f"The council's target for {year} is missing.", clause
        )
    share = share_of_taxes(figures) if figures else None
    if figures is None or share is None:
        return _missing(
            "Resultatets andel av skatter och bidrag går inte att räkna ut.",
            "The result's share of taxes and grants cannot be computed.",
            clause,
        )
    return Reason(
        Verdict.MET if reaches(figures, target_pct=target_pct) else Verdict.NOT_MET,
        f"Resultatet är {pct_sv(share)} av skatter och generella bidrag; målet är minst {pct_sv(target_pct)}.",
        f"The result is {pct_en(share)} of taxes and general grants; the target is at least {pct_en(target_pct)}.",
        clause,
    )


def _old(year: int, old: Iterable[Deficit]) -> list[Reason]:
    found = []
    for each in old:
        state, left = each.state(year=year), each.left_after(year)
        if state in (DeficitState.RESTORED, DeficitState.EXCEPTED):
            continue
        # The plan is decided once the accounts are closed, so its lack tells nothing before that year is over.
        waits = state is DeficitState.WITHOUT_PLAN and year == each.year + 1
        fails = state is not DeficitState.UNDER_WAY
        how_sv = {DeficitState.OVERDUE: "tiden är ute", DeficitState.WITHOUT_PLAN: "plan saknas"}
        how_en = {DeficitState.OVERDUE: "the time is out", DeficitState.WITHOUT_PLAN: "there is no plan"}
        found.append(
            Reason(
                Verdict.NOT_ASSESSED if waits else Verdict.NOT_MET if fails else Verdict.MET,
                f"Av underskottet {each.year} återstår {tkr_sv(left)}, senast {each.last_year}: "
                f"{how_sv.get(state, 'det återställs enligt plan')}.",
                f"Of the deficit of {each.year} {tkr_en(left)} remains, by {each.last_year}: "
                f"{how_en.get(state, 'it is restored by plan')}.",
                "KL 11:12",
            )
        )
    return found


def _goals(year: int, now: Decimal | None, before: Decimal | None) -> Reason:
    if now is None or before is None:
        lacking = year if now is None else year - 1
        return _missing(
            f"Andelen nådda mål för {lacking} saknas.", f"The share of goals met in {lacking} is missing.", "P06"
        )
    return Reason(
        Verdict.MET if now >= before else Verdict.NOT_MET,
        f"{pct_sv(now)} av de mål som kan mätas är nådda; året före var det {pct_sv(before)}.",
        f"{pct_en(now)} of the goals that can be measured are met; the year before it was {pct_en(before)}.",
        "P06",
    )


def _missing(sv: str, en: str, clause: str) -> Reason:
    return Reason(Verdict.NOT_ASSESSED, sv, en, clause)


def _together(found: Iterable[Verdict]) -> Verdict:
    verdicts = set(found)
    if Verdict.NOT_MET in verdicts:
        return Verdict.NOT_MET
    return Verdict.NOT_ASSESSED if Verdict.NOT_ASSESSED in verdicts else Verdict.MET
