"""What is on the table on the demo's day: two budget proposals for 2027, and a move between units above the limit.

2026 is an election year, so the newly elected council adopts the budget in November. All figures are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames import operations
from spelregler.apps.frames.models import Proposal
from spelregler.apps.organisation.models import Body, Unit
from spelregler.demo.facts import Origin
from spelregler.domain.frames.proposals import Amounts, sum_of, years_of
from spelregler.domain.money import Money
from spelregler.platform.audit.operations import Who

YEAR = 2027
FINANCE_TKR = 22_300
GROWTH_PER_MILLE = 22
"""How much each plan year lies above the one before."""

INCOME_PER_MILLE = {"ks": 120, "un": 90, "von": 110, "msn": 310, "kfn": 180}
INVESTMENT_TKR = {"ks": 6_000, "un": 18_500, "von": 4_200, "msn": 41_000, "kfn": 7_500}


@dataclass(frozen=True)
class ProposalFact:
    """A version with each committee's net frame in tkr. Both share out the same total."""

    title: str
    role: str
    submitted_on: date
    written_by: str
    net_tkr: Mapping[str, int]


PROPOSALS = (
    ProposalFact(
        "Kommunstyrelsens förslag",
        "KSp",
        date(2026, 10, 21),
        "Kommunstyrelsens presidium",
        {"kf": 7_200, "ks": 110_400, "un": 379_000, "von": 352_000, "msn": 38_700, "kfn": 32_700},
    ),
    ProposalFact(
        "Oppositionens alternativ",
        "KS",
        date(2026, 10, 26),
        "Oppositionen i kommunstyrelsen",
        {"kf": 7_200, "ks": 106_900, "un": 384_500, "von": 352_000, "msn": 38_700, "kfn": 30_700},
    ),
)

CONSEQUENCES = (
    (
        "Kommunstyrelsens förslag",
        "un",
        "Ramen täcker löner och hyror. Elevökningen på 40 elever möts med större grupper i årskurs 7–9.",
    ),
    (
        "Kommunstyrelsens förslag",
        "kfn",
        "Verksamheten kan behållas som i år. Fritidsgården håller öppet fem kvällar i veckan.",
    ),
    (
        "Oppositionens alternativ",
        "un",
        "Sex lärartjänster kan behållas, och grupperna i årskurs 7–9 blir som i år.",
    ),
    (
        "Oppositionens alternativ",
        "kfn",
        "Bibliotekets filial stänger, och fritidsgården går ner till tre kvällar i veckan.",
    ),
)


def amounts_of(fact: ProposalFact, *, year: int) -> dict[str, Amounts]:
    """Every place of a version in one year; the total is what is shared out."""
    grown = 1_000 + GROWTH_PER_MILLE * (year - YEAR)
    found = {f"body:{code}": _amounts(code, tkr * grown // 1_000) for code, tkr in fact.net_tkr.items()}
    found["finance"] = Amounts(Money.from_tkr(FINANCE_TKR * grown // 1_000))
    return {"total": sum_of(found.values()), **found}


def _amounts(code: str, net_tkr: int) -> Amounts:
    income = net_tkr * INCOME_PER_MILLE.get(code, 0) // 1_000
    return Amounts(
        Money.from_tkr(net_tkr + income), Money.from_tkr(income), Money.from_tkr(INVESTMENT_TKR.get(code, 0))
    )


def propose(*, bodies: Mapping[str, Body], heads: Mapping[str, Who]) -> None:
    """Two proposals for the council, each submitted, with what the departments say that they lead to."""
    made: dict[str, Proposal] = {}
    for fact in PROPOSALS:
        who = Who(name=fact.written_by, role=fact.role)
        proposal = operations.draft_proposal(
            decider=bodies["kf"],
            year=YEAR,
            title=fact.title,
            author=operations.Author(role=fact.role, body="ks"),
            written_on=fact.submitted_on,
            origin=Origin.INVENTED,
            who=who,
        )
        for year in years_of(YEAR):
            operations.save_amounts(proposal=proposal, year=year, amounts=amounts_of(fact, year=year), who=who)
        made[fact.title] = operations.submit_proposal(proposal=proposal, submitted_on=fact.submitted_on, who=who)
    for title, code, text in CONSEQUENCES:
        operations.note_consequence(
            proposal=made[title], about=bodies[code], text=text, written_on=date(2026, 10, 29), who=heads[code]
        )


def move_between_units(*, bodies: Mapping[str, Body], units: Mapping[str, Unit], decision: Decision, head: Who) -> None:
    """The education committee's limit, and a move above it that waits for the committee."""
    operations.set_move_limit(body=bodies["un"], amount_ore=Money.from_tkr(500).ore, decision=decision, who=head)
    operations.propose_unit_move(
        from_unit=units["gymnasium-vux"],
        to_unit=units["ramdalsskolan"],
        body=bodies["un"],
        amount_ore=Money.from_tkr(800).ore,
        reason="Fler elever i årskurs 7 på Ramdalsskolan, färre i gymnasiet.",
        on=date(2026, 10, 28),
        who=head,
    )
