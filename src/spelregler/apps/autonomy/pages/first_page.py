"""The units near the role on its first page."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.autonomy.access.visibility import FieldTally, seen_field, seen_units, units_in_a_story
from spelregler.apps.autonomy.pages.field.presenters import summary
from spelregler.apps.autonomy.pages.words import state_word, unit_status, unit_words
from spelregler.apps.autonomy.queries.signals import signals_without_statement
from spelregler.apps.autonomy.queries.unit_states import Told, unit_states
from spelregler.apps.organisation.queries.unit_counts import DepartmentOnField
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.roles import Role
from spelregler.platform import memory
from spelregler.ui.names import named
from spelregler.ui.page import StatCard, StateList, StateRow

PLACE, PLACE_OF_LIST = 2, 2
MOST_UNITS = 6


def unit_or_field(acting_role: ActingRole) -> str:
    """Where the own unit's money is moved, for whoever has a unit; else the field of all."""
    unit = acting_role.unit
    return f"{reverse('autonomy:unit', args=[unit])}#move" if unit else reverse("autonomy:field")


def card(acting_role: ActingRole) -> StatCard | None:
    """How the units near the role stand, or the own unit; None for whoever sees the state of none."""
    if acting_role.place[0] == "unit":
        return _own_unit(acting_role)
    field = _field(acting_role)
    own = [tally for each, tally in field.items() if acting_role.department and each.code == acting_role.department]
    near = own or [tally for each, tally in field.items() if acting_role.body and each.body == acting_role.body]
    every = list(field.values())
    shown = sum(every if acting_role.is_central or acting_role.role == Role.KC else near or every, FieldTally())
    if not shown.seen and not shown.told:
        return None
    status, words = _signals(shown)
    return StatCard(
        title=_("The units"), value=summary(shown), status=status, status_text=words, url=reverse("autonomy:field")
    )


def _own_unit(acting_role: ActingRole) -> StatCard | None:
    """The own unit's state, and whether its own words on an open signal are still to be said (MR-46)."""
    day, unit = acting_role.as_of, acting_role.unit
    states = seen_units(acting_role, unit_states(as_of=day, units=[unit], told=Told.NOTHING))
    found = next((each for each in states if each.state), None)
    if found is None or found.state is None:
        return None
    is_free = found.state.picture.state is State.AUTONOMOUS
    status, words = unit_status(found), _("no signal waits") if is_free else _("every signal is answered")
    if found.state.unanswered:
        words = _("a signal waits for the department's answer")
    if signals_without_statement(unit=unit, as_of=day):
        status, words = "attention", _("your own statement is not written")
    return StatCard(
        title=_("The unit's freedom"),
        value=state_word(found.state.picture.state).capitalize(),
        status=status,
        status_text=words,
        url=f"{reverse('autonomy:unit', args=[unit])}#{'conditions' if is_free else 'signals'}",
    )


def departments(acting_role: ActingRole) -> StateList | None:
    """The whole field, department by department, for whoever leads it; None for other roles."""
    if acting_role.role != Role.KC:
        return None
    return StateList(
        title=_("The units, department by department"),
        url=reverse("autonomy:field"),
        rows=[_department(department, tally, acting_role) for department, tally in _field(acting_role).items()],
    )


def _department(department: DepartmentOnField, tally: FieldTally, acting_role: ActingRole) -> StateRow:
    """How its units stand, in words; under its name where a signal waits, which is then said first."""
    url, words = f"{reverse('autonomy:field')}?forvaltning={department.code}", summary(tally)
    name = named(department.name, department.name_en, acting_role.language)
    if tally.unanswered:
        return StateRow(label=name, url=url, status="attention", status_text=_signals(tally)[1], note=words)
    is_free = tally.states[State.AUTONOMOUS] == tally.units
    return StateRow(label=name, url=url, status="kept" if is_free else "attention", status_text=words)


def units(acting_role: ActingRole) -> StateList | None:
    """The own department's units about which something is going on; None for other roles, and where nothing is."""
    if acting_role.role != Role.FC:
        return None
    own = [each for each in units_in_a_story(acting_role) if each.place.department == acting_role.department]
    if not own:
        return None
    return StateList(
        title=_("Units where something is going on"),
        url=reverse("autonomy:field"),
        rows=[
            StateRow(
                label=named(each.place.name, each.place.name_en, acting_role.language),
                url=reverse("autonomy:unit", args=[each.place.code]),
                status=unit_status(each),
                status_text=unit_words(each, acting_role.language),
            )
            for each in own[:MOST_UNITS]
        ],
        note=_("and %(n)d more") % {"n": len(own) - MOST_UNITS} if len(own) > MOST_UNITS else "",
    )


def _field(acting_role: ActingRole) -> Mapping[DepartmentOnField, FieldTally]:
    key = ("field", acting_role.role_assignment.code, acting_role.as_of)
    return memory.once(key, lambda: seen_field(acting_role))


def _signals(shown: FieldTally) -> tuple[str, str]:
    """Whether a signal waits for an answer, for those who see any unit's state."""
    if not shown.seen:
        return "", ""
    waiting = shown.unanswered
    if not waiting:
        return "kept", _("no signal waits")
    words = ngettext("%(n)d signal waits for an answer", "%(n)d signals wait for an answer", waiting)
    return "attention", words % {"n": waiting}
