"""What is said beside the computed answers of a page: who overrules, to what and until when, and how many do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.visibility import is_of_unit_state, seen_answers, units_seen
from spelregler.domain.assessment import OVERRULABLE, place_of
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.roles import Resource
from spelregler.platform import memory
from spelregler.platform.findings import Answer, Wanted, checks_of
from spelregler.platform.overrulings import PLACE_IN_ADDRESS, About, Overruling, about, beside, standing
from spelregler.ui import formatting
from spelregler.ui.page import OverruledMark

OVERRULE = "clause_overruling:execute"
"""The action of the room that keeps the overrulings; every page that shows an answer offers the way there."""


def overruled_marks(found: Sequence[Answer], acting_role: ActingRole) -> list[OverruledMark | None]:
    """For each answer what somebody says beside it, in their order; None for most. One query."""
    said = beside(found, as_of=acting_role.as_of)
    return [_mark(known, acting_role.language) if (known := said.get(about(each))) else None for each in found]


def _mark(said: Overruling, language: str) -> OverruledMark:
    words = _("overruled by %(role)s %(day)s, until %(last)s") % {
        "role": said.by.text(language),
        "day": formatting.long_date(said.made_on, language),
        "last": formatting.long_date(said.holds_to, language),
    }
    more = ngettext("%(n)d objection", "%(n)d objections", said.objections) % {"n": said.objections}
    return OverruledMark(
        status=said.status,
        words=f"{words} ({more})" if said.objections else words,
        url=address_of_overruling(said.about),
    )


def address_of_overruling(what: About) -> str:
    """The page where an answer is overruled, and where it is read what was said."""
    clause, kind, code = what
    return address_of("overruling", PLACE_IN_ADDRESS[kind], code, clause)


def how_many_overruled(acting_role: ActingRole, clauses: Collection[str]) -> dict[str, int]:
    """How many answers to each of the clauses are overruled, of those that the role sees. At most three queries.

    The counts of what the answers say follow the computed ones; this number stands beside them.
    """
    key = ("overruled", acting_role.role_assignment.code, acting_role.as_of, frozenset(clauses))
    return memory.once(key, lambda: _counted(acting_role, clauses))


def _counted(acting_role: ActingRole, clauses: Collection[str]) -> dict[str, int]:
    held = standing(clauses, as_of=acting_role.as_of)
    if held and any(is_of_unit_state(acting_role, each.about[0]) for each in held) and units_seen(acting_role):
        held = [each for each in held if not is_of_unit_state(acting_role, each.about[0])]
    if not held:
        return {}
    wanted = Wanted(clauses={each.about[0] for each in held}, places={each.about[1:] for each in held})
    answered = {about(each): each.status for each in seen_answers(acting_role).answers(wanted)}
    counted: dict[str, int] = {}
    for each in held:
        if answered.get(each.about) == each.computed:
            counted[each.about[0]] = counted.get(each.about[0], 0) + 1
    return counted


def overruled_words(count: int) -> str:
    """How many are overruled, beside a count of answers; empty for none."""
    return ngettext("%(n)d overruled", "%(n)d overruled", count) % {"n": count} if count else ""


def overrulable(found: Sequence[Answer], acting_role: ActingRole) -> list[str]:
    """For each answer the page where the acting role overrules it; empty where it may not, or not now.

    Whoever answers for the answer's place may; an answer that is somebody's word, or that is not known, is overruled by
    nobody. The role rules are asked only about places of the kind that the role answers for.
    """
    if acting_role.as_of != acting_role.today or not found:
        return [""] * len(found)
    checks = checks_of({each.clause for each in found}, as_of=acting_role.as_of)
    return [_page_to_overrule(each, checks.get(each.clause, ("", {}))[0], acting_role) for each in found]


def _page_to_overrule(answer: Answer, check: str, acting_role: ActingRole) -> str:
    if answer.gathers or answer.status not in OVERRULABLE or place_of(check) is not None:
        return ""
    matter = _matter_of(answer, acting_role)
    if matter is None or not may(acting_role, OVERRULE, matter):
        return ""
    return address_of_overruling(about(answer))


def _matter_of(answer: Answer, acting_role: ActingRole) -> Resource | None:
    """The answer's place as the role rules see it; None where it is another's place, which the page itself refuses."""
    kind, code = answer.scope_kind, answer.scope
    if kind == MUNICIPALITY.kind:
        return Resource(kind=kind, id=code)
    if kind == "committee":
        return Resource(kind=kind, id=code, body=code)
    if (kind, code) != acting_role.place or kind not in PLACE_IN_ADDRESS:
        return None
    unit = code if kind == "unit" else None
    body, department = acting_role.body or None, acting_role.department or None
    return Resource(kind=kind, id=code, body=body, department=department, unit=unit)
