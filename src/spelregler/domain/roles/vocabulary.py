"""The words the rules are written in: roles, operations, who acts and what the matter is.

The rule (MR-23, MR-24, MR-34): elected representatives and employees are two parties with their own
functions, and a person acts in ONE role at a time. *Which* role may do *what* is not here; that is
`roles.cedar` in the policy package.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from spelregler.domain.words import Bilingual, Pair, Words


class Role(StrEnum):
    """The 17 roles, in the order of the matrix' columns (domain section 2)."""

    KF = "KF"
    KFP = "KFp"
    KS = "KS"
    KSP = "KSp"
    N = "N"
    NP = "Np"
    KC = "KC"
    FC = "FC"
    EC = "EC"
    EM = "EM"
    CT = "CT"
    HR = "HR"
    SE = "SE"
    UN = "UN"
    SO = "SO"
    RE = "RE"
    CI = "CI"

    @property
    def party(self) -> Party:
        """Which of the two parties the role belongs to, or none of them."""
        if self in ELECTED:
            return Party.ELECTED
        return Party.OFFICIALS if self in OFFICIALS else Party.OTHERS

    @property
    def label(self) -> Bilingual:
        return ROLE_LABELS[self]


class Beside(StrEnum):
    """Who is no column of the matrix and has no part in its matters: whoever runs the system (domain 2, rule i).

    Worn on a page like any role, it reaches the set-up, the structure of the organisation and people's accounts only.
    """

    ADMINISTRATOR = "SYS"

    @property
    def party(self) -> Party:
        """Neither elected nor an official of any department."""
        return Party.OTHERS

    @property
    def label(self) -> Bilingual:
        return Words("system administrator")


def role_of(code: str) -> Role | Beside:
    """The role with a code, in the matrix or beside it; ValueError where there is none."""
    return Beside(code) if code in set(Beside) else Role(code)


class Party(StrEnum):
    """Elected representatives and officials never do each other's work; the rest belong to neither."""

    ELECTED = "elected"
    OFFICIALS = "officials"
    OTHERS = "others"


ELECTED = frozenset({Role.KF, Role.KFP, Role.KS, Role.KSP, Role.N, Role.NP})
OFFICIALS = frozenset({Role.KC, Role.FC, Role.EC, Role.EM, Role.CT, Role.HR, Role.SE})

ROLE_LABELS: dict[Role, Bilingual] = {
    Role.KF: Words("council member"),
    Role.KFP: Words("council presidium"),
    Role.KS: Words("executive board member"),
    Role.KSP: Words("executive board presidium"),
    Role.N: Words("committee member"),
    Role.NP: Words("committee presidium"),
    Role.KC: Words("chief executive"),
    Role.FC: Words("department head"),
    Role.EC: Words("unit manager"),
    Role.EM: Words("employee"),
    Role.CT: Pair("controller"),
    Role.HR: Pair("HR"),
    Role.SE: Words("committee secretary or registrar"),
    Role.UN: Words("union representative"),
    Role.SO: Words("safety representative"),
    Role.RE: Words("auditor"),
    Role.CI: Words("resident"),
}

# Who is meant when a matter is said to be somebody's: the body, not the member.
OWNER_LABELS: dict[Role | Beside, Bilingual] = {
    Role.KF: Words("the council"),
    Role.KFP: Words("the council presidium"),
    Role.KS: Words("the executive board"),
    Role.KSP: Words("the executive board's presidium"),
    Role.N: Words("the committee"),
    Role.NP: Words("the committee's presidium"),
    Role.KC: Words("the chief executive"),
    Role.FC: Words("the department head"),
    Role.EC: Words("the unit manager"),
    Role.EM: Words("the employee"),
    Role.CT: Words("the controller"),
    Role.HR: Pair("HR"),
    Role.SE: Words("the committee secretary"),
    Role.UN: Words("the union representative"),
    Role.SO: Words("the safety representative"),
    Role.RE: Words("the auditor"),
    Role.CI: Words("the resident"),
    Beside.ADMINISTRATOR: Words("whoever runs the system"),
}


def owner_called(code: str) -> Bilingual:
    """What a role of the matrix is called as the one who answers; a body's code, or any other, as it is."""
    return OWNER_LABELS[Role(code)] if code in set(Role) else Pair(code)


NAMED_IN_A_CELL = re.compile(r"\b(?:KC|FC|EC)\b")
"""The roles that a cell of the matrix may name."""


def cell_said(text: str, language: str) -> str:
    """What a cell of the matrix holds, with whom it is done by or for in words: D→förvaltningschef."""
    return NAMED_IN_A_CELL.sub(lambda code: Role(code[0]).label.text(language), text)


@dataclass(frozen=True)
class OperationText:
    """How an operation is printed in the matrix, and what it means."""

    mark: Bilingual
    meaning: Bilingual


# Strongest first: whoever may do the stronger thing may often also see, and is printed once.
OPERATIONS: dict[str, OperationText] = {
    "decide": OperationText(Pair("D"), Words("decides")),
    "prepare": OperationText(Pair("P"), Words("prepares or proposes")),
    "execute": OperationText(Pair("E"), Words("executes or enters")),
    "move": OperationText(Words("moves"), Words("moves in a meeting")),
    "vote": OperationText(Words("votes"), Words("votes in a meeting")),
    "answer": OperationText(Words("answers"), Words("answers")),
    "contribute": OperationText(Pair("via"), Words("contributes through a manager")),
    "sign": OperationText(Words("signs"), Words("signs it")),
    "receive": OperationText(Words("receives"), Words("receives")),
    "request": OperationText(Words("requests"), Words("asks to have")),
    "take_part": OperationText(Words("party"), Words("is a party")),
    "be_notified": OperationText(Words("notified"), Words("is notified at once")),
    "register": OperationText(Words("reg"), Words("registers")),
    "object": OperationText(Words("objects"), Words("objects to it")),
    "consult": OperationText(Pair("C"), Words("must be heard before")),
    "read_own": OperationText(Pair("o"), Words("own items only")),
    "read_organisation": OperationText(Words("own org"), Words("reads that of the own organisation")),
    "read": OperationText(Pair("R"), Words("reads")),
    "read_dates": OperationText(Words("dates"), Words("reads dates")),
    "read_summary": OperationText(Words("summary"), Words("reads the summary")),
    "read_published": OperationText(Pair("r"), Words("reads what is published")),
}
NO_ACCESS = "·"
REFUSED = "X"


@dataclass(frozen=True)
class Actor:
    """One person in ONE role, with the ties of that role; a missing tie is None.

    `body` is the committee or board a member sits in, and for an official the committee that the
    department answers to. A role that serves the whole municipality (central HR) has no department.
    `represents` is the area that a union or safety representative is registered for: unit, department or municipality.
    """

    role: Role | Beside
    person: str
    body: str | None = None
    department: str | None = None
    unit: str | None = None
    represents: str | None = None


@dataclass(frozen=True)
class Resource:
    """The matter that somebody wants to do something with.

    `body` is the committee concerned; None means the whole municipality (the council's own matters).
    A matter of a unit names its department as well. The other attributes are what conditions in the
    rules ask about; `roles.cedarschema` explains each.
    """

    kind: str
    id: str
    body: str | None = None
    department: str | None = None
    unit: str | None = None
    owner_person: str | None = None
    published: bool = False
    above_limit: bool = False
    reason_given: bool = False
    requested: bool = False
    consent: bool = False
    decided_at: str = "unit"
    addressee_role: str = ""
    concerns_role: str = ""
    subject: str = ""
    part: str = ""
    delegates: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    concerned: frozenset[str] = frozenset()
