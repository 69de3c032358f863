"""One chair of a body, and one department for a head: which pairs are refused, told by days."""

from datetime import date

import pytest

from spelregler.domain.tenure import Tenure, second_chairs, second_departments

JAN, JUL, NEXT = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("first", "second", "meets"),
    [
        ((1, "un", JAN, None), (2, "un", JUL, None), True),
        ((1, "un", JAN, JUL), (2, "un", JUL, None), False),
        ((1, "un", JUL, None), (2, "un", JAN, NEXT), True),
        ((1, "un", JAN, None), (2, "kn", JUL, None), False),
        ((1, "un", JAN, None), (1, "un", JUL, None), False),
    ],
)
def test_a_body_has_one_chair_at_a_time(first, second, meets):
    chairs = [Tenure(f"p{seat}", seat, body, start, end) for seat, body, start, end in (first, second)]
    later = max(chairs, key=lambda each: each.start)
    assert [pair[0] for pair in second_chairs(chairs)] == ([later] if meets else [])


@pytest.mark.parametrize(
    ("who", "acting", "end", "meets"),
    [("eva", False, None, True), ("eva", True, None, False), ("bo", False, None, False), ("eva", False, JUL, False)],
)
def test_a_head_heads_one_department_but_by_acting_in_another(who, acting, end, meets):
    held = [Tenure("eva", "skolchef", "sf", JAN, end), Tenure(who, "vårdchef", "vf", JUL, None, is_acting=acting)]
    assert bool(list(second_departments(held))) is meets


@pytest.mark.parametrize(
    ("end", "meets"), [(JUL, False), (date(2026, 7, 2), True), (None, True)], ids=["relieved", "one day", "for good"]
)
def test_who_takes_over_on_the_day_that_another_leaves_does_not_meet_them(end, meets):
    leaves, comes = Tenure("eva", 1, "un", JAN, end), Tenure("bo", 2, "un", JUL)
    assert leaves.meets(comes) is comes.meets(leaves) is meets
