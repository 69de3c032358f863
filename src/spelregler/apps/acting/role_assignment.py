"""One role that a person may act in: a seat or a post."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.domain.words import NOTHING, Bilingual, Words


@dataclass(frozen=True)
class RoleAssignment:
    """One role that a person can wear: a seat or a post. One is worn at a time.

    A controller or HR under the executive board serves the whole municipality, wherever the desk stands (KL 6:1).
    """

    code: str
    role: str
    words: Bilingual
    person: str
    person_code: str
    body: str = ""
    department: str = ""
    unit: str = ""
    is_central: bool = False
    represents: str | None = None
    place_name: Bilingual = NOTHING
    """What the place is called that the role answers for: its unit, department or body."""

    def label(self, language: str) -> str:
        """The role in words."""
        return self.words.text(language)

    @property
    def is_resident(self) -> bool:
        """Whether nobody has signed in, or who has looks in as a resident."""
        return self.code == RESIDENT.code

    @property
    def place(self) -> tuple[str, str]:
        """What the role answers for, as kind and code: its unit, department or body; empty for a role of the whole."""
        if self.role in {"EC", "EM"} and self.unit:
            return "unit", self.unit
        if self.role == "FC" and self.department:
            return "department", self.department
        if self.role in {"N", "Np", "KS", "KSp", "KF", "KFp"} and self.body:
            return "committee", self.body
        return "", ""


POST, SEAT = "post", "seat"
"""How a role is held: by an appointment to a post, or by a membership of a body."""


def key_held(code: str, kind: str) -> int | None:
    """The key of what a role is held by, from its code; None where it is held otherwise, or is a resident's."""
    held, _dash, key = code.partition("-")
    return int(key) if held == kind and key.isdecimal() else None


RESIDENT = RoleAssignment(code="resident", role="CI", words=Words("resident"), person="", person_code="")
"""Whoever has not signed in is a resident."""
