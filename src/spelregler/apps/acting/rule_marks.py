"""The rules of a page with their answers: one mark per rule, what it rests on, and what is to be done now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.answer_tasks import WAITING, asked_of, task_about
from spelregler.apps.acting.evidence_pages import evidence_of
from spelregler.apps.acting.overruled import overruled_marks
from spelregler.apps.acting.visibility import seen_answers
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import OWNER_LABELS
from spelregler.platform.findings import UNITS_OF, Answer, Place, Tally, Wanted, most_urgent, titles
from spelregler.ui.page import RuleMark

MOST_RULES = 8


class HasPlace(Protocol):
    """What is said about a kind of place."""

    @property
    def scope_kind(self) -> str:
        """The kind of place."""


Placed = TypeVar("Placed", bound=HasPlace)


def rule_marks(
    acting_role: ActingRole, governing: Collection[str], *, scope_kind: str = "", scope: str = ""
) -> list[RuleMark]:
    """One mark per clause: its answer about the page's place, else the role's own, else the whole municipality.

    Another place's answer is never shown as if it were the page's own: only a page of no place, for a role of none,
    shows the answer that most needs eyes, by name. What can be judged stands first, so that a long list of rules still
    to be evidenced does not hide it. An answer that gathers places the reader does not see says no more than its status
    here; the clause's own page says why.
    """
    if not governing:
        return []
    seen = seen_answers(acting_role)
    place = (scope_kind, scope) if scope else acting_role.place
    wanted = Wanted(clauses=governing, places=about(place) if place[1] else None)
    found: dict[str, list[Tally]] = {}
    for tally in seen.tallies(wanted):
        found.setdefault(tally.clause, []).append(tally)
    marked = [most_urgent(nearest(found[clause], place[0])) for clause in governing if clause in found]
    shown = seen.first_of(sorted(marked, key=lambda mark: mark.status == "not_assessed")[:MOST_RULES], wanted)
    told = list(shown.values())
    named, rests_on = titles(as_of=acting_role.as_of), evidence_of(told, as_of=acting_role.as_of)
    overruled = overruled_marks(told, acting_role)
    return [
        RuleMark(
            id=answer.clause,
            title=named[answer.clause].text(acting_role.language),
            status=answer.status,
            url=address_of("clause", answer.clause),
            evidence=""
            if answer.gathers
            else _reason(answer, tally.count, acting_role.language, page=(scope_kind, scope)),
            evidence_url=evidence.url,
            evidence_label=evidence.title.text(acting_role.language),
            overruled=said,
            **what_now(answer, acting_role),
        )
        for (tally, answer), evidence, said in zip(shown.items(), rests_on, overruled, strict=True)
    ]


def about(place: Place) -> list[Place]:
    """The place itself, a department's own units, and the whole."""
    kind, code = place
    return [place, *([(UNITS_OF, code)] if kind == "department" else ()), (MUNICIPALITY.kind, "")]


def nearest(found: Sequence[Placed], kind: str) -> Sequence[Placed]:
    """About the place itself, else about the units in it, else about the whole; of no place, about any."""
    if not kind:
        return found
    return next(near for at in (kind, "unit", MUNICIPALITY.kind) if (near := [t for t in found if t.scope_kind == at]))


def _reason(shown: Answer, alike: int, language: str, *, page: Place) -> str:
    """The reason, with the place that it is about where the page does not say it, and how many more are alike."""
    reason = shown.reason(language).replace(" %", "%" if language == "en" else "\N{NO-BREAK SPACE}%")
    if page == (shown.scope_kind, shown.scope) or shown.scope_kind == MUNICIPALITY.kind:
        return reason
    more = _(" The same holds for %(more)d more.") % {"more": alike - 1} if alike > 1 else ""
    return f"{shown.scope_name}: {reason}{more}"


def what_now(answer: Answer, acting_role: ActingRole) -> dict[str, str]:
    """What is to be done now, and by whom in words; with the way there for whoever it is expected of."""
    if answer.status not in WAITING or answer.expected_of not in set(Role):
        return {}
    known, language = task_about(answer), acting_role.language
    is_own = answer.expected_of in asked_of(acting_role.role)
    return {
        "who": OWNER_LABELS[Role(answer.expected_of)].text(language),
        "now": known.title.text(language) if known and known.title else "",
        "now_url": known.address(answer) if known and is_own else "",
    }
