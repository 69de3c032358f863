"""What people type, read by the one reader of each kind (`domain.reading`), under the names that the pages use."""

from __future__ import annotations

from spelregler.domain.reading import amount as read_tkr
from spelregler.domain.reading import day as read_day
from spelregler.domain.reading import read_or

__all__ = ["read_day", "read_or", "read_tkr"]
