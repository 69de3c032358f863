"""Proposed budgets with their shares and consequence notes. The number of queries never depends on their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, F, Min, Q, QuerySet

from spelregler.apps.frames.models import ConsequenceNote, CouncilBudget, Proposal, ProposedShare
from spelregler.apps.organisation.models import Body
from spelregler.domain import reading
from spelregler.domain.frames.budget_days import BudgetOnItsWay
from spelregler.domain.frames.proposals import Amounts, Difference, Level, Share, differences
from spelregler.domain.money import Money

MOST_SHOWN = 3
"""As many versions as fit side by side."""
MOST_NOTES = 50
MOST_LISTED = 20


@dataclass(frozen=True)
class Note:
    """What somebody says that a proposal leads to."""

    about: str
    text: str
    written_on: date
    written_by: str
    role: str


@dataclass(frozen=True)
class ShareRow:
    """A share with its form key and its name."""

    key: str
    name: str
    name_en: str
    share: Share


@dataclass(frozen=True)
class ProposalView:
    """A version with its shares, notes and where its sums do not hold."""

    row: Proposal
    shares: tuple[ShareRow, ...]
    notes: tuple[Note, ...]
    differences: tuple[Difference, ...]

    @property
    def is_draft(self) -> bool:
        return self.row.submitted_on is None

    def in_year(self, year: int) -> list[ShareRow]:
        """One year's shares."""
        return [each for each in self.shares if each.share.year == year]


def decider_of(*, code: str, as_of: date) -> Body | None:
    """The body on the day whose budget it is: executive board or committee by code; without a code, the council."""
    rows = Body.objects.on(as_of)
    decides = (Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
    return rows.filter(code=code, kind__in=decides).first() if code else rows.filter(kind=Body.Kind.COUNCIL).first()


def budget_on_its_way(*, year: int, as_of: date) -> BudgetOnItsWay:
    """When the executive board handed over its proposal for the year, and when the council adopted the budget (P14).

    The first of each by the day, or None. Three queries.
    """
    boards = Body.objects.on(as_of).filter(kind=Body.Kind.EXECUTIVE_BOARD).values_list("code", flat=True)
    proposed = Proposal.objects.filter(
        decider__kind=Body.Kind.COUNCIL, year=year, submitted_on__lte=as_of, author_body__in=list(boards)
    )
    adopted = CouncilBudget.objects.filter(year=year, decision__decided_on__lte=as_of)
    return BudgetOnItsWay(
        year=year,
        proposed_on=proposed.aggregate(first=Min("submitted_on"))["first"],
        adopted_on=adopted.aggregate(first=Min("decision__decided_on"))["first"],
    )


def bodies_with_frames(*, as_of: date) -> list[Body]:
    """The bodies on the day that a consequence may be about, by name: council, executive board and committees."""
    steered = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
    return list(Body.objects.on(as_of).filter(kind__in=steered).order_by("name"))


def years_with_proposals(*, decider: Body) -> list[int]:
    """The years for which anything is proposed, the latest first; ten at most."""
    rows = Proposal.objects.filter(decider=decider).order_by("-year").values_list("year", flat=True).distinct()
    return list(rows[:10])


def proposals_of(
    *, decider: Body, year: int, as_of: date, role: str, body: str, start: int = 0, also: Collection[str] = ()
) -> list[Proposal]:
    """A page of the submitted versions and the reader's own drafts, the adopted first and then as they came in.

    `also` names versions, by key, that are wanted whatever page they stand on. At most two queries.
    """
    rows = _seen(decider, year, as_of, role, body).select_related("decider", "decision__body")
    undecided = ExpressionWrapper(Q(decision__isnull=True), output_field=BooleanField())
    ordered = rows.order_by(undecided, F("submitted_on").asc(nulls_last=True), "version", "pk")
    page = list(ordered[start : start + MOST_LISTED])
    keys = {reading.read_or(reading.identity, key, 0) for key in also} - {0, *(row.pk for row in page)}
    return [*page, *(rows.filter(pk__in=keys) if keys else [])]


def how_many_proposals(*, decider: Body, year: int, as_of: date, role: str, body: str) -> int:
    """The versions that the pages show together."""
    return _seen(decider, year, as_of, role, body).count()


def _seen(decider: Body, year: int, as_of: date, role: str, body: str) -> QuerySet[Proposal]:
    own = Q(author_role=role, author_body=body, written_on__lte=as_of)
    return Proposal.objects.filter(Q(submitted_on__lte=as_of) | own, decider=decider, year=year)


def proposal_by_pk(*, pk: int) -> Proposal | None:
    """The proposal itself, for an operation to work on."""
    return Proposal.objects.select_related("decider", "decision__body").filter(pk=pk).first()


def proposal_views(proposals: Iterable[Proposal], *, as_of: date) -> list[ProposalView]:
    """The versions with their shares, notes and differences, in two queries; amounts in `Money`."""
    rows = list(proposals)
    keys = [row.pk for row in rows]
    shares: dict[int, list[ShareRow]] = defaultdict(list)
    for share in ProposedShare.objects.filter(proposal__in=keys).select_related("body", "unit").order_by("year", "pk"):
        shares[share.proposal_id].append(_share(share))
    notes: dict[int, list[Note]] = defaultdict(list)
    written = ConsequenceNote.objects.filter(proposal__in=keys, written_on__lte=as_of).select_related("about")
    for note in written.order_by("written_on", "pk")[:MOST_NOTES]:
        about = note.about.name if note.about else ""
        notes[note.proposal_id].append(Note(about, note.text, note.written_on, note.written_by, note.role))
    return [
        ProposalView(
            row=row,
            shares=tuple(shares[row.pk]),
            notes=tuple(notes[row.pk]),
            differences=tuple(differences(each.share for each in shares[row.pk])),
        )
        for row in rows
    ]


def _share(row: ProposedShare) -> ShareRow:
    place = row.unit or row.body
    amounts = Amounts(Money(row.cost_ore), Money(row.income_ore), Money(row.investment_ore))
    share = Share(
        row.year,
        Level(row.level),
        amounts,
        place=place.code if place else "",
        under=row.body.code if row.unit and row.body else "",
    )
    name = place.name if place else ""
    return ShareRow(row.key, name, getattr(place, "name_en", "") or name, share)
