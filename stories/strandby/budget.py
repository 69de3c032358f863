"""Strandby's money and goals, as tables that a controller would save: whole tkr, decided by the bodies."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from stories.strandby.town import BOARD, COMMITTEES, Committee, department_of, places

UNIT_TKR = 10_000
KEPT_TKR = 5_000
"""What each unit gets, and what a body keeps for itself."""
COUNCIL_TKR = 2_000
FINANCE_TKR = -1_000


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def units_of(committee: Committee) -> list[str]:
    """The codes of the units under a committee."""
    return [each.code for each in places() if each.department == department_of(committee)]


HEAD = ("År", "Slag", "Organ eller enhet", "Belopp (tkr)", "Beslutat av", "Beslutsdatum", "Paragraf")


def internal_file(year: int, *, committees: tuple[str, str]) -> bytes:
    """What each committee gives its units, under the frames that the council has decided."""
    bodies = (BOARD, *COMMITTEES)
    given = ((body.code, unit) for body in bodies for unit in units_of(body))
    rows = [(year, "enhetens ram", unit, UNIT_TKR, code, *committees) for code, unit in given]
    return _table(HEAD, rows)


def frames_file(year: int, *, council: tuple[str, str], committees: tuple[str, str]) -> bytes:
    """A year's frames; `council` and `committees` are the day and the paragraph of their decisions."""
    by_council, rows = ("kf", *council), []
    total = COUNCIL_TKR + FINANCE_TKR
    for body in (BOARD, *COMMITTEES):
        units = units_of(body)
        frame = UNIT_TKR * len(units) + KEPT_TKR
        total += frame
        rows.append((year, "organets ram", body.code, frame, *by_council))
        rows += [(year, "enhetens ram", code, UNIT_TKR, body.code, *committees) for code in units]
    own = (year, "organets ram", "kf", COUNCIL_TKR, *by_council)
    whole = [(year, "fullmäktiges total", "", total, *by_council), (year, "finans", "", FINANCE_TKR, *by_council)]
    return _table(HEAD, [*whole, own, *rows])


PLAN = {
    "kind": "Typ", "code": "Kod", "indicator": "Måttets kod", "year": "År", "level": "Nivå", "title": "Namn",
    "why": "Varför", "body": "Organ", "department": "Förvaltning", "unit": "Enhet", "parents": "Hänger i mål",
    "owner": "Ansvarig tjänst", "measured_in": "Måttenhet", "direction": "Riktning", "value": "Målvärde",
    "start": "Från", "last_day": "Till och med", "decision_body": "Beslutat av", "decided_on": "Beslutsdatum",
    "paragraph": "Paragraf",
}  # fmt: skip
COUNCIL_GOALS = ("trygg-uppvaxt", "god-omsorg", "levande-stad")


def plan_file(year: int, *, council: tuple[str, str], committees: tuple[str, str]) -> bytes:
    """The council's three goals, one for each committee and unit, each measured and with an action."""
    rows = []
    for code in COUNCIL_GOALS:
        rows += _measured(year, code, level="kommunmål", body="kf", parents="", decision=("kf", *council))
    for n, body in enumerate((BOARD, *COMMITTEES)):
        parent = COUNCIL_GOALS[n % 3]
        decision = (body.code, *committees)
        rows += _measured(year, f"{body.code}-mal", level="nämndmål", body=body.code, parents=parent, decision=decision)
        for unit in units_of(body):
            more = {"unit": unit, "owner": f"{unit}-chef"}
            rows += _measured(year, f"{unit}-mal", level="enhetsmål", parents=f"{body.code}-mal", **more)
            rows.append(_action(year, body, unit))
    return _plan(rows)


def next_plan_file(year: int, *, council: tuple[str, str], committees: tuple[str, str]) -> bytes:
    """The goals go on; the year has its own targets and actions."""
    rows = [_target(year, code, decision=("kf", *council)) for code in COUNCIL_GOALS]
    for body in (BOARD, *COMMITTEES):
        rows.append(_target(year, f"{body.code}-mal", decision=(body.code, *committees)))
        for unit in units_of(body):
            rows += [_target(year, f"{unit}-mal"), _action(year, body, unit)]
    rows += [_of_the_department(year, body) for body in COMMITTEES]
    return _plan(rows)


def _of_the_department(year: int, body: Committee) -> dict[str, object]:
    department = department_of(body)
    return _action(year, body, department) | {"unit": "", "parents": f"{body.code}-mal"}


def _plan(rows: Iterable[dict[str, object]]) -> bytes:
    return _table(list(PLAN.values()), [[row.get(name, "") for name in PLAN] for row in rows])


def _action(year: int, body: Committee, unit: str) -> dict[str, object]:
    return {
        "kind": "åtgärd", "code": f"{unit}-gor-{year}", "title": f"Pröva ett nytt arbetssätt i {unit}", "unit": unit,
        "parents": f"{unit}-mal", "owner": f"{unit}-chef", "start": f"{year}-01-15", "last_day": f"{year}-11-30",
        "department": department_of(body),
    }  # fmt: skip


def _target(year: int, code: str, *, decision: tuple[str, str, str] = ("", "", "")) -> dict[str, object]:
    decided = dict(zip(("decision_body", "decided_on", "paragraph"), decision, strict=True))
    return {"kind": "målvärde", "code": code, "indicator": f"{code}-matt", "year": year, "value": 80, **decided}


Row = dict[str, object]


def _measured(year: int, code: str, *, decision: tuple[str, str, str] = ("", "", ""), **more: str) -> list[Row]:
    """A goal, its indicator and its target of the year."""
    decided = dict(zip(("decision_body", "decided_on", "paragraph"), decision, strict=True))
    return [
        {"kind": "mål", "code": code, "title": f"Mål {code}", "why": "Det märks för invånarna.",
         "start": f"{year}-01-01", **more, **decided},
        {"kind": "mått", "code": f"{code}-matt", "title": f"Nöjda, {code}", "measured_in": "%",
         "direction": "högre är bättre", "owner": more.get("owner", "ekonom"), "start": f"{year}-01-01"},
        _target(year, code, decision=decision),
    ]  # fmt: skip


def values_file(year: int) -> bytes:
    """What the measures of the schools' units and of the bodies show for the first half of the year."""
    head = ("Måttets kod", "Enhet", "Från", "Till och med", "Kön", "Värde")
    schools = COMMITTEES[0]
    half = [(f"{unit}-mal-matt", unit, f"{year}-01-01", f"{year}-06-30", "alla", 82) for unit in units_of(schools)]
    bodies = [(f"{code}-matt", "", f"{year}-01-01", f"{year}-06-30", "alla", 81) for code in COUNCIL_GOALS]
    codes = [each.code for each in (BOARD, *COMMITTEES)]
    bodies += [(f"{code}-mal-matt", "", f"{year}-01-01", f"{year}-06-30", "alla", 81) for code in codes]
    return _table(head, [*half, *bodies])
