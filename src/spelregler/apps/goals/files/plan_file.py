"""A goal plan that comes back from a spreadsheet: what it would change, and the change itself.

A file proposes; it does not decide. A goal that its row gives no decision is a proposal (MR-17), a decision must be in
the minutes before a file can point at it, and what a body has decided is not moved by a cell. What a file does not
mention is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from spelregler.apps.goals import operations
from spelregler.apps.goals.files.dry_run import (
    CHANGED,
    NEW,
    SAME,
    Draft,
    FilePlan,
    RowAct,
    RowChange,
    RowRefused,
    RowsAct,
    carry_out,
    codes_missing,
    differences,
    read,
    refuse_twice,
)
from spelregler.apps.goals.files.plan_actions import add_together
from spelregler.apps.goals.files.plan_lookups import DECISION, decision_of, get, named
from spelregler.apps.goals.files.plan_table import (
    ACTION,
    COLUMNS,
    EMPTY,
    GOAL,
    INDICATOR,
    LEVELS,
    TARGET,
    Key,
    key_of,
    stored_rows,
)
from spelregler.apps.goals.files.plan_targets import TargetRow, set_together
from spelregler.apps.goals.models import Action, Goal, Indicator
from spelregler.apps.goals.operations import rewording
from spelregler.apps.organisation.models import Body, Post, Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Row, Table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.progress import Stage, quiet

Values = Mapping[str, Any]
May = Callable[[Values, Values | None], DomainError | None]
"""Asks the role rules about a row, as it would be and as it is; the refusal, or None."""
FIXED: dict[str, tuple[str, ...]] = {
    GOAL: ("level", "body", "unit", "start"),
    INDICATOR: (),
    TARGET: (),
    ACTION: ("department", "unit", "start"),
}
"""What makes a thing that thing: to change it is to add another."""
USED: dict[str, frozenset[str]] = {
    GOAL: frozenset(
        {"level", "title", "title_en", "why", "body", "unit", "parents", "start", "last_day", *DECISION},
    ),
    INDICATOR: frozenset({"title", "title_en", "owner", "measured_in", "direction"}),
    TARGET: frozenset({"indicator", "year", "value", "baseline", "weight", *DECISION}),
    ACTION: frozenset(
        {"title", "title_en", "department", "unit", "parents", "duty", "owner", "start", "last_day", "done_on"}
    ),
}
NEEDED: dict[str, tuple[str, ...]] = {
    GOAL: ("level", "title", "start"),
    INDICATOR: ("title", "measured_in", "direction"),
    TARGET: ("indicator", "year", "value"),
    ACTION: ("title", "department", "start", "last_day"),
}
ORDER = {INDICATOR: 0, GOAL: 10, "link": 20, "decide": 30, TARGET: 40, ACTION: 50}
FIRST_YEAR, LAST_YEAR = 1990, 2100
TITLES = {column.name: column for column in COLUMNS}


def anyone(after: Values, before: Values | None) -> None:
    """Whoever runs the program on the machine may do what the operations allow."""


def import_plan(
    *,
    data: bytes,
    file_name: str,
    today: date,
    who: Who,
    store: bool = False,
    may: May = anyone,
    hidden: Collection[str] = (),
    stage: Stage = quiet,
) -> FilePlan:
    """What the file would change, tried out through the operations and undone; with `store` kept, all or nothing.

    A file says nothing of the `hidden` goals, and so does not cut the threads to them.

    Refuses with `FileRefused` a file that is no table of a plan, or too long; the rest row by row.
    """
    table = read(data, file_name=file_name, columns=COLUMNS)
    return carry_out(
        draft_rows(table, today=today, who=who, may=may, hidden=hidden), data=data, store=store, stage=stage
    )


def draft_rows(table: Table, *, today: date, who: Who, may: May = anyone, hidden: Collection[str] = ()) -> Draft:
    """What the rows would do, not yet tried. A row may say less than every column; the rest is left as it is."""
    draft = Draft(table)
    held = stored_rows(as_of=today)
    known: dict[str, set[str]] = {GOAL: set(), INDICATOR: set(), TARGET: set(), ACTION: set()}
    for kind, code, *_rest in (*held, *(key_of(row.values) for row in table.rows)):
        known[kind].add(code)
    work = _Work(today=today, who=who, held=held, known=known, draft=draft, may=may, hidden=frozenset(hidden))
    first: dict[Key, int] = {}
    for row in table.rows:
        if (earlier := first.setdefault(key_of(row.values), row.number)) != row.number:
            draft.refuse(row.number, "code", refuse_twice(earlier))
        else:
            work.plan(row, table)
    if work.actions:
        added = partial(add_together, work.actions, table=table, who=who)
        draft.steps.append(RowsAct(ORDER[ACTION], len(work.actions), added))
    if work.targets:
        together = partial(set_together, work.targets, table=table, today=today, who=who)
        draft.steps.append(RowsAct(ORDER[TARGET], len(work.targets), together))
    return draft


@dataclass
class _Work:
    """One file against what is stored."""

    today: date
    who: Who
    held: Mapping[Key, Values]
    known: Mapping[str, set[str]]
    draft: Draft
    may: May
    hidden: frozenset[str] = frozenset()
    targets: list[TargetRow] = field(default_factory=list)
    actions: list[tuple[int, Values]] = field(default_factory=list)

    def plan(self, row: Row, table: Table) -> None:
        """What the row would do, and the steps that do it. A column that the file lacks is left as it is."""
        key, kind = key_of(row.values), row["kind"]
        before = self.held.get(key)
        said = {name: row[name] for name in USED[kind] if name in table.letters and name in row.values}
        after = {**(before or EMPTY), **said, "kind": kind, "code": row["code"]}
        if kind == TARGET and after["weight"] is None:
            after["weight"] = said["weight"] = 1
        untold = self.hidden & set(before["parents"]) if before else set()
        after["parents"] = tuple(sorted({*after["parents"], *untold}))
        fields = differences(before or EMPTY, {name: after[name] for name in said})
        if before is not None and not fields:
            state = SAME
        else:
            state = NEW if before is None else CHANGED
            self._check(row, before, after, {each.name for each in fields})
        title = after["title"] or self._title(after)
        self.draft.changes.append(RowChange(row.number, kind, "/".join(key[1:]), title, state, fields))

    def _title(self, after: Values) -> str:
        found = self.held.get((INDICATOR, after["indicator"]))
        return str(found["title"]) if found else str(after["indicator"])

    def _check(self, row: Row, before: Values | None, after: Values, changed: set[str]) -> None:
        """Everything that can be seen from the row itself; the operations see the rest."""
        refused = self.may(after, before)
        if refused is not None:
            self.draft.refuse(row.number, "code", refused)
            return
        wrong = (
            self._missing(after)
            or self._impossible(after)
            or self._fixed(before, after, changed)
            or self._unknown(after, changed)
        )
        if wrong is not None:
            self.draft.refuse(row.number, wrong[0], wrong[1])
            return
        maker = {GOAL: self._goal, INDICATOR: self._indicator, TARGET: self._target, ACTION: self._action}
        maker[after["kind"]](row.number, before, after, changed)

    def _missing(self, after: Values) -> tuple[str, DomainError] | None:
        for name in NEEDED[after["kind"]]:
            if after[name] in (None, ""):
                column = TITLES[name]
                words = Words("“{column}” is empty.", column=column.heading)
                return name, RowRefused(words, way=Words("Fill it in."))
        return None

    def _impossible(self, after: Values) -> tuple[str, DomainError] | None:
        """A year that no plan is for, typed by mistake, would reach past the calendar."""
        years = {name: after[name].year for name in ("start", "last_day", "done_on", "decided_on") if after[name]}
        if after["kind"] == TARGET:
            years["year"] = after["year"]
        wrong = next((name for name, year in years.items() if not FIRST_YEAR <= year <= LAST_YEAR), None)
        if wrong is None:
            return None
        return wrong, RowRefused(
            Words("The year {years} is not reasonable.", years=years[wrong]),
            way=Words("Give a year from {first_year} to {last_year}.", first_year=FIRST_YEAR, last_year=LAST_YEAR),
        )

    def _fixed(self, before: Values | None, after: Values, changed: set[str]) -> tuple[str, DomainError] | None:
        for name in FIXED[after["kind"]]:
            if before is not None and name in changed:
                column = TITLES[name]
                return name, RowRefused(
                    Words(
                        "“{column}” does not change: the row would become another thing than it was.",
                        column=column.heading,
                    ),
                    way=Words("Add a new row with a code of its own."),
                )
        return None

    def _unknown(self, after: Values, changed: set[str]) -> tuple[str, DomainError] | None:
        goals, indicators = self.known[GOAL], self.known[INDICATOR]
        if after["kind"] == TARGET:
            asked = [
                ("code", codes_missing([after["code"]], goals, what=Words("The goal"))),
                ("indicator", codes_missing([after["indicator"]], indicators, what=Words("The indicator"))),
            ]
        else:
            asked = [("parents", codes_missing(after["parents"], goals, what=Words("The goal")))]
        return next(((name, error) for name, error in asked if error is not None and name in {*changed, "code"}), None)

    def _step(self, row: int, column: str, order: int, do: Callable[[], object]) -> None:
        self.draft.steps.append(RowAct(row, column, order, do))

    # One maker per kind --------------------------------------------------------------------------------------------

    def _goal(self, row: int, before: Values | None, after: Values, changed: set[str]) -> None:
        place = [*LEVELS].index(after["level"])
        code, who = after["code"], self.who
        end = after["last_day"] + ONE_DAY if after["last_day"] else None
        words = {"title": after["title"], "title_en": after["title_en"], "why": after["why"], "end": end}
        if before is None:
            self._step(row, "code", ORDER[GOAL] + place, lambda: _propose(after, words, who=who))
        elif changed & {"title", "title_en", "why", "last_day"}:
            self._step(
                row, "title", ORDER[GOAL], lambda: rewording.change_goal(goal=get(Goal, code), to=words, who=who)
            )
        old = set(before["parents"]) if before else set()
        for parent in sorted(set(after["parents"]) - old):
            self._step(row, "parents", ORDER["link"], lambda parent=parent: _link(parent, code, who=who))  # type: ignore[misc]
        for parent in sorted(old - set(after["parents"])):
            self._step(row, "parents", ORDER["link"], lambda parent=parent: _unlink(parent, code, who=who))  # type: ignore[misc]
        if changed & {*DECISION}:
            self._step(row, "paragraph", ORDER["decide"] + place, lambda: _decide(after, who=who))

    def _indicator(self, row: int, before: Values | None, after: Values, changed: set[str]) -> None:
        names = {"measured_in": "unit_of_measure", "owner": "owner"}

        def do() -> None:
            owner = named(Post, after["owner"], what=Words("The post"))
            if before is None:
                operations.add_indicator(
                    code=after["code"],
                    title=after["title"],
                    title_en=after["title_en"],
                    unit_of_measure=after["measured_in"],
                    direction=after["direction"],
                    owner=owner,
                    who=self.who,
                )
            else:
                to = {names.get(name, name): owner if name == "owner" else after[name] for name in changed}
                rewording.change_indicator(indicator=get(Indicator, after["code"]), to=to, on=self.today, who=self.who)

        self._step(row, "direction" if "direction" in changed else "title", ORDER[INDICATOR], do)

    def _target(self, row: int, before: Values | None, after: Values, changed: set[str]) -> None:
        # The decision behind the value that stood does not carry the new one.
        self.targets.append(TargetRow(row, after, before is None or bool(changed & {*DECISION})))

    def _action(self, row: int, before: Values | None, after: Values, changed: set[str]) -> None:
        code, who = after["code"], self.who
        if before is None:
            self.actions.append((row, after))
        elif changed - {"done_on"}:
            self._step(row, "title", ORDER[ACTION], lambda: _change_action(after, changed, who=who))
        if "done_on" in changed:
            self._step(row, "done_on", ORDER[ACTION] + 1, lambda: _finish(code, after["done_on"], who=who))


# What the steps do -------------------------------------------------------------------------------------------------


def _propose(after: Values, words: Mapping[str, Any], *, who: Who) -> None:
    operations.propose_goal(
        code=after["code"],
        level=after["level"],
        body=named(Body, after["body"], what=Words("The body")),
        unit=named(Unit, after["unit"], what=Words("The unit")),
        start=after["start"],
        who=who,
        **words,
    )


def _link(parent: str, child: str, *, who: Who) -> None:
    operations.link_goals(parent=get(Goal, parent), child=get(Goal, child), who=who)


def _unlink(parent: str, child: str, *, who: Who) -> None:
    rewording.unlink_goals(parent=get(Goal, parent), child=get(Goal, child), who=who)


def _decide(after: Values, *, who: Who) -> None:
    goal, decision = get(Goal, after["code"]), decision_of(after)
    if decision is None:
        operations.refuse_decided(goal)
        return
    operations.decide_goal(goal=goal, decision=decision, who=who)


def _change_action(after: Values, changed: set[str], *, who: Who) -> None:
    names = {"last_day": "due_on", "duty": "statutory_duty", "owner": "responsible"}
    to = {names.get(name, name): after[name] for name in changed - {"done_on", "parents"}}
    if "responsible" in to:
        to["responsible"] = named(Post, after["owner"], what=Words("The post"))
    goals = [get(Goal, code) for code in after["parents"]] if "parents" in changed else None
    rewording.change_action(action=get(Action, after["code"]), to=to, goals=goals, who=who)


def _finish(code: str, done_on: date | None, *, who: Who) -> None:
    action = get(Action, code)
    if done_on is None:
        raise RowRefused(
            Words("The action has been done since {done_on}. A file does not take that back.", done_on=action.done_on),
            clause="MR-28",
            way=Words("Add a new action if more needs to be done."),
        )
    operations.finish_action(action=action, done_on=done_on, who=who)
