"""A term of four years lived through the public operations: each answer of the time stands, and is given again.

Two committees, a board and a council; new members and new hires each year, a second version of the package in mid-term,
four evaluations and accounts. The rules are asked at the end of each half-year and on the days that are looked at.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from spelregler.apps.archive.files.own_archive import write_own
from spelregler.apps.evaluation import operations as evaluating
from spelregler.apps.evaluation.operations import Answered, Minutes
from spelregler.apps.evaluation.queries.yearly import evaluations_of_year
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.operations import introductions, structure, tenure
from spelregler.apps.policy.findings.engine import digest_of_finding, digest_of_result, evaluate
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.operations.adoption import adopt
from spelregler.apps.policy.operations.copying import copy_package
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.apps.policy.operations.governing_documents import Adopted, register_document
from spelregler.apps.policy.packages.in_force import folder_of, forget, package_on
from spelregler.exchange.archive import answers_in, contents_of, faults, looked_at, write
from spelregler.platform import clock, memory
from spelregler.platform.audit.operations import Who
from spelregler.platform.findings import Wanted, evaluation_questions, rules_in_year

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WHO = Who(name="Prov", role="SE")
BEFORE, BEGINS, ENDS = date(2019, 1, 1), date(2023, 1, 1), date(2027, 1, 1)
SECOND_VERSION = date(2025, 1, 1)
YEARS = (2023, 2024, 2025, 2026)
"""Each is evaluated in the year after."""
UNITS = ("skolan", "hemmet")

SAMPLED: dict[date, dict[tuple[str, str], str]] = {
    date(2023, 3, 15): {("MR-5", "skolan"): "attention", ("MR-6", "un"): "breach", ("MR-9", "un"): "not_applicable"},
    date(2023, 6, 30): {("MR-5", "skolan"): "kept", ("MR-6", "un"): "kept", ("MR-7", "un"): "kept"},
    date(2024, 2, 10): {("MR-9", "un"): "not_assessed", ("MR-10", "municipality"): "not_assessed"},
    date(2024, 5, 20): {("MR-9", "un"): "kept", ("MR-9", "von"): "kept", ("MR-10", "municipality"): "kept"},
    date(2024, 6, 20): {("MR-5", "hemmet"): "breach", ("MR-5", "skolan"): "kept"},
    date(2024, 12, 1): {("MR-5", "hemmet"): "kept", ("MR-6", "von"): "breach"},
    date(2025, 2, 20): {("MR-5", "skolan"): "breach", ("MR-6", "von"): "kept"},
    date(2025, 3, 31): {("MR-9", "un"): "breach", ("MR-9", "von"): "kept", ("MR-5", "skolan"): "kept"},
    date(2026, 5, 31): {("MR-9", "un"): "kept", ("MR-10", "municipality"): "kept"},
    date(2027, 5, 31): {("MR-9", "un"): "kept", ("MR-10", "municipality"): "kept", ("MR-7", "un"): "not_assessed"},
}
"""Ten days, and what some rules said of a place then, told beforehand from what is entered below."""


class Town:
    """A municipality whose days are lived one after the other; on a day that is looked at its rules are asked."""

    def __init__(self) -> None:
        self.acts: dict[date, list[Callable[[date], Any]]] = {}
        structure.add_municipality(code="9999", name="Strandby", who=WHO)
        kinds = {"kf": "council", "ks": "executive_board", "un": "committee", "von": "committee"}
        self.bodies = {
            code: structure.add_body(
                code=code, name=f"Organet {code}", kind=kind, start=BEFORE if code == "kf" else BEGINS, who=WHO
            )
            for code, kind in kinds.items()
        }
        self.units: dict[str, Unit] = {}
        for body, unit in zip(("un", "von"), UNITS, strict=True):
            department = structure.add_department(
                code=f"{body}-f", name=f"Förvaltningen {body}", body=self.bodies[body], start=BEFORE, who=WHO
            )
            self.units[unit] = structure.add_unit(code=unit, name=unit.title(), start=BEFORE, who=WHO)
            structure.place_unit(unit=self.units[unit], department=department, start=BEFORE, who=WHO)
            self.employs(f"gammal-{unit}", unit, date(2020, 1, 1))
        for code in ("ks", "un", "von"):
            structure.add_term(body=self.bodies[code], start=BEGINS, end=ENDS, who=WHO)

    def on(self, day: date, act: Callable[[date], Any]) -> None:
        """Something is done on the day."""
        self.acts.setdefault(day, []).append(act)

    def live(self, until: date) -> None:
        """Day after day in order; at the end of each half-year, and on a sampled day, the rules are asked."""
        asked = {*SAMPLED, *(date(year, month, 28) for year in range(2023, 2028) for month in (6, 12))}
        lived = BEFORE
        while days := [each for each in {*asked, *self.acts} if lived < each <= until]:
            lived = min(days)
            for act in self.acts.get(lived, ()):
                act(lived)
            memory.forget()
            if lived in asked:
                evaluate_and_store(as_of=lived)
                memory.forget()

    def employs(self, code: str, unit: str, start: date, introduced_on: date | None = None) -> None:
        """Somebody begins at a unit, and is introduced on a day."""
        person = structure.add_person(code=code, name=code.title(), who=WHO)
        employed = tenure.employ(person=person, unit=self.units[unit], start=start, who=WHO)
        if introduced_on:
            self.on(
                introduced_on,
                lambda day: introductions.introduce_employees(employments=[employed], held_on=day, today=day, who=WHO),
            )

    def seats(self, body: str, number: int, start: date, introduced_on: date, *, is_substitute: bool = False) -> None:
        """Somebody new takes a seat, and is introduced on a day."""
        code = f"{body}-{number}-{is_substitute}"

        def act(day: date) -> None:
            person = structure.add_person(code=code, name=code.title(), who=WHO)
            seat = structure.add_seat(body=self.bodies[body], number=number, is_substitute=is_substitute, who=WHO)
            held = tenure.seat_member(seat=seat, person=person, function="member", start=start, who=WHO)
            self.on(
                introduced_on,
                lambda on: introductions.introduce_members(memberships=[held], held_on=on, today=on, who=WHO),
            )

        act(start)

    def trains(self, body: str, day: date) -> None:
        """The term's training of a body."""
        self.on(day, lambda on: introductions.record_training(body=self.bodies[body], held_on=on, today=on, who=WHO))

    def evaluates(self, body: str, year: int, day: date) -> None:
        """A body answers its questions and decides its evaluation of the year before."""

        def act(on: date) -> None:
            about: dict[str, Any] = {"body": self.bodies[body], "year": year, "on": on, "who": WHO}
            questions = evaluation_questions(as_of=on)
            evaluating.answer_questions(
                answered=[Answered(each, asked, "partly") for each, asked in questions], **about
            )
            said = rules_in_year(Wanted(places=[("committee", body)]), start=date(year, 1, 1), last=date(year, 12, 31))
            evaluating.decide_evaluation(
                minutes=Minutes(on, f"§ {year}-{body}", "Utvärderingen godkänns."),
                questions=[each for each, _asked in questions],
                rules=said,
                **about,
            )

        self.on(day, act)

    def accounts(self, year: int, day: date, handed_over: date) -> None:
        """The board accounts for the year's evaluations, and the council receives it."""

        def decide(on: date) -> None:
            held = evaluations_of_year(year, as_of=on)
            decided = [each.decided for each in held.values() if each.decided]
            lacking = [self.bodies[code] for code in ("ks", "un", "von") if code not in held or not held[code].decided]
            evaluating.write_boards_answer(year=year, text="Styrelsen följer upp förslagen.", on=on, who=WHO)
            evaluating.decide_account(
                year=year, board=self.bodies["ks"], evaluations=decided, lacking=lacking,
                minutes=Minutes(on, f"§ r{year}", "Redogörelsen godkänns."), on=on, who=WHO,
            )  # fmt: skip

        def hand_over(on: date) -> None:
            minutes = Minutes(on, f"§ m{year}", "Redogörelsen är mottagen.")
            evaluating.hand_over_account(year=year, council=self.bodies["kf"], minutes=minutes, on=on, who=WHO)

        self.on(day, decide)
        self.on(handed_over, hand_over)

    def adopts(self, package: str, decided_on: date, start: date) -> None:
        """The council decides a package."""
        adopt(source=package, body="kf", decided_on=decided_on, paragraph="9", start=start, who=WHO)


