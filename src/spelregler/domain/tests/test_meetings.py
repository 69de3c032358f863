"""Papers in time (MR-27, CP-8), information (CP-10), themes (MR-20), who serves, and what stands on every agenda."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise

import pytest

from spelregler.domain.findings import Scope
from spelregler.domain.meetings.judges import (
    BodyMeetings,
    BodyThemes,
    Informed,
    ItemPapers,
    OnTime,
    PapersOf,
    Themes,
    judge_activities_followed,
    judge_body_informed,
    judge_papers_on_time,
)
from spelregler.domain.meetings.notice_days import last_day_for_papers
from spelregler.domain.meetings.serving import Place, who_serves
from spelregler.domain.meetings.standing import open_assignments_at
from spelregler.domain.meetings.times import time_of_day
from spelregler.domain.reading import Unreadable
from spelregler.domain.words import Pair

TODAY, HELD = date(2026, 11, 2), date(2026, 10, 20)
BODY = Scope("committee", "un", "Utbildningsnämnden")


@pytest.mark.parametrize(
    ("held_on", "last"),
    [
        (date(2026, 11, 24), date(2026, 11, 17)),
        (date(2027, 1, 8), date(2026, 12, 29)),  # Epiphany, New Year's Day and its eve are none
        (date(2026, 4, 8), date(2026, 3, 30)),  # Easter Monday and Good Friday
        (date(2026, 6, 22), date(2026, 6, 12)),  # Midsummer Eve, a Friday
    ],
)
def test_papers_come_whole_working_days_before(held_on: date, last: date) -> None:
    assert last_day_for_papers(held_on, working_days=5) == last


def item(title: str = "Skolan", *, told: date | None = date(2026, 10, 9), papers: date | None = None, held=HELD):
    return ItemPapers(title, held, told, papers if papers else told, needs_papers=True)


LATE = date(2026, 10, 15)


class TestPapersOnTime:
    def judge(self, *items: ItemPapers, **parameters: int):
        (found,) = judge_papers_on_time([PapersOf(BODY, items)], parameters=OnTime(**parameters), as_of=TODAY)
        return found

    def test_twenty_items_with_one_late_is_kept_and_nineteen_is_not(self) -> None:
        late = item("Sen", papers=LATE)
        assert self.judge(late, *[item()] * 19).status == "kept"
        found = self.judge(late, *[item()] * 18)
        assert (found.status, found.inputs["share_pct"], found.since) == ("breach", 94, HELD)
        assert "Sen (2026-10-20)" in found.reason.sv

    @pytest.mark.parametrize(
        "late",
        [
            item(told=LATE),
            item(papers=LATE),
            ItemPapers("Utan underlag", HELD, date(2026, 10, 1), None, needs_papers=True),
            ItemPapers("Vid bordet", HELD, None, None, needs_papers=False),
        ],
    )
    def test_is_late(self, late: ItemPapers) -> None:
        assert self.judge(late).status == "breach"

    def test_information_needs_no_papers_and_the_package_says_how_many_days(self) -> None:
        assert self.judge(ItemPapers("Läget", HELD, date(2026, 10, 9), None, needs_papers=False)).status == "kept"
        assert self.judge(item(papers=LATE), working_days=3).status == "kept"

    def test_what_is_old_is_not_counted_and_without_meetings_nothing_is_known(self) -> None:
        assert self.judge(item(held=date(2025, 10, 1))).status == "not_assessed"
        assert self.judge().status == "not_assessed"


class TestBodyInformed:
    @pytest.mark.parametrize(
        ("held", "status"),
        [((True, True), "kept"), ((True, False), "breach"), ((), "not_assessed")],
    )
    def test_each_ordinary_meeting_has_the_information(self, held: tuple[bool, ...], status: str) -> None:
        days = tuple((date(2026, 9 + number, 20), has) for number, has in enumerate(held))
        (found,) = judge_body_informed([BodyMeetings(BODY, days)], parameters=Informed(), as_of=TODAY)
        assert found.status == status


class TestActivitiesFollowed:
    AREAS = (Pair("Skola", "School"), Pair("Kultur", "Culture"))

    @pytest.mark.parametrize(
        ("areas", "themes", "first", "status"),
        [
            (AREAS, (("Skola", HELD), ("Kultur", HELD)), HELD, "kept"),
            (AREAS, (("Skola", HELD),), date(2025, 9, 1), "breach"),
            (AREAS, (("Skola", HELD), ("Kultur", date(2025, 10, 1))), date(2025, 9, 1), "breach"),
            (AREAS, (), HELD, "not_assessed"),
            (AREAS, (), None, "not_assessed"),
            ((), (), HELD, "not_applicable"),
        ],
    )
    def test_each_area_is_a_theme_within_a_year(self, areas, themes, first, status: str) -> None:
        fact = BodyThemes(BODY, areas, themes, first)
        (found,) = judge_activities_followed([fact], parameters=Themes(), as_of=TODAY)
        assert found.status == status


def test_substitutes_serve_in_their_order_for_the_absent() -> None:
    members = [Place(number, 100 + number, is_substitute=False, order=number) for number in (1, 2, 3)]
    substitutes = [Place(10 + order, 200 + order, is_substitute=True, order=order) for order in (1, 2, 3)]
    serving = who_serves([*substitutes, *members], present={1, 12, 13})
    assert serving == {1: 101, 12: 102, 13: 103}
    assert who_serves([*members, *substitutes], present={1, 2, 3, 11}) == {1: 101, 2: 102, 3: 103}


def test_the_open_assignments_stand_as_often_as_the_package_says() -> None:
    days = [date(2027, month, 9) for month in (1, 3, 5, 8, 10, 12)]
    assert open_assignments_at(days, times_a_year=2) == {days[0], days[2], days[4], days[5]}
    found = sorted(open_assignments_at(days, times_a_year=2, gone_through_on=date(2026, 12, 1)))
    assert all((later - earlier).days <= 182 for earlier, later in pairwise(found))
    assert open_assignments_at(days, times_a_year=0) == set()
    assert open_assignments_at([], times_a_year=2) == set()


def test_a_time_is_read_as_people_write_it() -> None:
    assert [time_of_day(each) for each in ("18:30", "18.30", " 9 ")] == [time(18, 30), time(18, 30), time(9)]
    for odd in ("", "kväll", "25:00", "18:75"):
        with pytest.raises(Unreadable):
            time_of_day(odd)
