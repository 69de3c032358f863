"""The words the rules are written in: roles, operations, who acts and what the matter is.

The rule (MR-23, MR-24, MR-34): elected representatives and employees are two parties with their own
functions, and a person acts in ONE role at a time. *Which* role may do *what* is not here; that is
`roles.cedar` in the policy package.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    def label_sv(self) -> str:
        return ROLE_LABELS[self][0]

    @property
    def label_en(self) -> str:
        return ROLE_LABELS[self][1]


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
    def label_sv(self) -> str:
        return "systemförvaltare"

    @property
    def label_en(self) -> str:
        return "system administrator"


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

ROLE_LABELS: dict[Role, tuple[str, str]] = {
    Role.KF: ("ledamot i fullmäktige", "council member"),
    Role.KFP: ("fullmäktiges presidium", "council presidium"),
    Role.KS: ("ledamot i kommunstyrelsen", "executive board member"),
    Role.KSP: ("kommunstyrelsens presidium", "executive board presidium"),
    Role.N: ("ledamot i nämnd", "committee member"),
    Role.NP: ("nämndens presidium", "committee presidium"),
    Role.KC: ("kommunchef", "chief executive"),
    Role.FC: ("förvaltningschef", "department head"),
    Role.EC: ("enhetschef", "unit manager"),
    Role.EM: ("medarbetare", "employee"),
    Role.CT: ("controller", "controller"),
    Role.HR: ("HR", "HR"),
    Role.SE: ("nämndsekreterare eller registrator", "committee secretary or registrar"),
    Role.UN: ("fackligt ombud", "union representative"),
    Role.SO: ("skyddsombud", "safety representative"),
    Role.RE: ("revisor", "auditor"),
    Role.CI: ("invånare", "resident"),
}

# Who is meant when a matter is said to be somebody's: the body, not the member.
OWNER_LABELS: dict[Role | Beside, tuple[str, str]] = {
    Role.KF: ("fullmäktige", "the council"),
    Role.KFP: ("fullmäktiges presidium", "the council presidium"),
    Role.KS: ("kommunstyrelsen", "the executive board"),
    Role.KSP: ("kommunstyrelsens presidium", "the executive board's presidium"),
    Role.N: ("nämnden", "the committee"),
    Role.NP: ("nämndens presidium", "the committee's presidium"),
    Role.KC: ("kommunchefen", "the chief executive"),
    Role.FC: ("förvaltningschefen", "the department head"),
    Role.EC: ("enhetschefen", "the unit manager"),
    Role.EM: ("medarbetaren", "the employee"),
    Role.CT: ("controllern", "the controller"),
    Role.HR: ("HR", "HR"),
    Role.SE: ("nämndsekreteraren", "the committee secretary"),
    Role.UN: ("det fackliga ombudet", "the union representative"),
    Role.SO: ("skyddsombudet", "the safety representative"),
    Role.RE: ("revisorn", "the auditor"),
    Role.CI: ("invånaren", "the resident"),
    Beside.ADMINISTRATOR: ("den som sköter systemet", "whoever runs the system"),
}


@dataclass(frozen=True)
class OperationText:
    """How an operation is printed in the matrix, and what it means."""

    mark: str
    mark_sv: str
    meaning_sv: str
    meaning_en: str


# Strongest first: whoever may do the stronger thing may often also see, and is printed once.
OPERATIONS: dict[str, OperationText] = {
    "decide": OperationText("D", "D", "beslutar", "decides"),
    "prepare": OperationText("P", "P", "bereder eller föreslår", "prepares or proposes"),
    "execute": OperationText("E", "E", "utför eller lägger in", "executes or enters"),
    "move": OperationText("moves", "yrkar", "lägger förslag på sammanträde", "moves in a meeting"),
    "vote": OperationText("votes", "röstar", "röstar på sammanträde", "votes in a meeting"),
    "answer": OperationText("answers", "svarar", "svarar", "answers"),
    "contribute": OperationText("via", "via", "bidrar genom sin chef", "contributes through a manager"),
    "sign": OperationText("signs", "undertecknar", "skriver under", "signs"),
    "receive": OperationText("receives", "tar emot", "tar emot", "receives"),
    "request": OperationText("requests", "begär", "begär ut", "requests"),
    "take_part": OperationText("party", "part", "är part", "is a party"),
    "be_notified": OperationText("notified", "underrättas", "underrättas genast", "is notified at once"),
    "register": OperationText("reg", "registrerar", "registrerar", "registers"),
    "consult": OperationText("C", "C", "ska höras först", "must be heard before"),
    "read_own": OperationText("o", "o", "ser sitt eget", "own items only"),
    "read_organisation": OperationText(
        "own org", "egen org.", "ser den egna organisationens", "reads that of the own organisation"
    ),
    "read": OperationText("R", "R", "läser", "reads"),
    "read_dates": OperationText("dates", "datum", "ser datum", "reads dates"),
    "read_summary": OperationText("summary", "sammanfattning", "läser sammanfattningen", "reads the summary"),
    "read_published": OperationText("r", "r", "läser publicerat", "reads what is published"),
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