@pytest.fixture
def own_packages(tmp_path, settings):
    """A second version, as the municipality writes it: new employees are to be introduced in ten days, not thirty."""
    settings.SPELREGLER_PACKAGES = [tmp_path / "policies", *settings.SPELREGLER_PACKAGES[1:]]
    settings.HOME = tmp_path
    forget()
    yield
    forget()


@pytest.fixture
def town(own_packages) -> Town:
    made = Town()
    adopted = Adopted("2023", "KF", date(2022, 12, 12), "8", BEGINS)
    made.adopts("oxelosund", date(2022, 12, 12), BEGINS)
    register_document(document="MR", title="Målstyrning och roller", adopted=adopted, on=BEGINS, who=WHO)
    return made


def lives_a_term(town: Town) -> None:
    """Everything that happens, in the order in which it is told."""
    for body, introduced in (("ks", date(2023, 2, 1)), ("un", date(2023, 4, 20)), ("von", date(2023, 2, 1))):
        town.seats(body, 1, BEGINS, introduced)
        town.trains(body, date(2023, 2, 15))
    town.employs("anna", "skolan", date(2023, 3, 1), date(2023, 3, 20))
    town.employs("bo", "hemmet", date(2024, 5, 6), date(2024, 7, 1))
    town.on(
        date(2024, 9, 1),
        lambda day: town.seats("von", 2, day, date(2025, 1, 15), is_substitute=True),
    )

    def second(day: date) -> None:
        copy_package(name="oxelosund", new_name="strandby", municipality=("9999", "Strandby"), who=WHO)
        file = folder_of("strandby") / "parameters.yaml"
        text = file.read_text(encoding="utf-8")
        at = text.index("- id: P01")
        file.write_text(text[:at] + text[at:].replace("value: 30", "value: 10", 1), encoding="utf-8")
        forget()
        town.adopts("strandby", day, SECOND_VERSION)

    town.on(date(2024, 11, 25), second)
    town.employs("cia", "skolan", date(2025, 2, 3), date(2025, 2, 28))
    for year in YEARS:
        after = year + 1
        town.evaluates("ks", year, date(after, 2, 18))
        town.evaluates("von", year, date(after, 2, 20))
        town.evaluates("un", year, date(after, 4, 10) if year == 2024 else date(after, 2, 19))
        town.accounts(year, date(after, 4, 14), date(after, 4, 24))


