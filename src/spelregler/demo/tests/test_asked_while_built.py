"""What is asked after each write is what the rules answer when everything is asked: all that the demo does (ADR 56)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from spelregler.apps.frames import operations as frames_operations
from spelregler.apps.goals import operations as goals_operations
from spelregler.apps.policy.models import Asked
from spelregler.apps.policy.operations import findings
from spelregler.apps.policy.operations.findings import ask_what_was_touched
from spelregler.apps.policy.packages.in_force import NoPackageInForce
from spelregler.apps.policy.queries.untrue_answers import differing, untrue_tallies
from spelregler.demo import build, build_goals, build_money, build_organisation
from spelregler.demo.facts import TODAY
from spelregler.domain.checks import registry
from spelregler.platform.audit.queries import last_number, rows_written

EVERY, WHOLE_EVERY = 9, 45
"""After so many operations what they touched is asked; after so many more everything is asked and compared."""


TOLD_WITH = {
    "goals.goal_parents": "goals.goal",
    "goals.action_goals": "goals.action",
    "goals.shownvalue": "goals.measurement",
    "frames.budgetline": "frames.unitframe",
}
"""Tables whose rows the trail tells of with another row of the same units."""
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@contextmanager
def told_of() -> Iterator[None]:
    """Whatever a check reads and an operation writes, the trail names: else nobody would know to ask."""
    label = {each._meta.db_table: each._meta.label_lower for each in apps.get_models(include_auto_created=True)}
    read, wrote, before = {kind for check in registry for kind in check.reads}, set(), last_number()

    def watch(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        wrote.update(label[table] for table in WRITES.findall(sql[:200]) if table in label)
        return execute(sql, *given)

    with connection.execute_wrapper(watch):
        yield
    rows = rows_written(after=before, to=last_number(), most=100_000) or []
    told = {each.kind for each in rows}
    untold = {kind for kind in wrote if not told & {"", kind, TOLD_WITH.get(kind, kind)}}
    assert not {TOLD_WITH.get(kind, kind) for kind in untold} & read


class Asker:
    """Asks after every so many operations, and compares."""

    def __init__(self) -> None:
        self.done = self.asked = self.compared = 0
        self.in_one_go = False

    def after(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def does(*given: Any, **named: Any) -> Any:
            with told_of():
                found = operation(*given, **named)
            self.done += 1
            if self.done % EVERY == 0 and not self.in_one_go:
                self.ask()
            return found

        return does

    def one_go(self, together: Callable[..., Any]) -> Callable[..., Any]:
        """What is reported together is one write: in the midst of it nobody asks."""

        @contextmanager
        def does(*given: Any, **named: Any) -> Iterator[None]:
            self.in_one_go = True
            with together(*given, **named):
                yield
            self.in_one_go = False
            self.ask()

        return does

    def ask(self) -> None:
        try:
            ask_what_was_touched(as_of=TODAY, wanted=last_number())
        except NoPackageInForce:
            return
        self.asked += 1
        if self.done % WHOLE_EVERY == 0:
            self.compare()

    def compare(self) -> None:
        self.compared += 1
        assert differing(as_of=TODAY) == [], self.done
        assert untrue_tallies() == [], self.done


@pytest.mark.once  # which rows a write touches is worked out in Python
@pytest.mark.django_db
def test_what_is_asked_after_each_write_is_what_everything_answers(monkeypatch):
    asker = Asker()
    for module in (build, build_goals, build_money, build_organisation, goals_operations, frames_operations):
        for name, each in inspect.getmembers(module, inspect.isfunction):
            if ".operations" in each.__module__ and each not in (build.evaluate_and_store, build.adopt_package):
                monkeypatch.setattr(module, name, asker.after(each))
    monkeypatch.setattr(goals_operations, "shown_together", asker.one_go(goals_operations.shown_together))
    about: list[object] = []
    whole = findings.evaluate
    monkeypatch.setattr(findings, "evaluate", lambda **asked: about.append(asked.get("units")) or whole(**asked))
    monkeypatch.setattr(build, "evaluate_and_store", lambda *, as_of: None)
    build.build(say=lambda _words: asker.ask())
    asker.ask()
    asker.compare()
    assert asker.compared > 20
    some = [units for units in about if units is not None]
    assert len(some) > 100, "of nearly every write it is known which units it touches"
    assert set(Asked.objects.values_list("as_of", flat=True)) == {TODAY}
