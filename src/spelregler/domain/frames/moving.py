"""Who decides a move of money between units: the department head under the committee's limit, else the committee."""

from __future__ import annotations

from spelregler.domain.money import Money


def is_above_limit(*, amount: Money, already: Money, limit: Money | None) -> bool:
    """The limit counts the year's moves from the unit together (MR-38). Without a limit the committee decides."""
    return limit is None or already + amount > limit
