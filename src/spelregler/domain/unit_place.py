"""A unit and where it belongs on a day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitPlace:
    """A unit and where it belongs on the day."""

    code: str
    name: str
    department: str
    department_name: str
    body: str
    parent: str
    manager: str
    purpose: str
