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
    CouncilBudget,
    Proposal,
    ProposedShare,
    UnitFrame,
)
from spelregler.apps.frames.operations.shares import set_committee_frame, set_council_budget, set_unit_frame
from spelregler.apps.frames.queries.carry_over import carried_by_year
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Placement, Term
from spelregler.domain.frames import budget_rules
from spelregler.domain.frames.carrying import NOTHING, Carried, without
from spelregler.domain.frames.proposals import Amounts, Difference, Kind, Level, Share, differences, sum_of, years_of
from spelregler.domain.money import ZERO, Money
from spelregler.domain.wording import tkr_en, tkr_sv
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError

TOTAL, FINANCE = "total", "finance"
KINDS_SV = {Kind.NET: "netto", Kind.COST: "kostnader", Kind.INCOME: "intäkter", Kind.INVESTMENT: "investeringar"}
KINDS_EN = {Kind.NET: "net", Kind.COST: "cost", Kind.INCOME: "income", Kind.INVESTMENT: "investment"}


class ProposalRefused(DomainError):
    """A proposal is written as a draft, and what is submitted is never changed."""

    code = "proposal-refused"


class SumsDoNotHold(DomainError):
    """The sums hold at every level, or the decision is refused with the difference (MR-18)."""

    code = "sums-do-not-hold"


class WrongBudgetDecision(DomainError):
    """The right council adopts the budget in time (KL 11 kap. 10 §, P14)."""

    code = "wrong-budget-decision"


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
            rows = _from_council(proposal, as_of=written_on, with_units=with_units)
        else:
            rows = _from_committee(proposal, as_of=written_on)
        _insert(rows)
    return proposal