def stored_on(day: date) -> dict[tuple[str, str, str], Finding]:
    rows = Finding.objects.filter(seen_from__lte=day)
    return {each.key: each for each in rows if each.seen_to is None or each.seen_to > day}


def test_four_years_are_told_as_they_were_and_the_engine_says_the_same_again(town, tmp_path):
    lives_a_term(town)
    town.live(date(2027, 6, 30))
    wrong, changed = [], []
    for day, expected in SAMPLED.items():
        held = {(clause, scope): row.status for (clause, _kind, scope), row in stored_on(day).items()}
        wrong += [
            (day, *about, held.get(about), status) for about, status in expected.items() if held.get(about) != status
        ]
        memory.forget()
        again = {each.key: digest_of_result(each) for each in evaluate(package=package_on(day), as_of=day)}
        before = {key: digest_of_finding(row) for key, row in stored_on(day).items()}
        changed += [(day, *key) for key in again.keys() | before.keys() if again.get(key) != before.get(key)]
    assert wrong == []
    assert changed == []
    limits = [package_on(day).parameters["P01"].values["value"] for day in (date(2024, 12, 31), SECOND_VERSION)]
    assert limits == [30, 10]
    the_term_is_read_from_its_archive(tmp_path)


def the_term_is_read_from_its_archive(tmp_path) -> None:
    """The same history, by anybody who has the archive."""
    path, again = tmp_path / "term.zip", io.BytesIO()
    with path.open("wb") as out:
        write_own(out, as_of=date(2027, 6, 30), made_at=clock.now())
    opened = looked_at(path)
    assert faults(opened, most=5) == []
    write(again, contents_of(opened))
    assert again.getvalue() == path.read_bytes()
    assert len([name for name in opened.parts if name.startswith("packages/")]) >= 2 * 5
    for day, expected in SAMPLED.items():
        for (clause, place), status in expected.items():
            told = [
                row["status"]
                for row in opened.rows(answers_in(clause))
                if row["place"]["code"] == place
                and row["seen_from"] <= day.isoformat()
                and (row["seen_to"] is None or row["seen_to"] > day.isoformat())
            ]
            assert told == [status], (day, clause, place)
