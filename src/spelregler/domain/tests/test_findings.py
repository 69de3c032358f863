from datetime import date

import pytest

from spelregler.domain.findings import MUNICIPALITY, Status, earliest, latest, nothing_known, start_of_run
from spelregler.domain.words import Pair


def test_nothing_known_is_never_kept_and_says_what_is_missing() -> None:
    answer = nothing_known(missing=Pair("prognoser", "forecasts"))
    assert (answer.scope, answer.status) == (MUNICIPALITY, Status.NOT_ASSESSED)
    assert "prognoser" in answer.reason.sv
    assert "forecasts" in answer.reason.en


def test_first_and_last_known_day() -> None:
    days = [None, date(2026, 3, 1), date(2026, 1, 1)]
    assert earliest(days) == date(2026, 1, 1)
    assert latest(days) == date(2026, 3, 1)
    assert earliest([None]) is None


@pytest.mark.parametrize(("answers", "start"), [("yyy", 1), ("nyy", 2), ("yny", 3), ("yyn", None)])
def test_a_run_starts_where_the_answer_last_changed(answers: str, start: int | None) -> None:
    by_day = {date(2026, 1, number): answer for number, answer in enumerate(answers, start=1)}
    found = start_of_run(days=by_day, holds=lambda day: by_day[day] == "y")
    assert found == (None if start is None else date(2026, 1, start))
