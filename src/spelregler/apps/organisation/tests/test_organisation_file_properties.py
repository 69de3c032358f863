"""Whatever organisation there is: what goes out comes in again as the same, and the same file twice changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spelregler.apps.organisation.files.organisation_import import State, export_organisation, import_organisation
from spelregler.exchange.organisation import COLUMNS, What
from spelregler.exchange.sheets import Form, write_table
from spelregler.platform.audit.operations import Who

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WHO = Who(name="Test", role="system")
FIRST, DAY = date(2020, 1, 1), date(2026, 11, 2)
names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and text.strip("'")
)
days = st.integers(0, 2000).map(lambda number: FIRST + timedelta(days=number))
decisions = st.sampled_from([{}, {"decided_by": "Fullmäktige", "decided_on": date(2019, 12, 1), "paragraph": "§ 4"}])
maybe = st.sampled_from


@st.composite
def spells(draw: st.DrawFn) -> list[tuple[date, date | None]]:
    """Periods after one another, the last of them perhaps without an end."""
    cuts = sorted(draw(st.sets(days, min_size=1, max_size=4)))
    ends: list[date | None] = [day - timedelta(days=1) for day in cuts[1:]]
    last = None if draw(st.booleans()) else cuts[-1] + timedelta(days=draw(st.integers(0, 400)))
    return list(zip(cuts, [*ends, last], strict=True))


@st.composite
def towns(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A small municipality in which nobody breaks a rule."""
    rows: list[dict[str, Any]] = [{"what": What.MUNICIPALITY, "code": "9999", "name": draw(names)}]
    bodies = ["kf", "ks", "un"]
    for code, kind in zip(bodies, ("council", "executive_board", "committee"), strict=True):
        more = {"type": kind, "first_day": FIRST, "name_en": draw(st.one_of(st.just(""), names))}
        rows.append({"what": What.BODY, "code": code, "name": draw(names), **more})
    for first, last in draw(spells()):
        rows.append({"what": What.TERM, "belongs_to": "un", "first_day": first, "last_day": last or date(2030, 1, 1)})
    for code in ("f0", "f1"):
        serves = draw(maybe([(), ("ks",), ("kf", "ks")]))
        more = {"instruction_on": draw(maybe([None, FIRST])), "also_serves": serves}
        rows.append(_of(What.DEPARTMENT, code, draw(names), belongs_to="un", first_day=FIRST, **more))
    units = [f"e{n}" for n in range(draw(st.integers(1, 5)))]
    for n, code in enumerate(units):
        above = draw(maybe(["", *units[:n]]))
        more = {"purpose": draw(st.one_of(st.just(""), names)), "parent": above, "belongs_to": "f0"}
        rows.append(_of(What.UNIT, code, draw(names), first_day=FIRST, **more))
        rows.append(_of(What.POST, f"chef-{code}", draw(names), type="unit_manager", belongs_to=code))
    rows.append(_of(What.POST, "handlaggare", draw(names), type="employee", belongs_to="f1"))
    people = [f"p{n}" for n in range(5)]
    for code in people:
        email = draw(maybe(["", f"{code}@granvik.example"]))
        rows.append(_of(What.PERSON, code, draw(names), email=email))
    for number in (1, 2):
        for first, last in draw(spells()):
            kind = draw(maybe(["member", "vice_chair"]))
            introduced = draw(maybe([None, first]))
            seat = {"belongs_to": "un", "number": number, "person": draw(maybe(people)), "introduced_on": introduced}
            days = {"first_day": first, "last_day": last}
            rows.append({"what": What.SEAT, "type": kind, **seat, **days, **draw(decisions)})
    rows.append({"what": What.SEAT, "type": "substitute", "belongs_to": "un", "number": draw(st.integers(1, 9))})
    for post in (f"chef-{units[0]}", "handlaggare"):
        for first, last in draw(spells()):
            kind, days = draw(maybe(["ordinary", "acting"])), {"first_day": first, "last_day": last}
            holder = {"belongs_to": post, "person": draw(maybe(people))}
            rows.append({"what": What.APPOINTMENT, "type": kind, **holder, **days, **draw(decisions)})
    for code in people[:3]:
        for first, last in draw(spells()):
            work = {"belongs_to": draw(maybe(units)), "person": code, "first_day": first, "last_day": last}
            rows.append({"what": What.EMPLOYMENT, **work})
    return draw(st.permutations(rows)) if draw(st.booleans()) else rows


def _of(what: What, code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "code": code, "name": name, **more}


def bring(data: bytes, form: Form) -> Any:
    return import_organisation(data=data, file_name=f"o.{form}", on=DAY, today=DAY, store=True, who=WHO)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=towns(), form=st.sampled_from(["csv", "csv", "xlsx"]), name=names)
def test_what_goes_out_comes_in_again(rows, form, name):
    first = in_a_new_town(lambda: _out_and_again(rows, form, name))
    again = in_a_new_town(lambda: _out(first, form))
    assert again == first


def _out_and_again(rows: list[dict[str, Any]], form: Form, name: str) -> bytes:
    plan = bring(write_table(COLUMNS, rows, form=form), form)
    assert [each.text("sv") for each in plan.faults] == []
    assert (plan.stored, plan.count(State.NEW)) == (True, len(rows))
    out = export_organisation(form="csv", language="sv")
    assert bring(out, "csv").changes_nothing
    _change_one_name(rows, form, name)
    return out


def _change_one_name(rows: list[dict[str, Any]], form: Form, name: str) -> None:
    """A changed name changes exactly that, in the file as it came."""
    person = next(row for row in rows if row["what"] == What.PERSON)
    with transaction.atomic():
        changed = [{**row, "name": name} if row is person else row for row in rows]
        plan = bring(write_table(COLUMNS, changed, form=form), form)
        fields = [(one.name, one.before, one.after) for each in plan.changes for one in each.fields]
        assert fields == ([] if name == person["name"] else [("name", person["name"], name)])
        transaction.set_rollback(True)


def _out(data: bytes, form: Form) -> bytes:
    assert bring(data, "csv").stored
    return export_organisation(form="csv", language="sv")


def in_a_new_town(work: Any) -> bytes:
    """What the work gives in a database that holds nothing, which it holds again afterwards."""
    with transaction.atomic():
        found: bytes = work()
        transaction.set_rollback(True)
    return found
