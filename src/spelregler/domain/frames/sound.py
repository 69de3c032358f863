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

from spelregler.domain.frames.balance import YearResult, reaches, share_of_taxes
from spelregler.domain.frames.deficits import Deficit, DeficitState
from spelregler.domain.money import ZERO
from spelregler.domain.wording import exact_tkr, pct
from spelregler.domain.words import Bilingual, Words


class Verdict(StrEnum):
    """What is known of a side. Missing evidence is never a green light."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True)
class Reason:
    """One ground of a verdict, in both languages, with its law; empty where it is the municipality's own limit."""

    verdict: Verdict
    words: Bilingual
    clause: str = ""


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
        return _missing(Words("The result of {year} is missing.", year=year), clause)
    result = figures.balance_result
    if result >= ZERO:
        words = Words("The balance result is {result}.", result=exact_tkr(result))
        return Reason(Verdict.MET, words, clause)
    if own is not None and not own.to_restore:
        return Reason(
            Verdict.MET,
            Words("The balance result is {result}, but the council has special reasons.", result=exact_tkr(result)),
            "KL 11:13",
        )
    return Reason(
        Verdict.NOT_MET,
        Words(
            "The balance result is {result}; it is to be restored by {year}.", year=year + 3, result=exact_tkr(result)
        ),
        "KL 11:12",
    )


def _target(year: int, figures: YearResult | None, target_pct: Decimal | None) -> Reason:
    clause = "KL 11:6"
    if target_pct is None:
        return _missing(Words("The council's target for {year} is missing.", year=year), clause)
    share = share_of_taxes(figures) if figures else None
    if figures is None or share is None:
        return _missing(
            Words("The result's share of taxes and grants cannot be computed."),
            clause,
        )
    return Reason(
        Verdict.MET if reaches(figures, target_pct=target_pct) else Verdict.NOT_MET,
        Words(
            "The result is {share} of taxes and general grants; the target is at least {target_pct}.",
            share=pct(share),
            target_pct=pct(target_pct),
        ),
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
        how = {DeficitState.OVERDUE: Words("the time is out"), DeficitState.WITHOUT_PLAN: Words("there is no plan")}
        found.append(
            Reason(
                Verdict.NOT_ASSESSED if waits else Verdict.NOT_MET if fails else Verdict.MET,
                Words(
                    "Of the deficit of {year} {left} remains, by {last_year}: {how}.",
                    year=each.year,
                    last_year=each.last_year,
                    left=exact_tkr(left),
                    how=how.get(state, Words("it is restored by plan")),
                ),
                "KL 11:12",
            )
        )
    return found


def _goals(year: int, now: Decimal | None, before: Decimal | None) -> Reason:
    if now is None or before is None:
        lacking = year if now is None else year - 1
        return _missing(Words("The share of goals met in {lacking} is missing.", lacking=lacking))
    return Reason(
        Verdict.MET if now >= before else Verdict.NOT_MET,
        Words(
            "{now} of the goals that can be measured are met; the year before it was {before}.",
            now=pct(now),
            before=pct(before),
        ),
    )


def _missing(words: Bilingual, clause: str = "") -> Reason:
    return Reason(Verdict.NOT_ASSESSED, words, clause)


def _together(found: Iterable[Verdict]) -> Verdict:
    verdicts = set(found)
    if Verdict.NOT_MET in verdicts:
        return Verdict.NOT_MET
    return Verdict.NOT_ASSESSED if Verdict.NOT_ASSESSED in verdicts else Verdict.MET
