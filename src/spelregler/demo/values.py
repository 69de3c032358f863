"""Values on their way in the demo: a period is open, and a draft, submitted and returned values stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.people import head_post, manager_post

PERIOD = (date(2026, 1, 1), date(2026, 11, 1))
OPENED_ON = date(2026, 11, 2)
OPENED_BECAUSE = "Uppföljning januari till oktober inför årets sista nämndmöte"
OPENED_BY = "controller"


@dataclass(frozen=True)
class ReportFact:
    """A value that a unit's manager has saved or submitted, and the reason if it came back."""

    unit: str
    indicator: str
    value: str
    submitted: bool = True
    returned: str = ""

    @property
    def post(self) -> str:
        """Whoever reports for the unit."""
        return manager_post(self.unit)


REPORTS = (
    ReportFact("bjorntorp", "svar-larm", "84"),
    ReportFact("bjorntorp", "genomforandeplan", "71", submitted=False),
    ReportFact("bjorntorp", "nojd-boende", "83", returned="Värdet verkar vara förra årets. Kontrollera mot enkäten."),
)


@dataclass(frozen=True)
class AnswerFact:
    """A missed target that has been answered; the others wait."""

    goal: str
    unit: str
    department: str
    indicator: str
    cause: str
    action: str
    answered_on: date
    due_on: date

    @property
    def post(self) -> str:
        """Whoever answers for the unit, and owns the action."""
        return manager_post(self.unit)


ANSWERS = (
    AnswerFact(
        "oxeloskolan-alla-amnen",
        "oxeloskolan",
        "utbildningsforvaltningen",
        "alla-amnen",
        "Matematik och svenska som andraspråk drar ner resultatet i årskurs 9.",
        "Lovskola och läxhjälp i matematik under höstterminen",
        date(2026, 10, 22),
        date(2026, 12, 18),
    ),
)
HEAD_OF_CARE = head_post("aldreomsorgsforvaltningen")
