"""The demo's meetings of the autumn: one adjusted in good order, one still written, one where papers came late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from spelregler.demo.facts import INVENTED, Origin
from spelregler.demo.people import head_post


@dataclass(frozen=True)
class ItemFact:
    """An item: its papers by name, when it was added, and what became of it."""

    title: str
    kind: str = "decision"
    case_number: str = ""
    presenter: str = ""
    papers: tuple[str, ...] = ()
    added_on: date | None = None
    """Where that was after the notice."""
    text: str = ""
    outcome: str = ""
    decision_kind: str = ""


@dataclass(frozen=True)
class HeldFact:
    """What was recorded of a meeting that was held: who was absent by the numbers of their seats, and how it ended."""

    absent: tuple[int, ...] = ()
    remote: tuple[int, ...] = ()
    substitutes: int = 0
    adjuster: int = 3
    adjusted_on: date | None = None
    posted_until: date | None = None
    taken_down_on: date | None = None


@dataclass(frozen=True)
class MeetingFact:
    """A meeting with the items that it had beside those that stand on every agenda."""

    body: str
    held_on: date
    planned_on: date
    starts_at: time = time(13, 0)
    place: str = "Sessionssalen, kommunhuset"
    noticed_on: date | None = None
    items: tuple[ItemFact, ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    """What stands on every agenda by itself and was taken away, with the reason."""
    held: HeldFact | None = None
    origin: Origin = INVENTED


EDUCATION, CARE = head_post("utbildningsforvaltningen"), head_post("aldreomsorgsforvaltningen")

MEETINGS = (
    MeetingFact(
        "un",
        date(2026, 9, 22),
        date(2026, 1, 12),
        noticed_on=date(2026, 9, 11),
        items=(
            ItemFact(
                "Delårsrapport per augusti",
                case_number="UN 2026/2",
                presenter=EDUCATION,
                papers=("Tjänsteskrivelse, delårsrapport",),
                text="Förvaltningschefen går igenom resultatet mål för mål.",
                outcome="Nämnden godkänner delårsrapporten och ser allvarligt på lärartätheten.",
                decision_kind="other",
            ),
            ItemFact(
                "Tema: så arbetar skolorna med lärartätheten",
                kind="theme",
                presenter=EDUCATION,
                text="Rektorerna berättar. Nämnden ställer frågor till förvaltningschefen.",
            ),
            ItemFact(
                "Sammanträdestider 2027",
                papers=("Förslag till tider",),
                outcome="Nämnden beslutar sammanträdestiderna enligt förslaget.",
                decision_kind="other",
            ),
        ),
        held=HeldFact(
            absent=(4,),
            remote=(7,),
            substitutes=2,
            adjusted_on=date(2026, 9, 28),
            posted_until=date(2026, 10, 20),
            taken_down_on=date(2026, 10, 21),
        ),
    ),
    MeetingFact(
        "un",
        date(2026, 10, 20),
        date(2026, 1, 12),
        noticed_on=date(2026, 10, 9),
        items=(
            ItemFact(
                "Läsårstider 2027/28",
                presenter=EDUCATION,
                papers=("Tjänsteskrivelse, läsårstider",),
                outcome="Nämnden beslutar läsårstiderna enligt förvaltningens förslag.",
                decision_kind="other",
            ),
        ),
        held=HeldFact(absent=(9,), substitutes=1),
    ),
    MeetingFact(
        "un",
        date(2026, 11, 5),
        date(2026, 1, 12),
        noticed_on=date(2026, 10, 28),
        items=(
            ItemFact(
                "Yttrande över budgetförslaget 2027",
                presenter=EDUCATION,
                papers=("Tjänsteskrivelse, budgetförslaget",),
            ),
            ItemFact("Septemberprognosen", presenter=EDUCATION, papers=("Prognosen",)),
            ItemFact(
                "Lokaler för fritidshem i Frösäng",
                presenter=EDUCATION,
                papers=("Tjänsteskrivelse, lokaler",),
                added_on=date(2026, 10, 30),
            ),
        ),
    ),
    MeetingFact(
        "von",
        date(2026, 10, 21),
        date(2026, 1, 14),
        noticed_on=date(2026, 10, 13),
        items=(
            ItemFact(
                "Svarstider på Björntorp",
                case_number="VON 2026/1",
                presenter=CARE,
                papers=("Tjänsteskrivelse, svarstider",),
                text="Förvaltningschefen berättar vad som har gjorts.",
                outcome="Nämnden tar del av redovisningen och vill ha en ny i februari.",
                decision_kind="other",
            ),
            ItemFact(
                "Avgifter 2027",
                presenter=CARE,
                added_on=date(2026, 10, 20),
                text="Underlaget delades ut vid bordet.",
                outcome="Ärendet återremitteras: konsekvenserna för den enskilde ska beskrivas.",
                decision_kind="other",
            ),
        ),
        without=(("information", "Tiden räckte inte till."),),
        held=HeldFact(absent=(2, 5), substitutes=2, adjusted_on=date(2026, 10, 26), posted_until=date(2026, 11, 17)),
    ),
    MeetingFact("kfn", date(2026, 11, 10), date(2026, 1, 13), place="Koordinaten"),
)
"""In the order in which they are held within each body."""
