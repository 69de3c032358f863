"""How much is done at once. What there is no room for is told to come back, at once or after a short wait."""

from __future__ import annotations

from threading import BoundedSemaphore, Semaphore

PATIENCE = 5.0
"""Seconds that a request waits for its turn."""
WAITING_PER_THREAD = 4
"""So many may wait for each that is being answered."""
SPARE = 8
"""Threads for probes, style sheets and those who are told to come back."""
COME_BACK = 10
"""Seconds, as Retry-After."""


def threads_for(working: int) -> int:
    """How many threads a process needs, so that one is always free to say that there is no room."""
    return working * (1 + WAITING_PER_THREAD) + SPARE


class Turns:
    """So many are let in at once, so many wait a while, and the rest are sent away."""

    def __init__(self, working: int, *, waiting: int, patience: float = PATIENCE) -> None:
        self._places = BoundedSemaphore(working)
        self._chairs = Semaphore(waiting)
        self._patience = patience

    def take(self) -> bool:
        """Whether there was a turn; whoever got one gives it back."""
        if self._places.acquire(blocking=False):
            return True
        if not self._chairs.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=self._patience)
        finally:
            self._chairs.release()

    def give_back(self) -> None:
        """The next one may come."""
        self._places.release()
