"""What each body is to be told of, and what tells that it was, as known on a day. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import F, Q, QuerySet

from spelregler.apps.followup.models import HandedIn, KeptFigure, NewsTold, Report
from spelregler.apps.followup.queries.figures import DEVIATION, MEASURE, MONEY, UNIT
from spelregler.apps.frames.queries.frame_rows import held_unit_frames
from spelregler.apps.frames.queries.known_forecasts import reported_forecasts_by_body, reported_forecasts_by_unit
from spelregler.apps.goals.queries.missed_targets import missed_of_bodies
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.domain.bad_news import BodyNews, Kind, MissedGoal, Reported, Telling, Way
from spelregler.domain.frames.deviation import ReportedForecast
from spelregler.domain.goals.attainment import DEFAULT_SCALE, GoalScale

Forecasts = Mapping[str, tuple[ReportedForecast, ...]]
ABOVE = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD)
"""The bodies that are told of the committees' forecasts too."""


def news_by_body(
    *,
    as_of: date,
    scale: GoalScale = DEFAULT_SCALE,
    of_bodies: Forecasts | None = None,
) -> dict[str, BodyNews]:
    """By the code of the council, the board and each committee: the year's forecasts, missed targets, and tellings.

    The bodies' forecasts where they are read already. Of units, those that have reported one over their frame. A target
    whose value is about few cases is left out. Some twenty queries, however many units and goals there are.
    """
    told = _tellings(as_of)
    over = Q(unit__forecasts__year=as_of.year, unit__forecasts__amount_ore__gt=F("amount_ore"))
    framed = held_unit_frames(year=as_of.year, as_of=as_of).filter(over).distinct()
    columns = ("unit__code", "unit__name", "committee_frame__body__code")
    own: dict[str, list[Reported]] = defaultdict(list)
    some = list(framed.order_by("pk").values_list(*columns, "pk"))
    units = reported_forecasts_by_unit(as_of=as_of, units={code for code, *_ in some}) if some else {}
    for code, name, body, _pk in some:
        own[body].append(Reported(Kind.UNIT, code, name, units.get(code, ())))
    rows, known = bodies(as_of=as_of), of_bodies if of_bodies is not None else reported_forecasts_by_body(as_of=as_of)
    missed: dict[str, list[MissedGoal]] = defaultdict(list)
    for miss in missed_of_bodies(year=as_of.year, as_of=as_of, scale=scale):
        missed[miss.body].append(MissedGoal(miss.code, miss.title, miss.known_on))
    forecasts = {each.code: Reported(Kind.FORECAST, each.code, each.name, known.get(each.code, ())) for each in rows}
    found = {}
    for each in rows:
        own_forecast = [forecasts[each.code]]
        if each.kind in ABOVE:
            others = [one for code, one in forecasts.items() if code != each.code]
            # That another body has answered its forecast tells this one nothing.
            own_forecast.extend(replace(one, forecasts=_unanswered(one)) for one in others)
        found[each.code] = BodyNews(
            reported=(*own_forecast, *own[each.code]),
            missed=tuple(missed[each.code]),
            tellings=tuple(told[each.code]),
        )
    return found


def _unanswered(reported: Reported) -> tuple[ReportedForecast, ...]:
    return tuple(replace(each, answered_on=None, decision="") for each in reported.forecasts)


def _tellings(as_of: date) -> dict[str, list[Telling]]:
    """What tells, by the body that was told. Two queries."""
    found: dict[str, list[Telling]] = defaultdict(list)
    bad = Q(kind=MONEY, code=DEVIATION, amount_ore__lt=0) | Q(kind=UNIT, amount_ore__lt=0)
    shown = Q(kind=MEASURE) & ~Q(value="")
    handed = HandedIn.objects.filter(handed_on__lte=as_of, is_returned=False).exclude(report__level=Report.Level.UNIT)
    handed = handed.filter(Q(report__adopter=None) | Q(adoption_entered_on__lte=as_of))
    columns = ("kind", "code", "handed_in__handed_on", "handed_in__adopted__decided_on")
    of = ("report__level", "report__body__code", "report__adopter__code", "report__occasion__title")
    rows = KeptFigure.objects.filter(bad | shown, handed_in__in=handed).order_by("pk")
    for kind, code, on, adopted, level, body, adopter, title in rows.values_list(
        *columns, *(f"handed_in__{each}" for each in of)
    ):
        day = adopted or on
        if kind == MEASURE:
            found[adopter or body].append(Telling(Kind.GOAL, code, day, Way.REPORT, title))
        elif kind == UNIT:
            what = Kind.FORECAST if level == Report.Level.MUNICIPALITY else Kind.UNIT
            found[body].append(Telling(what, code, day, Way.REPORT, title))
        elif level == Report.Level.DEPARTMENT:
            found[body].append(Telling(Kind.FORECAST, body, day, Way.REPORT, title))
        elif level == Report.Level.COMMITTEE:
            for receiver in (adopter, body):
                found[receiver].append(Telling(Kind.FORECAST, adopter, day, Way.REPORT, title))
    for each in told_on(as_of).select_related("body").order_by("pk"):
        said = Telling(Kind(each.kind), each.code, each.told_on, Way(each.way), each.where, each.known_on)
        found[each.body.code].append(said)
    return found


def told_on(as_of: date) -> QuerySet[NewsTold]:
    """What had been recorded as told by the day, and was not taken back."""
    rows = NewsTold.objects.filter(recorded_on__lte=as_of)
    return rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=as_of))


def told_of(*, body: Body, as_of: date) -> list[NewsTold]:
    """What was recorded as told to the body by the day, the latest first; 100 at most. One query."""
    return list(told_on(as_of).filter(body=body).order_by("-told_on", "-pk")[:100])


def told_by_pk(*, pk: int) -> NewsTold | None:
    """Itself, for an operation to work on."""
    return NewsTold.objects.filter(pk=pk).select_related("body").first()
