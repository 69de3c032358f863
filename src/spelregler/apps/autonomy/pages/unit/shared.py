"""A unit's page, with the form that was sent from it where something is to be put right."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.autonomy.access.actions import Action, grounds_to_raise, limit_matter
from spelregler.apps.autonomy.access.visibility import seen_units
from spelregler.apps.autonomy.pages import words as unit_words
from spelregler.apps.autonomy.pages.how_limits.presenters import rows as how_rows
from spelregler.apps.autonomy.pages.line_rows import line_rows
from spelregler.apps.autonomy.pages.moving import MoveForm
from spelregler.apps.autonomy.pages.shared import MODULES, STATEMENT
from spelregler.apps.autonomy.pages.unit import presenters
from spelregler.apps.autonomy.pages.unit.forms import ForecastForm
from spelregler.apps.autonomy.queries import interventions, signals, unit_states
from spelregler.apps.autonomy.queries.how_limits import how_limits_on
from spelregler.apps.frames.access.actions import Action as FrameAction
from spelregler.apps.frames.files.commitments import committed_of_unit
from spelregler.apps.frames.pages.burn import burn_line
from spelregler.apps.frames.pages.words import deviation_mark, limits_on
from spelregler.apps.frames.queries import unit_money
from spelregler.apps.frames.queries.carry_over import carry_overs_into
from spelregler.apps.goals.pages.goal.presenters import goal_rows
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries.thread import unit_goals
from spelregler.apps.organisation.access.actions import may_change, may_fill
from spelregler.apps.organisation.pages.unit_changes.presenters import came_of
from spelregler.domain.money import Money
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.findings import autonomy_rules
from spelregler.platform.forms import PlainForm


def unit_page(request: Request, place: UnitPlace, sent: PlainForm | None = None) -> HttpResponse:
    """Money and goals side by side, the twelve clauses, and the dialogue for those who take part in it."""
    say = request.acting_role.say
    name, department = say(place.name, place.name_en), say(place.department_name, place.department_name_en)
    page = page_shell(
        request,
        title=name,
        lead=" · ".join(part for part in (department, place.purpose) if part),
        crumbs=[(_("Units"), reverse("autonomy:field")), (name, "")],
        current="autonomy:field",
        modules=MODULES,
        scope_kind="unit",
        scope=place.code,
        path=reverse("autonomy:unit", args=[place.code]),
    )
    context = {
        "page": page,
        "sent": sent,
        "knowledge_url": address_of("unit_knowledge", place.code),
        "became": came_of(place.code, as_of=request.acting_role.as_of),
        **_picture(request, place),
        **_dialogue(request, place, sent),
        **_money(request, place, sent),
        **_rights(request, place),
        **_limited(request, place),
    }
    return render(request, "autonomy/unit.html", context, status=sent.status if sent else 200)


def _picture(request: Request, place: UnitPlace) -> dict[str, object]:
    acting_role = request.acting_role
    (unit,) = seen_units(acting_role, unit_states.unit_states(as_of=acting_role.as_of, units=[place.code]))
    scale = scale_on(acting_role.as_of)
    conditions = [each.clause for each in unit.conditions]
    grounds = unit.state.grounds if unit.state else ()
    goals = unit_goals(unit_code=place.code, year=acting_role.as_of.year, as_of=acting_role.as_of, scale=scale)
    rows = goal_rows(goals, scale, acting_role.language)
    return {
        "unit": unit,
        "status": unit_words.unit_status(unit),
        "state_word": unit_words.unit_words(unit, acting_role.language),
        "conditions": presenters.clause_rows(unit, conditions, acting_role),
        "grounds": presenters.clause_rows(unit, grounds, acting_role),
        "goals": rows,
        "has_hidden": any(row.has_hidden for row in rows),
    }


def _dialogue(request: Request, place: UnitPlace, sent: PlainForm | None) -> dict[str, object]:
    acting_role = request.acting_role
    sees_stories = may(acting_role, Action.SEE_RECORD, unit_matter(place))
    stories = signals.signal_stories(as_of=acting_role.as_of, unit=place.code) if sees_stories else []
    views = presenters.story_views(stories, acting_role.language, acting_role.as_of)
    return {
        "sees_stories": sees_stories,
        "stories": [(view, presenters.story_forms(view.pk, sent)) for view in views],
        "rules": autonomy_rules(as_of=acting_role.as_of),
    }


def _limited(request: Request, place: UnitPlace) -> dict[str, object]:
    """What limits how the unit works, and who may say or enter it."""
    acting_role, limit = request.acting_role, limit_matter(department=place.department, body=place.body)
    now = acting_role.as_of == acting_role.today
    held = how_limits_on(unit=place.code, as_of=acting_role.as_of)
    return {
        "how": how_rows(held, acting_role, {place.code: place}),
        "may_say_limited": now and may(acting_role, Action.SAY_LIMITED, unit_matter(place)),
        "may_enter_limit": now and may(acting_role, Action.ENTER_LIMIT, limit),
    }


def _money(request: Request, place: UnitPlace, sent: PlainForm | None) -> dict[str, object]:
    acting_role = request.acting_role
    money = unit_money.unit_money(unit_code=place.code, year=acting_role.as_of.year, as_of=acting_role.as_of)
    if money is None or money.frame_ore is None:
        return {"money": money}
    forecast = money.forecast.amount_ore if money.forecast else None
    lines = line_rows(money.lines)
    limit = interventions.limit_on_money_moves(unit=place.code, as_of=acting_role.as_of)
    status, words = deviation_mark(money.frame_ore, forecast, limits_on(acting_role.as_of), acting_role.language)
    return {
        "money": money,
        "carried": carry_overs_into(year=money.year, as_of=acting_role.as_of).get(("unit", place.code)),
        "before": money.year - 1,
        "frame": Money(money.frame_ore),
        "committed": committed_of_unit(unit_code=place.code, year=acting_role.as_of.year, as_of=acting_role.as_of),
        "line": burn_line(money, acting_role.language),
        "proposal": money.proposal,
        "lines": lines,
        "move": sent if isinstance(sent, MoveForm) else MoveForm(lines=lines, language=acting_role.language),
        "forecast": sent if isinstance(sent, ForecastForm) else ForecastForm(),
        "money_status": status,
        "money_words": words,
        "limit": limit.text(acting_role.language),
    }


def _rights(request: Request, place: UnitPlace) -> dict[str, bool]:
    acting_role, matter = request.acting_role, unit_matter(place)
    now, rules = acting_role.as_of == acting_role.today, autonomy_rules(as_of=acting_role.today)
    return {
        "may_move": now and may(acting_role, Action.MOVE_MONEY, matter),
        "may_forecast": now and may(acting_role, Action.MOVE_MONEY, matter),
        "may_state": now and may(acting_role, Action.STATE, unit_matter(place, subject=STATEMENT)),
        "may_stand": now and may(acting_role, Action.TAKE_STAND, matter),
        "may_open_signal": now and bool(rules and grounds_to_raise(acting_role, place, rules.grounds)),
        "may_change_unit": may_change(acting_role, matter),
        "sees_employees": now and may_fill(acting_role, unit_matter(place, concerns_role="EM")),
        "sees_lines": may(acting_role, Action.SEE_LINES, matter),
        "sees_vouchers": may(acting_role, FrameAction.SEE_VOUCHERS, unit_matter(place)),
    }
