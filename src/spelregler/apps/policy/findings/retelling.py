"""Stored answers are told without the figures of what was taken back: the state and the days stay, the words do not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from spelregler.apps.policy.findings.engine import Result, digest_of_finding, evaluate
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.domain.words import Words
from spelregler.platform.findings import Place


@contextmanager
def retold(*, check: str, place: Place, naming: str) -> Iterator[None]:
    """The answers of a check about a place whose reason names a day, asked anew for their own day, by its package.

    The rows are held before what they rest on is changed, in the order in which whoever asks the rules takes them.
    An answer that cannot be asked anew as it was loses its reason and its inputs.
    """
    kind, scope = place
    rows = Finding.objects.filter(scope_kind=kind, scope=scope, reason_sv__contains=naming)
    held = [each for each in rows.select_for_update().order_by("pk") if _check_of(each) in (check, "")]
    yield
    for row in held:
        _tell_again(row)
    Finding.objects.bulk_update(held, ["reason_sv", "reason_en", "inputs", "digest"], batch_size=500)


def _check_of(row: Finding) -> str:
    package = package_or_none(row.seen_from)
    return next((each.check for each in package.clauses if each.id == row.clause), "") if package else ""


def _tell_again(row: Finding) -> None:
    found = _asked_anew(row)
    if found is not None and str(found.judgement.status) == row.status:
        reason, inputs = found.judgement.reason, dict[str, Any](found.judgement.inputs)
    else:
        reason, inputs = Words("It rested on what has been taken back. What that said is not told."), {}
    row.reason_sv, row.reason_en, row.inputs = reason.sv, reason.en, inputs
    row.digest = digest_of_finding(row)


def _asked_anew(row: Finding) -> Result | None:
    package = package_or_none(row.seen_from)
    if package is None:
        return None
    results = evaluate(package=package, as_of=row.seen_from, only=[row.clause])
    return next((each for each in results if each.key == row.key), None)
