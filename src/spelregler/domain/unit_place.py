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
    name_en: str = ""
    department_name_en: str = ""

    @classmethod
    def alike(cls, *, department: str, body: str, code: str = "") -> UnitPlace:
        """What the role rules see of a unit: any of the department, or the one with the code (ADR 55)."""
        return cls(
            code=code, name="", department=department, department_name="", body=body, parent="", manager="", purpose=""
        )
