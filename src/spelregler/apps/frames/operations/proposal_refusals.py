"""What a proposed budget is refused for, with the difference in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from spelregler.apps.frames.models import Proposal, ProposedShare
from spelregler.apps.organisation.models import Body, Term
from spelregler.domain.frames import budget_rules
from spelregler.domain.frames.proposals import Amounts, Difference, Kind
from spelregler.domain.money import ZERO
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Words, joined
from spelregler.platform.errors import DomainError

KINDS = {
    Kind.NET: Words("net"),
    Kind.COST: Words("cost"),
    Kind.INCOME: Words("income"),
    Kind.INVESTMENT: Words("investment"),
}


class ProposalRefused(DomainError):
    """A proposal is written as a draft, and what is submitted is never changed."""

    code = "proposal-refused"


class SumsDoNotHold(DomainError):
    """The sums hold at every level, or the decision is refused with the difference (MR-18)."""

    code = "sums-do-not-hold"


class WrongBudgetDecision(DomainError):
    """The right council adopts the budget in time (KL 11 kap. 10 §, P14)."""

    code = "wrong-budget-decision"


def must_be_draft(proposal: Proposal) -> Proposal:
    """The proposal, locked. Refuses with `ProposalRefused` one that is submitted."""
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.submitted_on is not None:
        raise ProposalRefused(
            Words(
                "{found} was submitted on {submitted_on} and is not changed.",
                found=found,
                submitted_on=found.submitted_on,
            ),
            way=Words("Make a new version and change that."),
        )
    return found


def refuse_negative(amounts: Amounts, *, key: str) -> None:
    """A net may be below zero. Refuses with `ProposalRefused` income or investments below it, at the place that `key`
    names.
    """
    if amounts.income < ZERO or amounts.investment < ZERO:
        raise ProposalRefused(
            Words("Income and investment are written without a minus sign."),
            way=Words("Write the amount as zero or more; the net is computed."),
            field=f"income:{key}" if amounts.income < ZERO else f"investment:{key}",
        )


def refuse_unready(proposal: Proposal, *, decided_on: date) -> None:
    """Refuses with `ProposalRefused` what was not submitted by the day of decision, or is adopted already."""
    if proposal.submitted_on is None or proposal.submitted_on > decided_on:
        raise ProposalRefused(
            Words("{proposal} was not submitted on {decided_on}.", proposal=proposal, decided_on=decided_on),
            way=Words("A decision is about a submitted version. Submit the proposal first."),
            field="decided_on",
        )
    if proposal.decision_id is not None:
        raise ProposalRefused(
            Words("{proposal} has already been adopted: {decision}.", proposal=proposal, decision=proposal.decision),
            way=Words("Another decision needs another version."),
        )


def refuse_wrong_council(
    decider: Body, *, year: int, decided_on: date, special_reasons: str, latest: tuple[int, int]
) -> None:
    """The right council adopts the budget in time (KL 11:10, P14). `latest` is month and day of the last day.

    Refuses with `WrongBudgetDecision` another body, a council that may not, and a day too late, as the law says it.
    """
    term = Term.objects.on(decided_on).filter(body=decider).first()
    objection = budget_rules.object_to(
        budget_rules.BudgetDecision(
            year=year,
            decided_on=decided_on,
            by_council=decider.kind == Body.Kind.COUNCIL,
            council_since=term.start if term else None,
            special_reasons=special_reasons,
        ),
        latest=latest,
    )
    if objection is not None:
        raise WrongBudgetDecision(
            Words("{objection} ({law})", law=objection.law, objection=objection.words),
            clause="MR-18",
            way=objection.way,
            field="decided_on",
        )


def refuse_differences(found: list[Difference], rows: Iterable[ProposedShare]) -> None:
    """The sums hold at every level (MR-18). Refuses with `SumsDoNotHold` any difference; the first five are told."""
    if not found:
        return
    names = {row.body.code: row.body.name for row in rows if row.body}
    raise SumsDoNotHold(
        Words(
            "The sums do not hold: {found}.",
            found=joined(*(_told(each, names) for each in found[:5]), between="; "),
        ),
        clause="MR-18",
        way=Words("Make a new version where the difference is zero, and decide on that."),
    )


def _told(each: Difference, names: Mapping[str, str]) -> Words:
    where = names.get(each.place) or Words("the council's total")
    if each.amount > ZERO:
        lack = Words("{amount} is not shared out", amount=exact_tkr(each.amount))
    else:
        lack = Words("{amount} too much is shared out", amount=exact_tkr(-each.amount))
    return Words("{year}, {where}, {kind}: {lack}", year=each.year, where=where, kind=KINDS[each.kind], lack=lack)
