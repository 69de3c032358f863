"""What managers expect the year to cost, and the decisions that answer it (MR-19, MR-42)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import Forecast
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Unit
from spelregler.platform.audit.operations import Who, store, take_turn
from spelregler.platform.errors import DomainError

ANSWERS = (Decision.Kind.MEASURES, Decision.Kind.REPRIORITISATION, Decision.Kind.ACCEPT_WITH_REASON)
"""What counts as an answer to a negative forecast: measures, reprioritisation, or acceptance with a reason (MR-19)."""


class ForecastRefused(DomainError):
    """A forecast that does not fit its year, its unit or the forecast it replaces."""

    code = "forecast-refused"


class AnswerRefused(DomainError):
    """A forecast is answered by a minuted decision about that forecast (MR-19)."""

    code = "answer-refused"


def report_forecast(
    *,
    year: int,
    month: date,
    amount_ore: int,
    method: str,
    recorded_on: date,
    who: Who,
    unit: Unit | None = None,
    body: Body | None = None,
    comment: str = "",
    replaces: Forecast | None = None,
    origin: str = Origin.ENTERED,
) -> Forecast:
    """What the year's net cost is expected to be, with the method in words; never overwritten (MR-42).

    `month` is the last month whose outcome the forecast builds on. A correction replaces the older row.
    """
    month = month.replace(day=1)
    forecast = Forecast(
        unit=unit,
        body=body,
        year=year,
        month=month,
        amount_ore=amount_ore,
        method=method,
        comment=comment,
        recorded_on=recorded_on,
        reported_by=who.name,
        replaces=replaces,
        origin=origin,
    )
    _refuse_strange_forecast(forecast)
    if replaces is not None:
        _refuse_strange_correction(forecast, older=replaces)
    with transaction.atomic():
        store(forecast, act="report-forecast", who=who, details={"amount_ore": amount_ore, "method": method})
    return forecast


def answer_forecast(*, forecast: Forecast, decision: Decision, who: Who) -> Forecast:
    """A negative forecast is answered by a minuted decision: measures, reprioritisation or acceptance (MR-19)."""
    with transaction.atomic():
        take_turn()
        answered: Forecast = Forecast.objects.select_for_update().get(pk=forecast.pk)
        _refuse_strange_answer(forecast=answered, decision=decision)
        answered.answered_by = decision
        store(answered, act="answer-forecast", who=who, details={"decision": str(decision)})
    return answered


def _refuse_strange_forecast(forecast: Forecast) -> None:
    if (forecast.unit is None) == (forecast.body is None):
        raise ForecastRefused(
            sv="En prognos gäller antingen en enhet eller en nämnd.",
            en="A forecast is for either a unit or a committee.",
            way_sv="Välj en av dem.",
            way_en="Choose one of them.",
        )
    if forecast.month.year != forecast.year or forecast.recorded_on < forecast.month:
        raise ForecastRefused(
            sv=f"Prognosen efter {forecast.month:%Y-%m} stämmer inte med år {forecast.year} eller med "
            f"rapportdagen {forecast.recorded_on}.",
            en=f"The forecast after {forecast.month:%Y-%m} does not fit the year {forecast.year} or the day of "
            f"report, {forecast.recorded_on}.",
            way_sv="Ange en månad i året som har börjat på rapportdagen.",
            way_en="Give a month of the year that has begun on the day of report.",
        )


def _refuse_strange_correction(forecast: Forecast, *, older: Forecast) -> None:
    same = (older.unit_id, older.body_id, older.year) == (forecast.unit_id, forecast.body_id, forecast.year)
    replaced = Forecast.objects.filter(replaces=older).exists()
    if not same or replaced or forecast.recorded_on < older.recorded_on:
        raise ForecastRefused(
            sv="En rättelse ersätter den senaste prognosen för samma enhet eller nämnd och år.",
            en="A correction replaces the latest forecast for the same unit or committee and year.",
            way_sv="Välj den prognos som gäller i dag.",
            way_en="Choose the forecast that holds today.",
        )


def _refuse_strange_answer(*, forecast: Forecast, decision: Decision) -> None:
    if decision.kind not in ANSWERS:
        raise AnswerRefused(
            sv="Beslutet är varken åtgärder, omprioritering eller ett motiverat godkännande.",
            en="The decision is neither measures, nor reprioritisation, nor acceptance with a reason.",
            clause="MR-19",
            way_sv="Välj det beslut som tar ställning till prognosen.",
            way_en="Choose the decision that takes a stand on the forecast.",
        )
    if decision.decided_on < forecast.recorded_on:
        raise AnswerRefused(
            sv=f"Beslutet {decision.decided_on} är äldre än prognosen {forecast.recorded_on}.",
            en=f"The decision of {decision.decided_on} is older than the forecast of {forecast.recorded_on}.",
            clause="MR-19",
            way_sv="Ett svar kommer efter det som det svarar på.",
            way_en="An answer comes after what it answers.",
        )
    if forecast.answered_by_id not in (None, decision.pk):
        raise AnswerRefused(
            sv=f"Prognosen är redan besvarad genom {forecast.answered_by}.",
            en=f"The forecast has already been answered by {forecast.answered_by}.",
            clause="MR-19",
            way_sv="Ett nytt ställningstagande hör till nästa prognos.",
            way_en="A new stand belongs to the next forecast.",
        )
