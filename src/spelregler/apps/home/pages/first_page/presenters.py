"""Each role's picture: what is expected, how it is going, what is open to decide, and whose matter the rest is.

Nothing here is written per role by hand. What is expected comes from the checks' answers, which say who is expected to
act; what is open to decide and what is not comes from the role rules. A new clause or rule shows up by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import actor_of
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.autonomy.access.visibility import SeenUnit, seen_units
from spelregler.apps.autonomy.pages.field.presenters import summary
from spelregler.apps.autonomy.queries.unit_states import unit_states
from spelregler.apps.frames.pages.overview.presenters import committee_bar, council_bar, forecast_words, unit_bar
from spelregler.apps.frames.pages.words import deviation_mark, limits_on
from spelregler.apps.frames.queries.frames import CommitteeRow, FramesOverview, UnitRow, frames_overview
from spelregler.apps.organisation.queries.units import units_of_department
from spelregler.apps.policy.packages.in_force import rules_on
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.money import Money
from spelregler.domain.roles import ELECTED, OFFICIALS, Resource, Role, role_of
from spelregler.platform.findings import Answer, answers, clauses
from spelregler.ui import formatting
from spelregler.ui.charts import FrameBar
from spelregler.ui.page import StatCard, TodoItem

LONGEST_LIST = 12


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
    todos: list[TodoItem]
    stats: list[StatCard]
    bar: FrameBar | None
    can: list[Way]
    cannot: list[Way]
    nothing: str
    """What is said where no page is open for the role to decide on."""


def picture(acting_role: ActingRole) -> Picture:
    """The acting role's first page on the day."""
    role_assignment = acting_role.role_assignment
    kind, scope = role_assignment.place
    overview = frames_overview(year=acting_role.as_of.year, as_of=acting_role.as_of)
    found = seen_answers(acting_role, answers(as_of=acting_role.as_of))
    can, cannot = ways(acting_role)
    return Picture(
        title=title_of(role_assignment, acting_role),
        lead=lead_of(role_assignment.role),
        who=role_assignment.role.removesuffix("p"),
        scope_kind=kind,
        scope=scope,
        todos=todos(acting_role, found),
        stats=stats(acting_role, overview, found),
        bar=bar_of(role_assignment, overview, acting_role.language),
        can=can,
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


def todos(acting_role: ActingRole, found: Iterable[Answer]) -> list[TodoItem]:
    """What the checks expect of the role, within what it answers for; broken first, then the oldest."""
    units = _units_led(acting_role)
    mine = [
        each
        for each in found
        if each.status in {"breach", "attention"} and is_mine(acting_role.role_assignment, each, units)
    ]
    mine.sort(key=lambda each: (each.status != "breach", each.since or date.max, each.clause))
    return [_todo(acting_role, each) for each in mine[:LONGEST_LIST]]


def _units_led(acting_role: ActingRole) -> frozenset[str]:
    """The units of the department that the acting role answers for; none for whoever answers for no department."""
    kind, department = acting_role.place
    return units_of_department(department, as_of=acting_role.as_of) if kind == "department" else frozenset()


def is_mine(role_assignment: RoleAssignment, answer: Answer, units: frozenset[str]) -> bool:
    """Expected of my role, and about my own unit, department or body."""
    if answer.expected_of not in {
        role_assignment.role,
        role_assignment.role.removesuffix("p"),
    }:  # a presidium answers for its body's too
        return False
    own = {"unit": role_assignment.unit, "department": role_assignment.department, "committee": role_assignment.body}
    if answer.scope_kind == "unit" and role_assignment.place[0] == "department":
        return answer.scope in units
    if answer.scope_kind in own and role_assignment.role not in {"KF", "KFp", "KS", "KSp", "KC", "CT"}:
        return answer.scope == own[answer.scope_kind]
    return True


def _todo(acting_role: ActingRole, answer: Answer) -> TodoItem:
    late = answer.status == "breach"
    url = reverse("policy:clause", args=[answer.clause])
    if answer.scope_kind == "unit" and answer.clause == "MR-5":
        url = reverse("organisation:employees", args=[answer.scope])
    elif answer.scope_kind == "unit":
        url = reverse("autonomy:unit", args=[answer.scope])
    elif answer.scope_kind == "committee" and answer.clause in {"MR-6", "MR-7"}:
        url = reverse("organisation:body", args=[answer.scope])
    elif answer.scope_kind == "committee" and answer.clause == "MR-19":
        url = reverse("frames:forecasts_of", args=[answer.scope])
    elif answer.scope_kind == "committee" and answer.clause in {"MR-29", "CP-9"}:
        url = reverse("decisions:assignments") + f"?organ={answer.scope}"
    elif answer.scope_kind == "committee" and answer.clause in {"MR-18", "MR-13"}:
        url = reverse("frames:committee", args=[answer.scope])
    return TodoItem(
        title=f"{answer.scope_name}: {answer.text(acting_role.language)}",
        date=answer.since,
        when_words=formatting.relative_day(answer.since, acting_role.as_of, acting_role.language)
        if answer.since
        else "",
        detail=answer.reason(acting_role.language),
        url=url,
        action_label=_("Open"),
        late=late,
        clause=answer.clause,
        status=answer.status,
    )


def stats(acting_role: ActingRole, overview: FramesOverview, found: list[Answer]) -> list[StatCard]:
    """The few pictures that matter to the role: goals, money, units and rules."""
    return [card for card in (_money(acting_role, overview), _units(acting_role), _rules(acting_role, found)) if card]


def _row(role_assignment: RoleAssignment, overview: FramesOverview) -> CommitteeRow | None:
    if role_assignment.role in {"KF", "KFp", "KC", "CT", "RE", "CI", "UN", "SO", "HR", "SE"}:
        return None
    return next((each for each in overview.committees if each.code == role_assignment.body), None)


def _unit_row(role_assignment: RoleAssignment, overview: FramesOverview) -> UnitRow | None:
    """The own unit of whoever works in one: its frame is nearer than the committee's."""
    units = (unit for each in overview.committees for unit in each.units)
    return (
        next((unit for unit in units if unit.code == role_assignment.unit), None)
        if role_assignment.place[0] == "unit"
        else None
    )


def _money(acting_role: ActingRole, overview: FramesOverview) -> StatCard | None:
    if own := _unit_row(acting_role.role_assignment, overview):
        return _unit_money(acting_role, own, year=overview.year)
    row = _row(acting_role.role_assignment, overview)
    if overview.total_ore is None:
        return None
    frame = row.frame_ore if row else overview.committees_ore
    forecasts = [each.forecast for each in overview.committees]
    complete = all(forecasts)
    whole = sum(each.amount_ore for each in forecasts if each) if complete else None
    expected = (row.forecast.amount_ore if row.forecast else row.units_forecast_ore) if row else whole
    status, words = deviation_mark(frame, expected, limits_on(acting_role.as_of), acting_role.language, committee=True)
    return StatCard(
        title=_("The frame %(year)s") % {"year": overview.year},
        value=formatting.money(Money(frame), acting_role.language),
        status=status,
        status_text=words,
        note=forecast_words(row, acting_role.language) if row else _("net frame"),
        source=row.origin if row else overview.origin,
        url=reverse("frames:committee", args=[row.code]) if row else reverse("frames:overview"),
    )


def _unit_money(acting_role: ActingRole, unit: UnitRow, *, year: int) -> StatCard:
    expected = unit.forecast.amount_ore if unit.forecast else None
    status, words = deviation_mark(unit.frame_ore, expected, limits_on(acting_role.as_of), acting_role.language)
    return StatCard(
        title=_("The frame %(year)s") % {"year": year},
        value=formatting.money(Money(unit.frame_ore), acting_role.language),
        status=status,
        status_text=words,
        note=_("net frame"),
        source=unit.origin,
        url=reverse("autonomy:unit", args=[unit.code]),
    )


def _units(acting_role: ActingRole) -> StatCard | None:
    units = seen_units(acting_role, unit_states(as_of=acting_role.as_of))
    role_assignment = acting_role.role_assignment
    own = [each for each in units if role_assignment.department and each.place.department == role_assignment.department]
    near = own or [each for each in units if role_assignment.body and each.place.body == role_assignment.body]
    shown = units if role_assignment.is_central or role_assignment.role == "KC" else near or units
    if not shown:
        return None
    status, words = _signals(shown)
    return StatCard(
        title=_("The units"), value=summary(shown), status=status, status_text=words, url=reverse("autonomy:field")
    )


def _signals(units: Iterable[SeenUnit]) -> tuple[str, str]:
    """Whether a signal waits for an answer, for those who see any unit's state."""
    states = [each.state for each in units if each.state]
    if not states:
        return "", ""
    waiting = sum(each.unanswered for each in states)
    if not waiting:
        return "kept", _("no signal waits")
    words = ngettext("%(n)d signal waits for an answer", "%(n)d signals wait for an answer", waiting)
    return "attention", words % {"n": waiting}


def _rules(acting_role: ActingRole, found: list[Answer]) -> StatCard | None:
    """How the rules that bind the role are followed: where it answers, and in the municipality as a whole."""
    bound, own = _binding(acting_role), _own_places(acting_role)
    about = [each for each in found if not own or (each.scope_kind, each.scope) in own]
    mine = [each for each in about if each.clause in bound] if bound else about
    if not mine:
        return None
    broken = sum(each.status == "breach" for each in mine)
    unknown = sum(each.status == "not_assessed" for each in mine)
    status, words = "kept", _("none broken")
    if broken:
        status, words = "breach", _("see which")
    elif unknown:
        status, words = "not_assessed", _("none known to be broken")
    whole = sum(each.scope_kind == MUNICIPALITY.kind for each in mine)
    note = (
        _("%(n)d answers to the rules that bind you, %(whole)d of them for the whole municipality")
        if bound
        else _("%(n)d answers")
    )
    return StatCard(
        title=_("The rules"),
        value=_("%(broken)d broken · %(unknown)d not assessed") % {"broken": broken, "unknown": unknown},
        status=status,
        status_text=words,
        note=note % {"n": len(mine), "whole": whole},
        url=reverse("policy:documents"),
    )


def _binding(acting_role: ActingRole) -> set[str]:
    """The clauses that bind the role; a presidium is bound as its body too."""
    codes = {acting_role.role, acting_role.role.removesuffix("p")}
    return {clause for code in codes for clause in clauses(as_of=acting_role.as_of, who=code)}


def _own_places(acting_role: ActingRole) -> set[tuple[str, str]]:
    """What the role answers for and the whole municipality; empty for a role of the whole.

    What nobody knows about the whole is unknown to each of those it binds.
    """
    kind, scope = acting_role.place
    if not scope:
        return set()
    units = _units_led(acting_role)
    return {(kind, scope), (MUNICIPALITY.kind, MUNICIPALITY.key), *(("unit", unit) for unit in units)}


def bar_of(role_assignment: RoleAssignment, overview: FramesOverview, language: str) -> FrameBar | None:
    """The frame as one bar: the own unit's, the own committee's, or the council's."""
    if own := _unit_row(role_assignment, overview):
        return unit_bar(own, overview, language)
    row = _row(role_assignment, overview)
    return committee_bar(row, overview, language) if row else council_bar(overview, language)


MOVE = "council_or_committee_meeting:move"
PAGES = {
    "vision_council_goals_and_budget": "goals:chain",
    "frame_per_committee": "frames:proposals_first",
    "committee_goals_and_plan": "goals:chain",
    "action_plan": "goals:chain",
    "unit_goals_and_plan": "goals:chain",
    "judge_unit_goals": "goals:tree",
    "judge_committee_goals": "goals:tree",
    "judge_council_goals": "goals:tree",
    "policy_parameters": "policy:documents",
    "enter_measurements": "goals:report",
    "approve_measurements": "goals:approve",
    "move_money_inside_unit_frame": "autonomy:field",
    "move_money_between_units": "frames:moves",
    "political_assignment": "decisions:list",
    "intervention_in_unit": "autonomy:field",
}


def _page_of(action: str, acting_role: ActingRole) -> str:
    """Where the role does it; whoever has one unit or one department goes straight to its own page."""
    year, unit, department = acting_role.as_of.year, acting_role.unit, acting_role.department
    match action:
        case "unit_goals_and_plan" if unit:
            return reverse("goals:owner_plan", args=[year, "enhet", unit])
        case "action_plan" if department and not unit:
            return reverse("goals:owner_plan", args=[year, "forvaltning", department])
        case "move_money_inside_unit_frame" if unit:
            return reverse("autonomy:unit", args=[unit])
        case "assignment_to_unit_or_employee" if unit:
            return reverse("goals:unit_assignments", args=[unit])
    return reverse(PAGES[action]) if action in PAGES else ""


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
        label = row.label_sv if acting_role.language == "sv" else row.label_en
        if cell.refused_by and not cell.parts:
            rule = rules.policies[cell.refused_by[0]]
            cannot.append(
                Way(
                    label=label,
                    clause=rule.text("clause"),
                    way=acting_role.say(rule.text("way_sv"), rule.text("way_en")),
                )
            )
        elif any(part.operation == "decide" for part in cell.parts):
            note = next(part.note_sv if acting_role.language == "sv" else part.note for part in cell.parts)
            words = f"{label} ({note.strip('()')})" if note else label
            if url := _page_of(row.action, acting_role):
                can.append(Way(label=words, clause="", url=url))
    meeting = rules.decide(actor=actor_of(acting_role), action=MOVE, resource=Resource(kind="meeting", id="any"))
    if role in OFFICIALS and not meeting.allowed:
        way = acting_role.say(meeting.way_sv, meeting.way_en)
        cannot.append(Way(label=_("Moving and voting in a meeting"), clause=meeting.clause, way=way))
    return can[:LONGEST_LIST], cannot[:LONGEST_LIST]
