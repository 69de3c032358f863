"""What bad news was known when and told when, and what the rule says of it (MR-31)."""

from __future__ import annotations

from datetime import date

from spelregler.domain.bad_news import BodyNews, Kind, MissedGoal, Reported, Telling, Way, news_of
from spelregler.domain.findings import Scope
from spelregler.domain.frames.deviation import DeviationLimits, ReportedForecast
from spelregler.domain.money import Money
from spelregler.domain.reports import BodyReports, ReportToBody, ResultsTold, judge_results_told
from spelregler.domain.reports import Kind as ReportKind

LIMITS = DeviationLimits()
MAY, JUNE, SEPTEMBER, DAY = date(2026, 5, 20), date(2026, 6, 10), date(2026, 9, 10), date(2026, 11, 2)


def forecast(on: date, tkr: int, answered: date | None = None) -> ReportedForecast:
    """Against a frame of 100 000 tkr."""
    return ReportedForecast(on, Money.from_tkr(100_000), Money.from_tkr(tkr), answered, "§ 4" if answered else "")


def reported(*forecasts: ReportedForecast, kind: Kind = Kind.FORECAST) -> Reported:
    return Reported(kind, "un", "Utbildningsnämnden", forecasts)


def telling(on: date, kind: Kind = Kind.FORECAST, of: date | None = None) -> Telling:
    return Telling(kind, "un", on, Way.REPORT, "Tertialrapport", of)


def told(*reported_: Reported, tellings: tuple[Telling, ...] = (), missed: tuple[MissedGoal, ...] = ()):
    return news_of(BodyNews(reported_, missed, tellings), limits=LIMITS)


class TestNews:
    def test_an_unbroken_run_is_one_news_from_its_first_report(self):
        (one,) = told(reported(forecast(MAY, 103_000), forecast(JUNE, 104_000)))
        assert (one.known_on, one.mended_on, one.told) == (MAY, None, None)
        assert one.days(DAY) == (DAY - MAY).days

    def test_what_is_mended_and_comes_again_is_two(self):
        found = told(reported(forecast(MAY, 103_000), forecast(JUNE, 100_000), forecast(SEPTEMBER, 103_000)))
        assert [(each.known_on, each.mended_on) for each in found] == [(MAY, JUNE), (SEPTEMBER, None)]

    def test_a_committee_is_told_what_needs_action_and_of_a_unit_what_is_serious(self):
        assert told(reported(forecast(MAY, 101_500))) == []
        assert len(told(reported(forecast(MAY, 102_500)))) == 1
        assert told(reported(forecast(MAY, 102_500), kind=Kind.UNIT)) == []
        assert len(told(reported(forecast(MAY, 103_500), kind=Kind.UNIT))) == 1

    def test_the_first_that_tells_after_it_was_known_counts(self):
        found = told(reported(forecast(JUNE, 103_000)), tellings=(telling(MAY), telling(DAY), telling(SEPTEMBER)))
        assert (found[0].told.on, found[0].days(DAY)) == (SEPTEMBER, (SEPTEMBER - JUNE).days)

    def test_the_bodys_own_decision_on_the_forecast_tells(self):
        (one,) = told(reported(forecast(JUNE, 103_000, SEPTEMBER)))
        assert (one.told.on, one.told.way, one.told.where) == (SEPTEMBER, Way.DECISION, "§ 4")

    def test_what_was_recorded_of_one_news_tells_no_other(self):
        rows = reported(forecast(MAY, 103_000), forecast(JUNE, 100_000), forecast(SEPTEMBER, 103_000))
        found = told(rows, tellings=(telling(DAY, of=MAY),))
        assert [each.told is not None for each in found] == [True, False]

    def test_a_missed_target_is_told_by_a_report_that_shows_its_measure(self):
        missed = (MissedGoal("un", "Behöriga lärare", MAY),)
        (one,) = told(missed=missed, tellings=(telling(JUNE, Kind.GOAL), telling(MAY, Kind.UNIT)))
        assert one.told.on == JUNE


def judged(news: BodyNews, as_of: date = DAY):
    reports = (ReportToBody("Delår", ReportKind.INTERIM, date(2026, 9, 30), date(2026, 9, 28)),)
    fact = BodyReports(Scope("committee", "un", "Utbildningsnämnden"), reports, news=news)
    return judge_results_told([fact], parameters=ResultsTold(), as_of=as_of)[0]


class TestTheRule:
    def test_without_bad_news_the_reports_alone_are_judged(self):
        assert judged(BodyNews()).status == "kept"

    def test_bad_news_in_time_is_counted_and_nothing_more(self):
        found = judged(BodyNews((reported(forecast(SEPTEMBER, 103_000)),), (), (telling(date(2026, 9, 28)),)))
        assert (found.status, found.inputs["news"], found.inputs["news_untold"]) == ("kept", 1, 0)

    def test_what_nobody_has_told_breaks_the_rule_after_its_days(self):
        about = BodyNews((reported(forecast(SEPTEMBER, 103_000)),))
        assert judged(about, date(2026, 11, 9)).status == "kept"
        found = judged(about, date(2026, 11, 10))
        assert (found.status, found.since, found.expected_of) == ("breach", date(2026, 11, 10), "FC")
        assert "Den negativa prognosen för Utbildningsnämnden" in found.reason.sv

    def test_what_was_told_late_is_watched_the_year_out(self):
        found = judged(BodyNews((reported(forecast(MAY, 103_000)),), (), (telling(SEPTEMBER),)))
        assert (found.status, found.inputs["news_late"], found.since) == ("attention", 1, SEPTEMBER)

    def test_what_was_mended_before_it_was_told_breaks_nothing(self):
        found = judged(BodyNews((reported(forecast(MAY, 103_000), forecast(DAY, 100_000)),)))
        assert (found.status, found.inputs["news"]) == ("kept", 1)
