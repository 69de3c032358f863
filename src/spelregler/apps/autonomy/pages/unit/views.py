"""The field of units, each unit's page, and what its manager and its department management do there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must, unit_matter
from spelregler.apps.autonomy.access.actions import Action, grounds_to_raise
from spelregler.apps.autonomy.access.visibility import seen_units
from spelregler.apps.autonomy.pages import words as words_pages
from spelregler.apps.autonomy.pages.budget_lines import presenters as budget_lines_presenters
from spelregler.apps.autonomy.pages.shared import MODULES, STATEMENT, done, place_asked
from spelregler.apps.autonomy.pages.unit import presenters as unit_presenters
from spelregler.apps.autonomy.queries import interventions, signals, unit_states
from spelregler.apps.frames import operations as money_operations
from spelregler.apps.frames.access.actions import Action as FrameAction
from spelregler.apps.frames.files.commitments import committed_of_unit
from spelregler.apps.frames.pages.burn import burn_line
from spelregler.apps.frames.pages.words import deviation_mark, limits_on
from spelregler.apps.frames.queries import frame_rows, unit_money
from spelregler.apps.frames.queries.both_forecasts import unit_forecast
from spelregler.apps.frames.queries.carry_over import carried_into
from spelregler.apps.goals.pages.goal.presenters import goal_rows
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries.thread import unit_goals
from spelregler.apps.organisation.access.actions import may_change, may_fill
from spelregler.apps.organisation.pages.unit_changes.presenters import came_of
from spelregler.apps.organisation.queries.units import unit_by_code
from spelregler.domain.money import Money
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.errors import DomainError
from spelregler.platform.findings import autonomy_rules
from spelregler.platform.numbers import read_tkr


def unit(request: Request, code: str) -> HttpResponse:
    """Money and goals side by side, the twelve clauses, and the dialogue for those who take part in it."""
    place = place_asked(request, code)
    page = page_shell(
        request,
        title=place.name,
        lead=" · ".join(part for part in (place.department_name, place.purpose) if part),
        crumbs=[(_("Units"), reverse("autonomy:field")), (place.name, "")],
        current="autonomy:field",
        modules=MODULES,
        scope_kind="unit",
        scope=code,
    )
    page_of_it = {"page": page, "became": came_of(code, as_of=request.acting_role.as_of)}
    context = {**page_of_it, **_picture(request, place), **_money(request, place), **_rights(request, place)}
    return render(request, "autonomy/unit.html", context)


def _picture(request: Request, place: UnitPlace) -> dict[str, object]:
    acting_role = request.acting_role
    (unit,) = seen_units(acting_role, unit_states.unit_states(as_of=acting_role.as_of, unit=place.code))
    scale = scale_on(acting_role.as_of)
    sees_stories = may(acting_role, Action.SEE_RECORD, unit_matter(place))
    stories = signals.signal_stories(as_of=acting_role.as_of, unit=place.code) if sees_stories else []
    conditions = [each.clause for each in unit.conditions]
    grounds = unit.state.grounds if unit.state else ()
    goals = unit_goals(unit_code=place.code, year=acting_role.as_of.year, as_of=acting_role.as_of, scale=scale)
    rows = goal_rows(goals, scale, acting_role.language)
    return {
        "unit": unit,
        "status": words_pages.unit_status(unit),
        "state_word": words_pages.unit_words(unit),
        "conditions": unit_presenters.clause_rows(unit, conditions, acting_role.language, acting_role.as_of),
        "grounds": unit_presenters.clause_rows(unit, grounds, acting_role.language, acting_role.as_of),
        "sees_stories": sees_stories,
        "stories": unit_presenters.story_views(stories, acting_role.language, acting_role.as_of),
        "rules": autonomy_rules(as_of=acting_role.as_of),
        "goals": rows,
        "has_hidden": any(row.has_hidden for row in rows),
    }


def _money(request: Request, place: UnitPlace) -> dict[str, object]:
    acting_role = request.acting_role
    money = unit_money.unit_money(unit_code=place.code, year=acting_role.as_of.year, as_of=acting_role.as_of)
    if money is None or money.frame_ore is None:
        return {"money": money}
    forecast = money.forecast.amount_ore if money.forecast else None
    status, words = deviation_mark(money.frame_ore, forecast, limits_on(acting_role.as_of), acting_role.language)
    return {
        "money": money,
        "carried": carried_into(year=money.year, as_of=acting_role.as_of).get(("unit", place.code)),
        "before": money.year - 1,
        "frame": Money(money.frame_ore),
        "committed": committed_of_unit(unit_code=place.code, year=acting_role.as_of.year, as_of=acting_role.as_of),
        "line": burn_line(money, acting_role.language),
        "proposal": money.proposal,
        "lines": budget_lines_presenters.line_rows(money),
        "money_status": status,
        "money_words": words,
        "limit": interventions.limit_on_money_moves(unit=place.code, as_of=acting_role.as_of),
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


@require_POST
def move_money(request: Request, code: str) -> HttpResponse:
    """A unit manager moves money between own lines, at once (MR-38)."""
    acting_role, place = request.acting_role, place_asked(request, code)
    must(acting_role, Action.MOVE_MONEY, unit_matter(place))
    unit_frame = frame_rows.unit_frame_of(unit_code=code, year=acting_role.today.year, as_of=acting_role.today)
    if unit_frame is None:
        raise _without_frame()
    lines = {str(line.number): line for line in unit_money.lines_of(unit_frame=unit_frame)}
    chosen = [lines.get(request.POST.get(name, "")) for name in ("from", "to")]
    if chosen[0] is None or chosen[1] is None:
        raise _unknown_line()
    made = money_operations.move_between_lines(
        unit_frame=unit_frame,
        from_line=chosen[0],
        to_line=chosen[1],
        amount_ore=read_tkr(request.POST.get("tkr", "")).ore,
        reason=request.POST.get("reason", ""),
        moved_on=acting_role.today,
        who=acting_role.who,
        intervention_limits=interventions.limit_on_money_moves(unit=code, as_of=acting_role.today) or None,
    )
    return done(request, code, budget_lines_presenters.moved_words(made, acting_role.language))


@require_POST
def forecast(request: Request, code: str) -> HttpResponse:
    """A unit manager reports what the year's net cost is expected to be (MR-42)."""
    acting_role, place = request.acting_role, place_asked(request, code)
    must(acting_role, Action.MOVE_MONEY, unit_matter(place))
    found = unit_forecast(unit_code=code, year=acting_role.today.year, as_of=acting_role.today)
    money_operations.report_forecast(
        unit=unit_by_code(code=code),
        body=None,
        year=acting_role.today.year,
        month=acting_role.today.replace(day=1),
        amount_ore=read_tkr(request.POST.get("amount", "")).ore,
        method=acting_role.say("Enhetschefens egen bedömning", "Enhetschefens egen bedömning"),
        comment=request.POST.get("comment", ""),
        recorded_on=acting_role.today,
        who=acting_role.who,
        proposal=found.proposal if found else None,
    )
    return done(request, code, _("The forecast is reported."))


def _without_frame() -> DomainError:
    return DomainError(
        sv="Enheten har ingen beslutad ram i år.",
        en="The unit has no decided frame this year.",
        way_sv="Be förvaltningschefen lägga in enhetens ram.",
        way_en="Ask the department head to enter the unit's frame.",
    )


def _unknown_line() -> DomainError:
    return DomainError(
        sv="Raden finns inte i enhetens budget.",
        en="The line is not in the unit's budget.",
        way_sv="Välj två av enhetens egna rader.",
        way_en="Choose two of the unit's own lines.",
    )
