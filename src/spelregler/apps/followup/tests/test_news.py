"""Bad news from the rows of the records, and what tells that the body heard (MR-31)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.followup import operations
from spelregler.apps.followup.models import HandedIn, NewsTold, Report
from spelregler.apps.followup.operations import NewsRefused, OccasionSaid, ToldSaid, Written
from spelregler.apps.followup.queries.figures import DEVIATION, MONEY, UNIT, Figure
from spelregler.apps.followup.queries.news import news_by_body
from spelregler.apps.frames.models import Forecast
from spelregler.apps.frames.tests import small_town
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.tests.signing_in import START, WHO
from spelregler.domain.bad_news import Way, news_of
from spelregler.domain.frames.deviation import DeviationLimits
from spelregler.domain.reports import Kind

pytestmark = pytest.mark.django_db
KNOWN, TOLD = date(2026, 5, 20), date(2026, 6, 1)


@pytest.fixture
def town() -> small_town.Town:
    """A committee whose own forecast is three per cent over its frame since May."""
    made = small_town.build()
    report_forecast(made, KNOWN, 1_030)
    return made


def report_forecast(town: small_town.Town, on: date, thousand: int) -> Forecast:
    """The committee's own, in thousands of tkr for a frame of a million kronor."""
    amount = town.frame.amount_ore * thousand // 1000
    return Forecast.objects.create(
        body=town.frame.body, year=on.year, month=on.replace(day=1), amount_ore=amount, method="Eget", recorded_on=on
    )


def news(body: Body, as_of: date):
    return news_of(news_by_body(as_of=as_of)[body.code], limits=DeviationLimits(floor_committee_tkr=0))


def deliver(body: Body, figure: Figure) -> HandedIn:
    said = OccasionSaid(Kind.TERTIAL, "Tertial", date(2026, 1, 1), date(2026, 4, 30), TOLD, TOLD)
    occasion = operations.open_occasion(said=said, today=KNOWN, who=WHO)
    report = Report.objects.get(occasion=occasion, level="department", body=body)
    written = [Written(occasion.sections.get(place=1), "Det går sämre.", 0)]
    operations.write_report(report=report, written=written, on=TOLD, who=WHO)
    return operations.hand_in(report=report, figures=(figure,), on=TOLD, role="FC", who=WHO)


class TestToldByAReport:
    def test_the_first_delivered_report_whose_figures_say_so_tells(self, town):
        body = town.frame.body
        (before,) = news(body, TOLD)
        assert (before.known_on, before.told) == (KNOWN, None)
        deliver(body, Figure(MONEY, DEVIATION, "", amount_ore=-1))
        assert news(body, KNOWN)[0].told is None, "as it was known before"
        (after,) = news(body, TOLD)
        assert (after.told.on, after.told.way, after.days(TOLD)) == (TOLD, Way.REPORT, 12)

    def test_a_report_that_shows_no_deviation_tells_nothing(self, town):
        deliver(town.frame.body, Figure(MONEY, DEVIATION, "", amount_ore=1))
        assert news(town.frame.body, TOLD)[0].told is None

    def test_what_was_returned_told_nobody(self, town):
        handed = deliver(town.frame.body, Figure(MONEY, DEVIATION, "", amount_ore=-1))
        operations.return_report(report=handed.report, reason="Mer.", on=TOLD, who=WHO)
        assert news(town.frame.body, TOLD)[0].told is None

    def test_the_council_is_told_by_the_report_of_the_whole_alone(self, town):
        council = Body.objects.filter(kind=Body.Kind.COUNCIL).first() or Body.objects.create(
            code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START
        )
        deliver(town.frame.body, Figure(UNIT, town.frame.body.code, "", amount_ore=-1))
        assert [each.told for each in news(council, TOLD)] == [None]


class TestToldInAnotherWay:
    def test_whoever_heard_records_it_and_takes_it_back(self, town):
        body = town.frame.body
        (one,) = news(body, TOLD)
        said = ToldSaid(TOLD, "mail", "Brev 2026/14")
        row = operations.record_told(body=body, news=one, said=said, today=TOLD, who=WHO)
        (after,) = news(body, TOLD)
        assert (after.told.on, after.told.way, after.told.where) == (TOLD, Way.MAIL, "Brev 2026/14")
        with pytest.raises(NewsRefused):
            operations.withdraw_told(told=row, reason=" ", on=TOLD, who=WHO)
        operations.withdraw_told(told=row, reason="Fel brev.", on=TOLD, who=WHO)
        assert news(body, TOLD)[0].told is None
        with pytest.raises(NewsRefused):
            operations.withdraw_told(told=row, reason="Igen.", on=TOLD, who=WHO)

    @pytest.mark.parametrize(
        ("field", "on", "where"),
        [("told_on", date(2026, 5, 19), "Brev"), ("told_on", date(2026, 6, 2), "Brev"), ("where", TOLD, " ")],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, town, field, on, where):
        (one,) = news(town.frame.body, TOLD)
        with pytest.raises(NewsRefused) as refused:
            operations.record_told(
                body=town.frame.body, news=one, said=ToldSaid(on, "mail", where), today=TOLD, who=WHO
            )
        assert (refused.value.field, NewsTold.objects.count()) == (field, 0)


def test_the_questions_do_not_grow_with_forecasts(town, django_assert_max_num_queries):
    for day in range(1, 20):
        report_forecast(town, date(2026, 6, day), 1_030)
    with django_assert_max_num_queries(26):
        assert len(news_by_body(as_of=date(2026, 7, 1))[town.frame.body.code].reported[0].forecasts) == 20
