"""One figure looks the same everywhere, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from spelregler.domain.findings import Status
from spelregler.domain.money import Money
from spelregler.ui import formatting

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("minutes", "sv"), [(1, "ca 1 min"), (89, "ca 89 min"), (90, "ca 1,5 tim"), (120, "ca 2 tim"), (360, "ca 6 tim")]
)
def test_how_long_something_takes_is_said_in_minutes_and_then_in_half_hours(minutes: int, sv: str) -> None:
    assert formatting.duration(minutes, "sv") == sv


class TestDates:
    def test_long_dates_are_written_as_people_say_them(self) -> None:
        assert formatting.long_date(TODAY, "sv") == "2\u00a0november 2026"
        assert formatting.long_date(TODAY, "en-gb") == "2\u00a0November 2026"

    def test_an_unknown_date_is_a_dash(self) -> None:
        assert formatting.long_date(None, "sv") == "–"

    def test_the_year_is_left_out_only_within_the_same_year(self) -> None:
        assert formatting.short_date(date(2026, 10, 28), "sv", today=TODAY) == "28\u00a0okt"
        assert formatting.short_date(date(2027, 3, 31), "sv", today=TODAY) == "31\u00a0mars\u00a02027"

    def test_a_meeting_is_told_with_its_weekday(self) -> None:
        assert formatting.weekday_date(TODAY, "sv") == "måndag 2\u00a0november 2026"

    @pytest.mark.parametrize(
        ("start", "end", "sv", "en"),
        [
            (date(2026, 10, 1), date(2026, 11, 1), "oktober 2026", "October 2026"),
            (date(2026, 1, 1), date(2026, 11, 1), "januari–oktober 2026", "January–October 2026"),
            (date(2026, 1, 1), date(2027, 1, 1), "2026", "2026"),
            (date(2025, 9, 1), date(2026, 3, 1), "september 2025–februari 2026", "September 2025–February 2026"),
        ],
    )
    def test_whole_months_are_said_by_name_and_a_whole_year_by_its_number(
        self, start: date, end: date, sv: str, en: str
    ) -> None:
        assert (formatting.months(start, end, "sv"), formatting.months(start, end, "en")) == (sv, en)

    def test_what_is_no_whole_months_is_said_by_its_days(self) -> None:
        start, end = date(2026, 10, 2), date(2026, 11, 1)
        assert formatting.months(start, end, "sv") == formatting.period(start, end, "sv")

    def test_a_half_open_period_ends_on_its_last_day(self) -> None:
        words = formatting.period(date(2026, 1, 1), date(2027, 1, 1), "en")
        assert words == "1\u00a0January 2026 – 31\u00a0December 2026"
        assert formatting.period(date(2026, 1, 1), None, "sv") == "från 1\u00a0januari 2026"

    @pytest.mark.parametrize(
        ("day", "sv", "en"),
        [
            (date(2026, 11, 2), "i dag", "today"),
            (date(2026, 11, 3), "i morgon", "tomorrow"),
            (date(2026, 11, 1), "i går", "yesterday"),
            (date(2026, 11, 11), "om 9 dagar", "in 9 days"),
            (date(2026, 10, 28), "5 dagar sedan", "5 days ago"),
            (date(2027, 3, 31), "2027", "2027"),
        ],
    )
    def test_days_are_told_from_today(self, day: date, sv: str, en: str) -> None:
        assert formatting.relative_day(day, TODAY, "sv") == sv
        assert formatting.relative_day(day, TODAY, "en") == en


class TestFigures:
    @pytest.mark.parametrize(
        ("ore", "written"),
        [
            (1_250_000, "12,5"),
            (1_000, "0,01"),
            (1, "0,00001"),
            (-123_450_000, "−1\u00a0234,5"),
            (37_200_000_000, "372\u00a0000"),
            (0, "0"),
        ],
    )
    def test_what_was_entered_keeps_the_decimals_that_it_was_given(self, ore: int, written: str) -> None:
        assert formatting.money(Money(ore), "sv", exact=True) == f"{written}\u00a0tkr"

    def test_money_is_whole_thousands_with_no_break_spaces(self) -> None:
        assert formatting.money(Money.from_tkr(372_000), "sv") == "372\u00a0000\u00a0tkr"
        assert formatting.money(Money.from_tkr(372_000), "en") == "372,000\u00a0tkr"

    def test_a_negative_figure_carries_a_real_minus(self) -> None:
        assert formatting.money(Money.from_tkr(-7_812), "sv", unit=False) == "\u22127\u00a0812"

    def test_what_is_not_known_is_never_a_zero(self) -> None:
        assert formatting.money(None, "sv") == formatting.number(None, "sv") == formatting.percent(None, "sv") == "–"

    def test_per_cent_has_decimal_comma_and_space_in_swedish_only(self) -> None:
        assert formatting.percent("-2.14", "sv") == "\u22122,1\u00a0%"
        assert formatting.percent("-2.14", "en") == "\u22122.1%"
        assert formatting.percent("0.25", "sv", signed=True) == "+0,3\u00a0%"

    def test_exact_kronor_keep_two_decimals(self) -> None:
        assert formatting.kronor(Money(123_450), "sv") == "1\u00a0234,50\u00a0kr"

    def test_a_share_is_told_as_a_count(self) -> None:
        assert formatting.share(14, 19, "sv") == "14\u00a0av\u00a019"

    def test_a_large_or_small_number_is_never_written_with_an_exponent(self) -> None:
        assert formatting.number("1E+6", "en") == "1,000,000"


class TestStatus:
    def test_every_status_has_shape_and_word_in_both_languages(self) -> None:
        assert len({formatting.status_shape(status) for status in Status}) == len(Status)
        for language in ("sv", "en"):
            assert len({formatting.status_word(status, language) for status in Status}) == len(Status)

    def test_every_source_has_a_word(self) -> None:
        assert formatting.source_mark("found") == "◆"
        assert formatting.source_word("invented", "sv") == "påhittad"
        assert formatting.source_word("own-system", "sv") == "own-system"


@pytest.mark.parametrize(
    ("value", "at_least", "decimals"),
    [("6.2500", 1, 2), ("6.3", 1, 1), ("6", 1, 1), ("4.375", 0, 3), ("33.3333", 1, 1), ("1200", 0, 0), ("0", 1, 1)],
)
def test_a_figure_keeps_the_decimals_it_was_given(value: str, at_least: int, decimals: int) -> None:
    assert formatting.decimals_given(Decimal(value), at_least) == decimals


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Kommunstyrelseförvaltningen", "Kommun-styrelse-förvaltningen"),
        ("Budgetavvikelse", "Budget-avvikelse"),
        ("Resultatuppdrag", "Resultat-uppdrag"),
        ("Tjänsteutlåtande", "Tjänste-utlåtande"),
        ("Förvaltningschefernas möte", "Förvaltnings-chefernas möte"),
        ("organisationsfrågan", "organisationsfrågan"),
        ("Trygga barn och elever", "Trygga barn och elever"),
    ],
)
def test_a_long_word_may_be_broken_between_its_parts_and_nowhere_else(word: str, shown: str) -> None:
    assert formatting.soft(word, "sv").replace("\u00ad", "-") == shown
    assert formatting.soft(word, "en") == word


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("sv", "Förvaltningen har en chef sedan 2022-08-01.", "Förvaltningen har en chef sedan 1\xa0augusti 2022."),
        ("sv", "Skriv till exempel 2027-03-01.", "Skriv till exempel 2027-03-01."),
        ("en", "due 2026-10-13)", "due 13\xa0October 2026)"),
        ("sv", "Ärende 2026-13-45 och KS 12026-01-011", "Ärende 2026-13-45 och KS 12026-01-011"),
    ],
)
def test_the_days_of_a_sentence_are_said_as_people_say_them(language, written, said):
    assert formatting.days_in_words(written, language) == said
