"""A proposed budget that the body adopts becomes the frames that hold (MR-18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import CommitteeFrame, Proposal, ProposedShare, UnitFrame
from spelregler.apps.frames.operations.proposal_refusals import (
    SumsDoNotHold,
    refuse_differences,
    refuse_unready,
    refuse_wrong_council,
)
from spelregler.apps.frames.operations.proposal_rows import FINANCE, TOTAL, amounts_in, amounts_of_frame, share_of
from spelregler.apps.frames.operations.shares import set_committee_frame, set_council_budget
from spelregler.apps.frames.operations.unit_shares import set_unit_frame
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames import budget_rules
from spelregler.domain.frames.proposals import Amounts, Level, differences
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain


def adopt_proposal(
    *,
    proposal: Proposal,
    decided_on: date,
    paragraph: str,
    text: str,
    who: Who,
    special_reasons: str = "",
    latest: tuple[int, int] = budget_rules.LATEST,
) -> Decision:
    """The body adopts one version as of the day, and its amounts become the frames that hold (MR-18).

    All of it or nothing: a difference at any level, the wrong council or a day too late refuses the decision, and then
    no frame has changed. Of the council's three years the first binds; the plan years stay in the proposal.

    Refuses with `ProposalRefused` what was not submitted by the day or is adopted, with `WrongBudgetDecision` the wrong
    council or a day too late, with `SumsDoNotHold` any difference, with `DecisionRefused` minutes that are not whole;
    as `set_council_budget`, `set_committee_frame` and `set_unit_frame` do.
    """
    with transaction.atomic():
        lock_audit_chain()
        proposal = Proposal.objects.select_related("decider").get(pk=proposal.pk)
        refuse_unready(proposal, decided_on=decided_on)
        council = proposal.decider.kind == Body.Kind.COUNCIL
        if council:
            refuse_wrong_council(
                proposal.decider,
                year=proposal.year,
                decided_on=decided_on,
                special_reasons=special_reasons,
                latest=latest,
            )
        rows = list(proposal.shares.select_related("body", "unit").order_by("pk"))
        refuse_differences(differences(share_of(row) for row in rows), rows)
        decision = record_decision(
            body=proposal.decider,
            decided_on=decided_on,
            paragraph=paragraph,
            title=f"{proposal.title} {proposal.year}",
            text=" ".join(part for part in (text.strip(), special_reasons.strip()) if part),
            kind=Decision.Kind.FRAMES,
            who=who,
        )
        binding = [row for row in rows if row.year == proposal.year]
        if council:
            _become_frames(binding, decision=decision, origin=proposal.origin, who=who)
        else:
            _become_unit_frames(proposal, binding, decided_on=decided_on, who=who)
        amend(proposal, to={"decision": decision}, act="adopt-proposal", who=who)
    return decision


def _become_frames(rows: Iterable[ProposedShare], *, decision: Decision, origin: str, who: Who) -> None:
    """The total and every committee's frame, each carrying the decision."""
    by_key = {row.key: row for row in rows}
    total = amounts_in(by_key[TOTAL])
    set_council_budget(
        year=by_key[TOTAL].year,
        total_ore=total.net.ore,
        finance_ore=amounts_in(by_key[FINANCE]).net.ore,
        investment_ore=total.investment.ore,
        decision=decision,
        origin=origin,
        who=who,
    )
    for row in by_key.values():
        if row.level != Level.COMMITTEE or row.body is None:
            continue
        amounts = amounts_in(row)
        set_committee_frame(
            body=row.body,
            year=row.year,
            amount_ore=amounts.net.ore,
            income_ore=amounts.income.ore,
            investment_ore=amounts.investment.ore,
            decision=decision,
            origin=origin,
            who=who,
        )


def _become_unit_frames(proposal: Proposal, rows: Sequence[ProposedShare], *, decided_on: date, who: Who) -> None:
    """A committee splits its frame over its units. Who gets less comes first, so that the sum holds all the way."""
    frame = CommitteeFrame.objects.filter(body=proposal.decider, year=proposal.year, end__isnull=True).first()
    committee = next(row for row in rows if row.level == Level.COMMITTEE)
    if frame is None or amounts_of_frame(frame).net != amounts_in(committee).net:
        held = exact_tkr(Money(frame.amount_ore)) if frame else Words("no frame")
        raise SumsDoNotHold(
            Words(
                "The proposal starts from {net}, but the committee has {held}.",
                net=exact_tkr(amounts_in(committee).net),
                held=held,
            ),
            clause="MR-18",
            way=Words("Make a new proposal that starts from the frame in force."),
        )
    now = {each.unit_id: each.amount_ore for each in UnitFrame.objects.filter(year=proposal.year, end__isnull=True)}
    units = [(row.unit, amounts_in(row)) for row in rows if row.unit is not None]
    given = [(unit, amounts) for unit, amounts in units if unit.pk in now or amounts != Amounts()]
    for unit, amounts in sorted(given, key=lambda each: each[1].net.ore - now.get(each[0].pk, 0)):
        set_unit_frame(
            unit=unit,
            committee_frame=frame,
            amount_ore=amounts.net.ore,
            income_ore=amounts.income.ore,
            investment_ore=amounts.investment.ore,
            decided_on=decided_on,
            origin=proposal.origin,
            who=who,
        )
