"""Whether results are told in time, and valued by those who get them (MR-14, MR-31, CP-15)."""

from __future__ import annotations

from dataclasses import replace

from spelregler.apps.followup.models import HandedIn, KeptFigure, NewsTold, Occasion, Report, Valuation
from spelregler.apps.followup.queries.for_checks import bodies_reports
from spelregler.apps.followup.queries.news import news_by_body
from spelregler.apps.frames.queries.known_forecasts import reported_forecasts_by_body
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.reports import (
    PLANNED_FOR,
    TOLD,
    VALUED,
    BodyReports,
    PlanningBasis,
    ReportsValued,
    ResultsTold,
    judge_planning_basis,
    judge_reports_valued,
    judge_results_told,
)
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# What a body gets is the body's; it touches no unit.
for each in (Occasion, Report, HandedIn, KeptFigure, NewsTold, Valuation):
    belongs(each, beside=lambda _keys: ())

REPORTS = (
    *("followup.occasion", "followup.report", "followup.handedin"),
    *("followup.valuation", "decisions.decision", "organisation.body", "organisation.department"),
)
"""The rows that the delivered reports, and what was said of them, stand in: one loader reads for all three."""


NEWS = (
    *("followup.newstold", "followup.keptfigure", "frames.forecast", "frames.unitframe", "frames.committeeframe"),
    *("goals.goal", "goals.target", "goals.measurement", "goals.indicator"),
    *("organisation.unit", "organisation.unitname", "organisation.unitchange", "organisation.unitpart"),
)
"""The rows that bad news, and what tells of it, stand in."""


def load_reports(load: Load) -> list[BodyReports]:
    """Every body with its reports. Four queries in an evaluation."""
    return load.once(bodies_reports)


def load_told(load: Load) -> list[BodyReports]:
    """Every body with its reports, and with what it is to be told. Some twenty queries more in an evaluation."""
    found = news_by_body(as_of=load.as_of, of_bodies=load.once(reported_forecasts_by_body))
    return [replace(each, news=found.get(each.body.key, each.news)) for each in load.once(bodies_reports)]


def load_planning(load: Load) -> list[BodyReports]:
    """Those that plan: committees and the executive board."""
    return [each for each in load.once(bodies_reports) if each.head == "FC"]


registry.register(
    Check(
        name=VALUED,
        title=Words("Each body says what it thinks of the reports that it gets"),
        formula=Words(
            "Each report that the body got in the past 365 days is valued within the days: satisfied, asks, acts, or "
            "accepts with a reason. To file it is no valuing."
        ),
        scope_kinds=("committee",),
        load=load_reports,
        judge=judge_reports_valued,
        reads=REPORTS,
        parameters=ReportsValued,
    )
)
registry.register(
    Check(
        name=TOLD,
        title=Words("Each body gets its reports in time, all through the year"),
        formula=Words(
            "Each report is delivered by its last day, and no longer than the days lie between two. A forecast that "
            "needs action, a serious deviation and a missed target are told within the days."
        ),
        scope_kinds=("committee",),
        load=load_told,
        judge=judge_results_told,
        reads=(*REPORTS, *NEWS),
        parameters=ResultsTold,
    )
)
registry.register(
    Check(
        name=PLANNED_FOR,
        title=Words("Each committee gets material to plan by, every year"),
        formula=Words(
            "The planning material is delivered by its last day, and no longer than the days lie between two."
        ),
        scope_kinds=("committee",),
        load=load_planning,
        judge=judge_planning_basis,
        reads=REPORTS,
        parameters=PlanningBasis,
    )
)
