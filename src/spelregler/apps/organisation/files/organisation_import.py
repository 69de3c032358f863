"""A municipality's whole organisation by one table: parse → plan → show → apply → report, and out again (ADR 32).

Codes are stable: a row whose code is there already is changed where it differs. What somebody holds ends on a day and
begins anew; nothing ends because its row is missing, unless that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from spelregler.apps.organisation.access.file_rights import people_of
from spelregler.apps.organisation.files import carried_units, rules, storing
from spelregler.apps.organisation.files.holdings import meet_holdings
from spelregler.apps.organisation.files.plan import Change, Draft, FieldChange, Plan, State
from spelregler.apps.organisation.files.rows import all_rows
from spelregler.apps.organisation.files.things import meet_things
from spelregler.apps.organisation.files.town import CODED, stored_town
from spelregler.apps.organisation.models import Dated
from spelregler.exchange.organisation import COLUMNS, What, faults_of, read_organisation, write_template
from spelregler.exchange.sheets import Form, Table, write_table
from spelregler.platform.audit.operations import Who, lock_audit_chain
from spelregler.platform.progress import Stage, quiet

MOST_FAULTS = 500
ALL = frozenset(What)

__all__ = [
    "Change",
    "FieldChange",
    "Plan",
    "State",
    "export_organisation",
    "import_organisation",
    "plan_organisation",
    "template",
]


def anyone(draft: Draft) -> None:
    """Whoever runs the program on the machine may bring in all of it."""


def import_organisation(
    *,
    data: bytes,
    file_name: str,
    on: date,
    today: date,
    who: Who,
    store: bool = False,
    end_missing: bool = False,
    may: Callable[[Draft], None] = anyone,
    stage: Stage = quiet,
) -> Plan:
    """The table is read and met with what is stored; with `store`, and no fault, what differs is stored in one go.

    `on` is the day from which what somebody holds changes. One transaction in one turn of the trail: what is planned
    is what is stored, and a break anywhere leaves everything as it was. What the pages' own operations do is tried in
    earnest to be shown, and then taken back.
    """
    table = read_organisation(data, file_name=file_name)
    with transaction.atomic():
        if store:
            lock_audit_chain()
        draft = plan_organisation(table, on=on, end_missing=end_missing)
        may(draft)
        if not draft.faults and (store or draft.acts):
            with stage(len(draft.changed) + sum(map(len, draft.made.values()))) as seen:
                storing.store(draft, who=who, seen=seen)
                carried_units.carry_out(draft, today=today, who=who)
        stored = store and not draft.faults
        if not stored:
            transaction.set_rollback(True)
    return _told(draft, stored=stored)


def plan_organisation(table: Table, *, on: date, end_missing: bool) -> Draft:
    """What the rows would change. Rows that cannot be read stop the comparison, not the list of faults."""
    town = stored_town()
    draft = Draft(table, town, on=on, end_missing=end_missing)
    draft.faults += faults_of(table, known={what: town.coded(what).keys() for what in CODED})
    if not draft.faults:
        meet_things(draft)
    if not draft.faults:
        meet_holdings(draft)
        rules.judge(draft)
        _missing(draft)
    return draft


def _missing(draft: Draft) -> None:
    """What has no row in the file and ends on its own page, because money, goals and people go along."""
    if draft.end_missing:
        for what in (What.BODY, What.DEPARTMENT, What.UNIT):
            told = {row["code"] for row in draft.rows[what]}
            left = draft.town.coded(what).items() if told else ()
            draft.missing += [
                str(each) for code, each in left if code not in told and isinstance(each, Dated) and each.end is None
            ]


def _told(draft: Draft, *, stored: bool) -> Plan:
    more = max(0, draft.table.faults_in_all - len(draft.table.faults))
    faults = sorted(draft.faults, key=lambda each: (each.row, each.column))
    return Plan(
        file_name=draft.table.file_name,
        changes=tuple(sorted(draft.changes, key=lambda each: (not each.row, each.row))),
        same=draft.same,
        faults=tuple(faults[:MOST_FAULTS]),
        faults_in_all=len(faults) + more,
        unknown=draft.table.unknown,
        remarks=draft.table.remarks,
        missing=tuple(sorted(draft.missing)),
        stored=stored,
    )


def export_organisation(*, form: Form, language: str, part: frozenset[What] = ALL) -> bytes:
    """The same columns with what is stored; headings alone where nothing is. A part has its own people alone."""
    town = stored_town()
    rows = (row for row in all_rows(town) if row["what"] in part)
    if part != ALL:
        people = people_of(town, part)
        rows = (row for row in rows if row["what"] != What.PERSON or row["code"] in people)
    return write_table(COLUMNS, rows, form=form, language=language, title="Organisation")


def template(*, language: str) -> bytes:
    """A workbook to fill in, with a worked example and a sheet that explains each column."""
    return write_template(language=language)
