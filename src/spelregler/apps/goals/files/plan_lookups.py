"""What a row of a plan's file names by its code: found, or refused in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.files.dry_run import RowRefused, refuse_code
from spelregler.apps.goals.models import Action, Goal, Indicator
from spelregler.apps.organisation.models import Body, Department, Post, Unit
from spelregler.domain.words import Bilingual, Words

Coded = TypeVar("Coded", Goal, Indicator, Action, Body, Unit, Department, Post)
Values = Mapping[str, Any]
DECISION = ("decision_body", "decided_on", "paragraph")
DecisionKey = tuple[str, date | None, str]


def get(model: type[Coded], code: str) -> Coded:
    """A row by its code."""
    return there(by_code(model, {code}), code)


def by_code(model: type[Coded], codes: Collection[str], *joined: str) -> dict[str, Coded]:
    """Those that have the codes, with what they are joined to. One query."""
    rows = model._default_manager.filter(code__in=codes)
    return {each.code: each for each in (rows.select_related(*joined) if joined else rows)}


def there(found: Mapping[str, Coded], code: str) -> Coded:
    """A row by its code. Its own row in the file may have been refused, and then it is not there.

    Refuses with `RowRefused` a code that was not found.
    """
    if code not in found:
        raise RowRefused(
            Words("{code} is not there, or has an error in its own row.", code=code),
            way=Words("Correct that row first."),
        )
    return found[code]


def named(model: type[Coded], code: str, *, what: Bilingual) -> Coded | None:
    """What a code names; None where the cell is empty."""
    return called(model, code, what=what) if code else None


def called(model: type[Coded], code: str, *, what: Bilingual) -> Coded:
    """What a code names."""
    return called_in(by_code(model, {code}), code, what=what)


def called_in(found: Mapping[str, Coded], code: str, *, what: Bilingual) -> Coded:
    """What a code names among those that were found.

    Refuses with `RowRefused` another.
    """
    if code not in found:
        raise refuse_code(code, what=what)
    return found[code]


def _decision_key(after: Values) -> DecisionKey:
    body, day, paragraph = (after[name] for name in DECISION)
    return body, day, paragraph.removeprefix("§").strip()


def decisions_of(rows: Iterable[Values]) -> dict[DecisionKey, Decision]:
    """The minuted decisions that the rows name. One query."""
    keys = {_decision_key(after) for after in rows}
    days = {day for _body, day, _paragraph in keys if day is not None}
    named = Decision.objects.filter(body__code__in={key[0] for key in keys}, decided_on__in=days)
    found = {(each.body.code, each.decided_on, each.paragraph): each for each in named.select_related("body")}
    return {key: found[key] for key in keys if key in found}


def decision_of(after: Values) -> Decision | None:
    """The minuted decision that a row names; None where it names none."""
    return decision_in(decisions_of([after]), after)


def decision_in(decisions: Mapping[DecisionKey, Decision], after: Values) -> Decision | None:
    """The minuted decision that the three cells name; a file points at a decision, it does not make one.

    Refuses with `RowRefused` one that is not registered.
    """
    key = body, day, paragraph = _decision_key(after)
    if not (body or day or paragraph):
        return None
    decision = decisions.get(key)
    if decision is None:
        raise RowRefused(
            Words(
                "The decision {body} {day} § {paragraph} is not registered.",
                body=body or "?",
                day=day or "?",
                paragraph=paragraph or "?",
            ),
            clause="MR-17",
            way=Words("Register the decision first, with body, date and paragraph, or leave the three cells empty."),
        )
    return decision
