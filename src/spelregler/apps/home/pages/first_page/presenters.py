"""Each role's picture: what waits, how it is going, what is open to decide, and whose matter the rest is.

Nothing here is written per role by hand. What waits comes from the rooms' work list, what is open to decide and what is
not from the role rules. A new clause or rule shows up by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import first_page, work_list
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import LEADING
from spelregler.apps.acting.rights import actor_of
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.home.pages.work_list.presenters import item
from spelregler.apps.policy.packages.in_force import rules_on
from spelregler.domain.roles import ELECTED, OFFICIALS, Resource, Role, role_of
from spelregler.ui.page import StatCard, StateList, TodoItem

LONGEST_LIST = 12
FIRST_TASKS = 6
"""How many tasks the first page shows before it leads to them all."""


@dataclass(frozen=True)
class Way:
    """Something the role decides, or something it does not and the way to go instead."""

    label: str
    clause: str
    url: str = ""
    way: str = ""


@dataclass(frozen=True)
class Picture:
    """All that a role's first page shows."""

    title: str
    lead: str
    who: str
    scope_kind: str
    scope: str
    is_resident: bool
    tasks: list[TodoItem]
    leads: bool
    more_tasks: int
    """How many more wait than are shown."""
    lists: list[StateList]
    cards: list[StatCard]
    bars: list[first_page.Bar]
    notes: list[first_page.Note]
    can: list[Way]
    """What the role decides, or what an employee takes part in preparing."""
    does: list[first_page.Errand]
    """What the role enters or sees to and decides nothing by."""
    cannot: list[Way]
    nothing: str
    """What is said where no page is open for the role to decide on."""
    does_first: bool = False
    """What the role can do stands first, since it decides nothing here and nothing waits for it."""


def picture(acting_role: ActingRole) -> Picture:
    """The acting role's first page on the day."""
    role_assignment = acting_role.role_assignment
    kind, scope = role_assignment.place
    can, cannot = ways(acting_role)
    waiting, does = work_list.tasks(acting_role), first_page.errands(acting_role)
    return Picture(
        title=title_of(role_assignment, acting_role),
        lead=lead_of(role_assignment.role),
        who=role_assignment.role.removesuffix("p"),
        scope_kind=kind,
        scope=scope,
        is_resident=acting_role.role == Role.CI,
        tasks=[item(each, acting_role) for each in waiting[:FIRST_TASKS]],
        leads=acting_role.role in LEADING,
        more_tasks=max(0, len(waiting) - FIRST_TASKS),
        lists=first_page.lists(acting_role),
        cards=first_page.cards(acting_role),
        bars=first_page.bars(acting_role),
        notes=first_page.notes(acting_role),
        can=can,
        does=does,
        does_first=bool(does) and not can and not waiting,
        cannot=cannot,
        nothing=_("What your body decides is decided in its meeting, and the secretary enters it from the minutes.")
        if acting_role.body and acting_role.role in ELECTED
        else _("There is nothing for your role to decide on a page here."),
    )


def title_of(role_assignment: RoleAssignment, acting_role: ActingRole) -> str:
    """Good morning is not needed: the role says it."""
    words = role_assignment.label(acting_role.language)
    return words[:1].upper() + words[1:]


def lead_of(role: str) -> str:
    """One sentence on what the role is for."""
    elected = _(
        "You steer by goals and frames, follow up and value. How the work is done is for the departments and units."
    )
    return {
        "KF": elected,
        "KFp": elected,
        "KS": elected,
        "KSp": elected,
        "N": elected,
        "Np": elected,
        "KC": _("You lead the whole organisation and stand between the political bodies and the departments."),
        "FC": _("You answer to your committee for the whole department, by goals, guidelines and law."),
        "EC": _("You decide how, inside goals and frame. Nobody has to approve how you move money inside the frame."),
        "EM": _("You carry out and develop the work, and you can influence how your unit does it."),
        "CT": _("You see to it that figures are in, add up and can be trusted. Control is on the net frame only."),
        "UN": _("You are a party: matters come to you before they are decided."),
        "SO": _("You are heard on the work environment before decisions."),
        "RE": _("You can follow any rule from its text to its records."),
        "SYS": _("You keep the installation, the organisation and people's accounts, and have no part in the matters."),
        "CI": _("See what the municipality wants, how it goes, and what it costs. No log-in is needed."),
    }.get(role, _("You see to it that the rules of the game can be followed."))


def _own_part(role: Role) -> str:
    """An employee decides nothing by the matrix; what the work is to be like, an employee takes part in (MR-36)."""
    return "prepare" if role == Role.EM else "decide"


MOVE = "council_or_committee_meeting:move"


def _kept_pages() -> list[Way]:
    """The pages of whoever runs the system, who has no part in the matters."""
    return [
        Way(label=_("The municipality's start"), clause="", url=reverse("start:checklist")),
        Way(label=_("People and accounts"), clause="", url=reverse("start:accounts")),
        Way(label=_("The organisation"), clause="", url=reverse("organisation:overview")),
    ]


def ways(acting_role: ActingRole) -> tuple[list[Way], list[Way]]:
    """What the role decides and has a page for, and what the matrix refuses it with the way to go instead."""
    can, cannot = [], []
    rules, role = rules_on(acting_role.today), role_of(acting_role.role)
    if not isinstance(role, Role):
        return _kept_pages() if acting_role.role == "SYS" else [], []
    for row in rules.matrix():
        cell = row.cells[role]
        label = row.label.text(acting_role.language)
        if cell.refused_by and not cell.parts:
            rule = rules.policies[cell.refused_by[0]]
            cannot.append(
                Way(
                    label=label,
                    clause=rule.text("clause"),
                    way=rule.said("way").text(acting_role.language),
                )
            )
        elif any(part.operation == _own_part(role) for part in cell.parts):
            note = next(part.note_sv if acting_role.language == "sv" else part.note for part in cell.parts)
            words = f"{label} ({note.strip('()')})" if note else label
            if url := first_page.page_of_action(row.action, acting_role):
                can.append(Way(label=words, clause="", url=url))
    meeting = rules.decide(actor=actor_of(acting_role), action=MOVE, resource=Resource(kind="meeting", id="any"))
    if role in OFFICIALS and not meeting.allowed:
        way = meeting.way.text(acting_role.language)
        cannot.append(Way(label=_("Moving and voting in a meeting"), clause=meeting.clause, way=way))
    return can[:LONGEST_LIST], cannot[:LONGEST_LIST]
