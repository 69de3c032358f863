"""Proposed budgets: written, submitted, answered with consequences, and adopted by the body that decides (MR-18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import (
    CommitteeFrame,
    ConsequenceNote,
    Proposal,
    ProposedShare,
    UnitFrame,
)
from spelregler.apps.frames.operations.proposal_refusals import (
    ProposalRefused,
    SumsDoNotHold,
    must_be_draft,
    refuse_differences,
    refuse_negative,
    refuse_unready,
    refuse_wrong_council,
)
from spelregler.apps.frames.operations.proposal_rows import (
    FINANCE,
    TOTAL,
    amounts_in,
    amounts_of_frame,
    insert_rows,
    rows_from_committee,
    rows_from_council,
    share_of,
)
from spelregler.apps.frames.operations.shares import set_committee_frame, set_council_budget, set_unit_frame
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames import budget_rules
from spelregler.domain.frames.proposals import Amounts, Level, differences
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store


@dataclass(frozen=True)
class Author:
    """On whose behalf a proposal is written: the acting role and its body. They see the draft together."""

    role: str
    body: str = ""


def draft_proposal(
    *,
    decider: Body,
    year: int,
    title: str,
    author: Author,
    written_on: date,
    who: Who,
    track: str = Proposal.Track.AUTUMN,
    with_units: bool = False,
    origin: str = Origin.ENTERED,
) -> Proposal:
    """A draft starts from the frames that hold on the day, so that what is proposed is seen against them.

    What was carried into them from the year before is not of the next year's, and is left out.

    The council's covers the budget year and two plan years; a committee's internal budget splits one year's frame.

    Refuses with `ProposalRefused` an internal budget for a committee without a decided frame of the year.
    """
    with transaction.atomic():
        lock_audit_chain()
        version = 1 + Proposal.objects.filter(decider=decider, year=year, title=title.strip()).count()
        proposal = Proposal(
            decider=decider,
            year=year,
            title=title.strip(),
            version=version,
            track=track,
            written_by=who.name,
            author_role=author.role,
            author_body=author.body,
            written_on=written_on,
            origin=origin,
        )
        store(proposal, act="draft-proposal", who=who)
        if decider.kind == Body.Kind.COUNCIL:
            rows = rows_from_council(proposal, as_of=written_on, with_units=with_units)
        else:
            rows = rows_from_committee(proposal, as_of=written_on)
        insert_rows(rows)
    return proposal


def new_version(*, proposal: Proposal, author: Author, written_on: date, who: Who) -> Proposal:
    """What was submitted stands; another wording is a draft of its own that starts from it.

    Refuses with `ProposalRefused` a second draft beside one that is not submitted.
    """
    with transaction.atomic():
        lock_audit_chain()
        same = Proposal.objects.filter(decider=proposal.decider_id, year=proposal.year, title=proposal.title)
        if same.filter(submitted_on__isnull=True).exists():
            raise ProposalRefused(
                Words("There is already a draft of a new version."),
                way=Words("Go on with the draft, or submit it first."),
            )
        later = Proposal(
            decider=proposal.decider,
            year=proposal.year,
            title=proposal.title,
            version=1 + same.count(),
            track=proposal.track,
            written_by=who.name,
            author_role=author.role,
            author_body=author.body,
            written_on=written_on,
            origin=proposal.origin,
        )
        store(later, act="draft-proposal", who=who, details={"from_version": proposal.version})
        rows = list(proposal.shares.order_by("pk"))
        for row in rows:
            row.pk, row.proposal = None, later
        insert_rows(rows)
    return later


def save_amounts(*, proposal: Proposal, year: int, amounts: Mapping[str, Amounts], who: Who) -> None:
    """A draft's amounts of one year, by place. What is submitted is never changed.

    Refuses with `ProposalRefused` what is submitted, and income or investments below zero.
    """
    with transaction.atomic():
        lock_audit_chain()
        proposal = must_be_draft(proposal)
        rows = {row.key: row for row in proposal.shares.filter(year=year)}
        changed = [rows[key] for key in amounts if key in rows and amounts_in(rows[key]) != amounts[key]]
        for row in changed:
            new = amounts[row.key]
            refuse_negative(new, key=row.key)
            row.cost_ore, row.income_ore, row.investment_ore = new.cost.ore, new.income.ore, new.investment.ore
        ProposedShare.objects.bulk_update(changed, ["cost_ore", "income_ore", "investment_ore"])
        after = {row.key: [row.cost_ore, row.income_ore, row.investment_ore] for row in changed}
        if changed:
            store(proposal, act="save-amounts", who=who, details={"year": year, "amounts": after})


def submit_proposal(*, proposal: Proposal, submitted_on: date, who: Who) -> Proposal:
    """A submitted version is open to everyone and never changed again; a difference it has is shown with it.

    Refuses with `ProposalRefused` what is submitted already.
    """
    with transaction.atomic():
        lock_audit_chain()
        proposal = must_be_draft(proposal)
        amend(proposal, to={"submitted_on": submitted_on}, act="submit-proposal", who=who)
    return proposal


def note_consequence(
    *, proposal: Proposal, about: Body | None, text: str, written_on: date, who: Who
) -> ConsequenceNote:
    """Whoever is to live with a submitted proposal says what it leads to, before it is decided (MR-22, MR-27).

    Refuses with `ProposalRefused` a draft and what is decided.
    """
    with transaction.atomic():
        lock_audit_chain()
        proposal = Proposal.objects.get(pk=proposal.pk)
        if proposal.submitted_on is None or proposal.decision_id is not None:
            raise ProposalRefused(
                Words("Consequences are described once a proposal is submitted and before it is decided."),
                clause="MR-22",
                way=Words("Wait until the proposal is submitted, or write about the next version."),
            )
        note = ConsequenceNote(
            proposal=proposal, about=about, text=text.strip(), written_on=written_on, written_by=who.name, role=who.role
        )
        store(note, act="note-consequence", who=who)
    return note


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
