"""What the checks' answers ask of a role, as tasks: each room says what is to be done about a rule, and where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.acting.visibility import UNIT_STATE, Question, is_of_unit_state, seen_answers
from spelregler.apps.acting.work_list import MOST_OF_A_KIND
from spelregler.domain.counting import DUE, LAST_DAY
from spelregler.domain.findings import ScopeKind
from spelregler.domain.reading import day
from spelregler.domain.roles import Role, role_of
from spelregler.domain.roles.vocabulary import OWNER_LABELS
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Bilingual
from spelregler.domain.work_list import Task
from spelregler.platform.findings import UNITS_OF, Answer, Place, Wanted, titles

WAITING = ("breach", "attention")
OF_THE_WHOLE = frozenset({"KF", "KFp", "KS", "KSp", "KC", "CT"})
"""The roles that answer for the whole municipality, or see to it."""
OF_EVERY_BODY = frozenset({"SE"})
"""The roles that do their work for each body alike: one registry keeps meetings, minutes and registers of all."""
LEADING = OF_THE_WHOLE | {"N", "Np", "FC"}
"""The roles that are told what is late among those they lead, or oversee."""


@dataclass(frozen=True, kw_only=True)
class AnswerTask:
    """What is to be done where the answer about a kind of place asks for an act, and where it is done.

    `clauses` are those it holds for, none for all the rest about the kind of place. `title` says it in plain words,
    without one the rule's title stands among the facts. `lack` says in two or three words what lacks where the rule
    gives no last day. `last_day` names the answer's input that holds one, where it is not what every answer tells
    (domain.counting).
    `is_told_apart` where the room tells each thing that waits behind the answer by itself.
    """

    scope_kind: ScopeKind
    address: Callable[[Answer], str]
    clauses: Collection[str] = ()
    title: Bilingual | None = None
    lack: Bilingual | None = None
    minutes: int | None = None
    last_day: str = ""
    is_told_apart: bool = False


_known: list[AnswerTask] = []


def register(*tasks: AnswerTask) -> None:
    """Called by a room's AppConfig when the product starts."""
    _known.extend(tasks)


def task_about(answer: Answer) -> AnswerTask | None:
    """What is to be done about the answer: as said for its clause, else for its kind of place."""
    near = [each for each in _known if each.scope_kind == answer.scope_kind]
    named = next((each for each in near if answer.clause in each.clauses), None)
    return named or next((each for each in near if not each.clauses), None)


def own_answers(acting_role: ActingRole) -> Iterable[Task]:
    """What the checks expect of the role, within what it answers for. Nothing is expected of a resident."""
    if acting_role.role == Role.CI:
        return []
    wanted = Wanted(
        statuses=WAITING, expected_of=asked_of(acting_role.role), places=places_of(acting_role.role_assignment)
    )
    found = seen_answers(acting_role).oldest(wanted, limit=MOST_OF_A_KIND)
    return [_task(acting_role, each) for each in found if not _is_told_apart(each)]


def others_answers(acting_role: ActingRole) -> Iterable[Task]:
    """The rules that others break where the role leads or oversees, with who is expected to act."""
    if acting_role.role not in LEADING:
        return []
    own = asked_of(acting_role.role)
    others = {str(role) for role in Role} - own
    wanted = Wanted(statuses=("breach",), expected_of=others, places=places_of(acting_role.role_assignment))
    found = seen_answers(acting_role).oldest(wanted, limit=MOST_OF_A_KIND)
    return [_task(acting_role, each, owner=_owner(each, acting_role.language)) for each in found]


def asked_of(role: str) -> set[str]:
    """The roles that the role acts for: its own, and for a presidium its body's too."""
    return {role, role.removesuffix("p")}


def places_of(role_assignment: RoleAssignment) -> set[Place]:
    """What the role answers for: its own unit, department or body, and what is of no place; a leader of the whole, all.

    A department's head answers for the units in it, and whoever keeps the registry for every body.
    """
    places: set[Place] = {(kind, "") for kind in get_args(ScopeKind)}
    if role_assignment.role not in OF_THE_WHOLE:
        own = {
            "unit": role_assignment.unit,
            "department": role_assignment.department,
            "committee": role_assignment.body,
        }
        if role_assignment.role in OF_EVERY_BODY:
            del own["committee"]
        places -= {(kind, "") for kind in own}
        places |= {(kind, code) for kind, code in own.items() if code}
    kind, code = role_assignment.place
    if kind == "department":
        places = {each for each in places if each[0] != "unit"} | {(UNITS_OF, code)}
    return places


def _is_told_apart(answer: Answer) -> bool:
    found = task_about(answer)
    return found is not None and found.is_told_apart


def _task(acting_role: ActingRole, answer: Answer, *, owner: str = "") -> Task:
    known, language = task_about(answer), acting_role.language
    title, why = _said(acting_role, answer, known.title if known else None)
    is_own = (answer.scope_kind, answer.scope) == acting_role.place or answer.scope_kind in ("municipality", "document")
    return Task(
        title=title if is_own else f"{answer.scope_name}: {title[:1].lower()}{title[1:]}",
        url=known.address(answer) if known else address_of("clause", answer.clause),
        last_day=last_day_of(answer, known),
        minutes=known.minutes if known else None,
        clause=answer.clause,
        why=why,
        is_broken=answer.status == "breach",
        lack=known.lack.text(language) if known and known.lack else "",
        owner=owner,
        behind=_behind(acting_role, answer),
    )


def _said(acting_role: ActingRole, answer: Answer, title: Bilingual | None) -> tuple[str, str]:
    """What is to be done, and why. A rule's own words are no task: where nothing else is said they are a fact."""
    reason = answer.reason(acting_role.language)
    if title:
        return title.text(acting_role.language), reason
    rule = titles(as_of=acting_role.as_of).get(answer.clause)
    name = rule.text(acting_role.language) if rule else answer.text(acting_role.language)
    return _("See what a rule asks for, and put it right"), f"{name}. {reason}"


def _behind(acting_role: ActingRole, answer: Answer) -> tuple[Question, ...] | None:
    """The answers are open to all, but for how a unit stands on the grounds: that is behind the door of its state."""
    if answer.scope_kind != "unit" or not is_of_unit_state(acting_role, answer.clause):
        return ()
    if acting_role.place[0] not in ("unit", "department"):
        return None
    place = UnitPlace.alike(department=acting_role.department, body=acting_role.body, code=answer.scope)
    return (UNIT_STATE.asks(place),)


def last_day_of(answer: Answer, known: AnswerTask | None) -> date | None:
    """The last day by the rule's own clock; None where it has none, and never the day since when it is broken.

    A fact of the room's own choice gives way to a later day by which the rule is judged, as where the time counts from
    the municipality's start day.
    """
    named = day_told(answer, known.last_day) if known and known.last_day else None
    judged_by = day_told(answer, LAST_DAY)
    told = [each for each in (named, judged_by) if each]
    return max(told) if told else day_told(answer, DUE)


def day_told(answer: Answer, name: str) -> date | None:
    """A day as the answer's inputs hold it."""
    told = answer.inputs.get(name)
    return day(told) if isinstance(told, str) else None


def _owner(answer: Answer, language: str) -> str:
    role = role_of(answer.expected_of)
    return OWNER_LABELS[role].text(language) if isinstance(role, Role) else ""