def new_version(*, proposal: Proposal, author: Author, written_on: date, who: Who) -> Proposal:
    """What was submitted stands; another wording is a draft of its own that starts from it."""
    with transaction.atomic():
        lock_audit_chain()
        same = Proposal.objects.filter(decider=proposal.decider_id, year=proposal.year, title=proposal.title)
        if same.filter(submitted_on__isnull=True).exists():
            raise ProposalRefused(
                sv="Det finns redan ett utkast till en ny version.",
                en="There is already a draft of a new version.",
                way_sv="Skriv vidare i utkastet, eller lämna in det först.",
                way_en="Go on with the draft, or submit it first.",
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
        _insert(rows)
    return later


def save_amounts(*, proposal: Proposal, year: int, amounts: Mapping[str, Amounts], who: Who) -> None:
    """A draft's amounts of one year, by place. What is submitted is never changed."""
    with transaction.atomic():
        lock_audit_chain()
        proposal = _draft(proposal)
        rows = {row.key: row for row in proposal.shares.filter(year=year)}
        changed = [rows[key] for key in amounts if key in rows and _amounts(rows[key]) != amounts[key]]
        for row in changed:
            new = amounts[row.key]
            _refuse_negative(new)
            row.cost_ore, row.income_ore, row.investment_ore = new.cost.ore, new.income.ore, new.investment.ore
        ProposedShare.objects.bulk_update(changed, ["cost_ore", "income_ore", "investment_ore"])
        after = {row.key: [row.cost_ore, row.income_ore, row.investment_ore] for row in changed}
        if changed:
            store(proposal, act="save-amounts", who=who, details={"year": year, "amounts": after})


def submit_proposal(*, proposal: Proposal, submitted_on: date, who: Who) -> Proposal:
    """A submitted version is open to everyone and never changed again; a difference it has is shown with it."""
    with transaction.atomic():
        lock_audit_chain()
        proposal = _draft(proposal)
        amend(proposal, to={"submitted_on": submitted_on}, act="submit-proposal", who=who)
    return proposal


def note_consequence(
    *, proposal: Proposal, about: Body | None, text: str, written_on: date, who: Who
) -> ConsequenceNote:
    """Whoever is to live with a submitted proposal says what it leads to, before it is decided (MR-22, MR-27)."""
    with transaction.atomic():
        lock_audit_chain()
        proposal = Proposal.objects.get(pk=proposal.pk)
        if proposal.submitted_on is None or proposal.decision_id is not None:
            raise ProposalRefused(
                sv="Konsekvenser beskrivs när förslaget är inlämnat och innan det är beslutat.",
                en="Consequences are described once a proposal is submitted and before it is decided.",
                clause="MR-22",
                way_sv="Vänta tills förslaget är inlämnat, eller skriv till nästa version.",
                way_en="Wait until the proposal is submitted, or write about the next version.",
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

    All of it or nothing: a difference at any level, the wrong council or a day too late refuses the decision, and
    then no frame has changed. Of the council's three years the first binds; the plan years stay in the proposal.
    """
    with transaction.atomic():
        lock_audit_chain()
        proposal = Proposal.objects.select_related("decider").get(pk=proposal.pk)
        _refuse_unready(proposal, decided_on=decided_on)
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
        refuse_differences(differences(_share(row) for row in rows), rows)
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


def _from_council(proposal: Proposal, *, as_of: date, with_units: bool) -> Iterable[ProposedShare]:
    """The total, finance, every committee and, if wanted, every unit, with this year's amounts."""
    steered = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
    bodies = list(Body.objects.on(as_of).filter(kind__in=steered).order_by("name"))
    framed = CommitteeFrame.objects.on(as_of).filter(year__lt=proposal.year).select_related("body").order_by("year")
    frames = {frame.body_id: frame for frame in framed}
    units = list(_unit_frames(proposal.year, as_of=as_of)) if with_units else []
    base = _Base(proposal.year, carried_by_year(as_of=as_of))
    finance = _finance(CouncilBudget.objects.on(as_of).filter(year__lt=proposal.year).order_by("-year").first())
    for year in years_of(proposal.year):
        given = {body.pk: base.of(frames.get(body.pk)) for body in bodies}
        yield _row(proposal, year, Level.TOTAL, TOTAL, sum_of([*given.values(), finance]))
        yield _row(proposal, year, Level.FINANCE, FINANCE, finance)
        for body in bodies:
            yield _row(proposal, year, Level.COMMITTEE, f"body:{body.code}", given[body.pk], body=body)
        for frame in units:
            yield _unit_row(proposal, year, frame, base)


def _from_committee(proposal: Proposal, *, as_of: date) -> Iterable[ProposedShare]:
    """The committee's decided frame for the year, and its units with what they had the year before."""
    frame = CommitteeFrame.objects.on(as_of).filter(body=proposal.decider, year=proposal.year).first()
    if frame is None:
        raise ProposalRefused(
            sv=f"{proposal.decider} har ingen beslutad ram för {proposal.year} att fördela.",
            en=f"{proposal.decider.name_en or proposal.decider} has no decided frame for {proposal.year} to share out.",
            clause="MR-18",
            way_sv="Internbudgeten görs när fullmäktige har beslutat budgeten.",
            way_en="The internal budget is made once the council has decided the budget.",
        )
    body, year = proposal.decider, proposal.year
    yield _row(proposal, year, Level.COMMITTEE, f"body:{body.code}", _amounts_of(frame), body=body)
    had = {each.unit_id: each for each in _unit_frames(year, as_of=as_of)}
    base = _Base(year, carried_by_year(as_of=as_of))
    placed = Placement.objects.on(as_of).filter(department__body=body, parent__isnull=True).select_related("unit")
    for placement in placed.order_by("unit__name"):
        key, amounts = f"unit:{placement.unit.code}", base.of(had.get(placement.unit_id))
        yield _row(proposal, year, Level.UNIT, key, amounts, body=body, unit=placement.unit)


def _unit_frames(year: int, *, as_of: date) -> Iterable[UnitFrame]:
    """Each unit's latest frame of an earlier year, or of this one, on the day."""
    rows = UnitFrame.objects.on(as_of).filter(year__lte=year).select_related("unit", "committee_frame__body")
    latest: dict[int, UnitFrame] = {row.unit_id: row for row in rows.order_by("year", "unit__name")}
    return latest.values()


@dataclass(frozen=True)
class _Base:
    """What a year's budget starts from: an earlier year's frames without what was carried into them."""

    year: int
    carried: Mapping[tuple[int, str, str], Carried]

    def of(self, frame: CommitteeFrame | UnitFrame | None) -> Amounts:
        amounts = _amounts_of(frame)
        if frame is None or frame.year >= self.year:
            return amounts
        place = ("unit", frame.unit.code) if isinstance(frame, UnitFrame) else ("body", frame.body.code)
        carried = self.carried.get((frame.year, *place), NOTHING)
        net, investment = without(carried, net=amounts.net, investment=amounts.investment)
        return Amounts(net + amounts.income, amounts.income, investment)


def _unit_row(proposal: Proposal, year: int, frame: UnitFrame, base: _Base) -> ProposedShare:
    key, body = f"unit:{frame.unit.code}", frame.committee_frame.body
    return _row(proposal, year, Level.UNIT, key, base.of(frame), body=body, unit=frame.unit)


def _row(proposal: Proposal, year: int, level: Level, key: str, amounts: Amounts, **place: object) -> ProposedShare:
    return ProposedShare(
        proposal=proposal,
        year=year,
        level=level,
        key=key,
        cost_ore=amounts.cost.ore,
        income_ore=amounts.income.ore,
        investment_ore=amounts.investment.ore,
        **place,
    )


def _insert(rows: Iterable[ProposedShare]) -> None:
    """Part of the act that the proposal's own row tells."""
    ProposedShare.objects.bulk_create(rows)


def _amounts_of(frame: CommitteeFrame | UnitFrame | None) -> Amounts:
    if frame is None:
        return Amounts()
    income = Money(frame.income_ore or 0)
    return Amounts(Money(frame.amount_ore) + income, income, Money(frame.investment_ore))


def _finance(budget: CouncilBudget | None) -> Amounts:
    """Finance is told as a net: a cost, or an income where it is below zero."""
    net = Money(budget.finance_ore if budget else 0)
    return Amounts(cost=max(net, ZERO), income=max(-net, ZERO))


def _amounts(row: ProposedShare) -> Amounts:
    return Amounts(Money(row.cost_ore), Money(row.income_ore), Money(row.investment_ore))


def _share(row: ProposedShare) -> Share:
    place = row.unit.code if row.unit else row.body.code if row.body else ""
    under = row.body.code if row.unit and row.body else ""
    return Share(row.year, Level(row.level), _amounts(row), place, under)


def _draft(proposal: Proposal) -> Proposal:
    found: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.submitted_on is not None:
        raise ProposalRefused(
            sv=f"{found} lämnades in {found.submitted_on} och ändras inte.",
            en=f"{found} was submitted on {found.submitted_on} and is not changed.",
            way_sv="Skapa en ny version och ändra i den.",
            way_en="Make a new version and change that.",
        )
    return found


def _refuse_negative(amounts: Amounts) -> None:
    if amounts.income < ZERO or amounts.investment < ZERO:
        raise ProposalRefused(
            sv="Intäkter och investeringar skrivs utan minustecken.",
            en="Income and investment are written without a minus sign.",
            way_sv="Skriv beloppet som noll eller mer; nettot räknas ut.",
            way_en="Write the amount as zero or more; the net is computed.",
        )


def _refuse_unready(proposal: Proposal, *, decided_on: date) -> None:
    if proposal.submitted_on is None or proposal.submitted_on > decided_on:
        raise ProposalRefused(
            sv=f"{proposal} var inte inlämnat den {decided_on}.",
            en=f"{proposal} was not submitted on {decided_on}.",
            way_sv="Beslut fattas om en inlämnad version. Lämna in förslaget först.",
            way_en="A decision is about a submitted version. Submit the proposal first.",
        )
    if proposal.decision_id is not None:
        raise ProposalRefused(
            sv=f"{proposal} är redan antaget: {proposal.decision}.",
            en=f"{proposal} has already been adopted: {proposal.decision}.",
            way_sv="Ett nytt beslut behöver en ny version.",
            way_en="Another decision needs another version.",
        )


def refuse_wrong_council(
    decider: Body, *, year: int, decided_on: date, special_reasons: str, latest: tuple[int, int]
) -> None:
    """The right council adopts the budget in time, or the decision is refused with what the law says (P14)."""
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
            sv=f"{objection.sv} ({objection.law})",
            en=f"{objection.en} ({objection.law})",
            clause="MR-18",
            way_sv=objection.way_sv,
            way_en=objection.way_en,
        )


def refuse_differences(found: list[Difference], rows: Iterable[ProposedShare]) -> None:
    """The sums hold at every level, or the decision is refused with each difference (MR-18)."""
    if not found:
        return
    names = {row.body.code: row.body.name for row in rows if row.body}
    raise SumsDoNotHold(
        sv="Summorna går inte ihop: " + "; ".join(_told_sv(each, names) for each in found[:5]) + ".",
        en="The sums do not hold: " + "; ".join(_told_en(each, names) for each in found[:5]) + ".",
        clause="MR-18",
        way_sv="Gör en ny version där skillnaden är noll, och besluta om den.",
        way_en="Make a new version where the difference is zero, and decide on that.",
    )


def _told_sv(each: Difference, names: Mapping[str, str]) -> str:
    where = names.get(each.place, "") or "fullmäktiges total"
    what = "saknas" if each.amount > ZERO else "för mycket fördelat"
    return f"{each.year}, {where}, {KINDS_SV[each.kind]}: {tkr_sv(abs(each.amount))} {what}"


def _told_en(each: Difference, names: Mapping[str, str]) -> str:
    where = names.get(each.place, "") or "the council's total"
    what = "is not shared out" if each.amount > ZERO else "too much is shared out"
    return f"{each.year}, {where}, {KINDS_EN[each.kind]}: {tkr_en(abs(each.amount))} {what}"


def _become_frames(rows: Iterable[ProposedShare], *, decision: Decision, origin: str, who: Who) -> None:
    """The total and every committee's frame, each carrying the decision."""
    by_key = {row.key: row for row in rows}
    total = _amounts(by_key[TOTAL])
    set_council_budget(
        year=by_key[TOTAL].year,
        total_ore=total.net.ore,
        finance_ore=_amounts(by_key[FINANCE]).net.ore,
        investment_ore=total.investment.ore,
        decision=decision,
        origin=origin,
        who=who,
    )
    for row in by_key.values():
        if row.level != Level.COMMITTEE or row.body is None:
            continue
        amounts = _amounts(row)
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
    if frame is None or _amounts_of(frame).net != _amounts(committee).net:
        held = tkr_sv(Money(frame.amount_ore)) if frame else "ingen ram"
        held_en = tkr_en(Money(frame.amount_ore)) if frame else "no frame"
        raise SumsDoNotHold(
            sv=f"Förslaget utgår från {tkr_sv(_amounts(committee).net)}, men nämnden har {held}.",
            en=f"The proposal starts from {tkr_en(_amounts(committee).net)}, but the committee has {held_en}.",
            clause="MR-18",
            way_sv="Gör ett nytt förslag som utgår från den ram som gäller.",
            way_en="Make a new proposal that starts from the frame in force.",
        )
    now = {each.unit_id: each.amount_ore for each in UnitFrame.objects.filter(year=proposal.year, end__isnull=True)}
    units = [(row.unit, _amounts(row)) for row in rows if row.unit is not None]
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
