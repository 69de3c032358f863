"""Proposed budgets: written, submitted, and answered with consequences (MR-18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.frames.models import ConsequenceNote, Proposal, ProposedShare
from spelregler.apps.frames.operations.proposal_refusals import ProposalRefused, must_be_draft, refuse_negative
from spelregler.apps.frames.operations.proposal_rows import (
    amounts_in,
    insert_rows,
    rows_from_committee,
    rows_from_council,
)
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body
from spelregler.domain.frames.proposals import Amounts
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
