"""Who serves in a meeting: the members who are there, and substitutes in their order for those who are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A place in the body: a seat and who holds it; `order` is a substitute's place in the order of call-in."""

    membership: int
    seat: int
    is_substitute: bool
    order: int


def who_serves(places: Sequence[Place], *, present: Collection[int]) -> Mapping[int, int]:
    """The seat that each who serves serves in, by membership: members in their own, substitutes in empty ones.

    The substitutes who are there are called in by their order, and take the empty members' seats from the lowest. One
    who finds no empty seat is there and does not serve. A seat that nobody holds is empty too, where it is named.
    """
    members = [each for each in places if not each.is_substitute]
    serving = {each.membership: each.seat for each in members if each.membership in present}
    empty = iter(sorted((each for each in members if each.membership not in present), key=lambda each: each.order))
    called = sorted(
        (each for each in places if each.is_substitute and each.membership in present), key=lambda each: each.order
    )
    for substitute, seat in zip(called, empty, strict=False):
        serving[substitute.membership] = seat.seat
    return serving
