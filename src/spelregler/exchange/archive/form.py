"""The format: which parts an archive has, what a row of each is made of, and how a row is written.

    manifest.json                     what it is, whose, as of which day, and each part's size, digest and rows
    adoptions.jsonl                   the packages that the council has adopted, with decisions
    packages/<digest>/<file>          the files of each, as they were decided
    documents.jsonl                   the governing documents and their versions
    answers/<rule>.jsonl              what the rule's check answered, each answer from a day to a day
    said/<rule>.jsonl                 what people have assessed or overruled of the rule, and objections
    evidence.jsonl                    what that rests on
    years.jsonl                       each body's decided evaluation of a year
    accounts.jsonl                    the accounts of them to the council
    decisions.jsonl                   the bodies' decisions                                        (from version 2)
    forecasts.jsonl                   what units and committees expected their year to cost         (from version 2)
    values.jsonl                      what was measured, but for what no page shows                 (from version 2)
    files/<digest>                    the files that evidence is kept in

Rows are JSON, a line each, with every field in the order below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from spelregler.domain import reading
from spelregler.domain.findings import ScopeKind, Status
from spelregler.exchange.package.packed import TAKEN

FORMAT, VERSION = "spelregler-archive", 2
MANIFEST = "manifest.json"
ADOPTIONS, DOCUMENTS, EVIDENCE = "adoptions.jsonl", "documents.jsonl", "evidence.jsonl"
YEARS, ACCOUNTS = "years.jsonl", "accounts.jsonl"
DECISIONS, FORECASTS, VALUES = "decisions.jsonl", "forecasts.jsonl", "values.jsonl"
BEHIND = (DECISIONS, FORECASTS, VALUES)
"""What answers rest on, a row with a number of its own that stays the same in each archive of the municipality."""
TABLES = (ADOPTIONS, DOCUMENTS, EVIDENCE, YEARS, ACCOUNTS, *BEHIND)
RULE = re.compile(r"[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö_-]{0,19}")
DIGEST = re.compile(r"[0-9a-f]{64}")
FIGURE = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,6})?")
STATES = tuple(map(str, Status))
PLACES = get_args(ScopeKind)

Row = Mapping[str, Any]
Fit = Callable[[Any], bool]


@dataclass(frozen=True)
class About:
    """Whose archive it is, as of which day, and when and by which version of the product it was made."""

    code: str
    name: str
    as_of: date
    made_at: str
    product: str


@dataclass(frozen=True)
class Contents:
    """What an archive holds: rows by part, and files in pieces. Both are asked for once and never held whole."""

    about: About
    tables: Iterable[tuple[str, Iterable[Row]]]
    files: Iterable[tuple[str, Iterable[bytes]]]


def answers_in(clause: str) -> str:
    """The part that a rule's answers are in."""
    return f"answers/{clause}.jsonl"


def said_in(clause: str) -> str:
    """The part that people's assessments of a rule are in."""
    return f"said/{clause}.jsonl"


def package_file_in(digest: str, name: str) -> str:
    """The part that a file of an adopted package is."""
    return f"packages/{digest}/{name}"


def file_in(sha256: str) -> str:
    """The part that a file of evidence is."""
    return f"files/{sha256}"


def is_table(name: str) -> bool:
    """Whether a part is rows."""
    return name.endswith(".jsonl")


def is_part(name: str) -> bool:
    """Whether an archive can have a part by the name. No other name is ever looked into, so none leads out of it."""
    if name in TABLES:
        return True
    folder, _, rest = name.partition("/")
    if folder in ("answers", "said"):
        return rest.endswith(".jsonl") and RULE.fullmatch(rest.removesuffix(".jsonl")) is not None
    if folder == "files":
        return DIGEST.fullmatch(rest) is not None
    digest, _, file = rest.partition("/")
    return folder == "packages" and DIGEST.fullmatch(digest) is not None and file in TAKEN


def iso(day: date | None) -> str | None:
    """A day as it is written; nothing where there is none."""
    return day.isoformat() if day else None


def written(row: Row) -> bytes:
    """A row as its line."""
    return (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


# What a field may be ----------------------------------------------------------------------------------------------


def text(most: int, *, needed: bool = False) -> Fit:
    """Letters, at most so many."""
    return lambda value: isinstance(value, str) and len(value) <= most and (bool(value) or not needed)


def one_of(*allowed: str) -> Fit:
    """One of a few words."""
    return lambda value: isinstance(value, str) and value in allowed


def number(value: Any) -> bool:
    """A whole number, not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def whole(value: Any) -> bool:
    """A whole number, also a negative one."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def figure(value: Any) -> bool:
    """A decimal number as text: -12.5000."""
    return isinstance(value, str) and FIGURE.fullmatch(value) is not None


def truth(value: Any) -> bool:
    """True or false."""
    return isinstance(value, bool)


def day(value: Any) -> bool:
    """A day as 2026-11-02."""
    if not isinstance(value, str) or len(value) != len("2026-11-02"):
        return False
    try:
        reading.day(value)
    except reading.Unreadable:
        return False
    return True


def moment(value: Any) -> bool:
    """A time with its zone."""
    if not isinstance(value, str) or len(value) > len("2026-11-02T10:00:00.000000+00:00"):
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def digest(value: Any) -> bool:
    """A SHA-256."""
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None


def values(value: Any) -> bool:
    """Named values of any kind."""
    return isinstance(value, dict)


def or_none(fit: Fit) -> Fit:
    """The same, or nothing."""
    return lambda value: value is None or fit(value)


def row_of(fields: Mapping[str, Fit]) -> Fit:
    """A row with these fields and no other."""
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == fields.keys()
        and all(fit(value[name]) for name, fit in fields.items())
    )


def many(fit: Fit) -> Fit:
    """A list of such."""
    return lambda value: isinstance(value, list) and all(fit(each) for each in value)


NAME, LONG, LONGEST = text(300), text(4_000), text(200_000)
DECISION = row_of({"body": NAME, "decided_on": day, "paragraph": NAME, "title": NAME})
PLACE: Mapping[str, Fit] = {"kind": one_of(*PLACES), "code": NAME, "name": NAME}

FIELDS: Mapping[str, Mapping[str, Fit]] = {
    ADOPTIONS: {
        "package": text(60, needed=True),
        "version": text(20),
        "digest": digest,
        "base": number,
        "start": day,
        "end": or_none(day),
        "decision": or_none(DECISION),
        "is_lacking": truth,
    },
    DOCUMENTS: {
        "document": text(12, needed=True),
        "title": NAME,
        "version": NAME,
        "adopted_by": NAME,
        "adopted_on": or_none(day),
        "paragraph": NAME,
        "reviewed_on": or_none(day),
        "review_by": or_none(day),
        "owner": NAME,
        "department": NAME,
        "start": day,
        "end": or_none(day),
        "rules": many(
            row_of({"clause": NAME, "text": LONG, "written_on": day, "stated_on": or_none(day), "stated_role": NAME})
        ),
    },
    "answers": {
        "place": row_of(PLACE),
        "status": one_of(*STATES),
        "since": or_none(day),
        "reason_sv": LONGEST,
        "reason_en": LONGEST,
        "inputs": values,
        "parameters": values,
        "expected_of": NAME,
        "seen_from": day,
        "seen_to": or_none(day),
    },
    "said": {
        "place": row_of(PLACE),
        "status": one_of(*STATES),
        "overruled": or_none(one_of(*STATES)),
        "about_from": day,
        "about_to": day,
        "reason": LONG,
        "role": NAME,
        "decision": or_none(DECISION),
        "assessed_on": day,
        "holds_to": day,
        "ended_on": or_none(day),
        "withdrawn_for": LONG,
        "evidence": many(number),
        "objections": many(row_of({"text": LONG, "role": NAME, "made_on": day})),
    },
    EVIDENCE: {
        "number": number,
        "title": NAME,
        "reference": NAME,
        "address": NAME,
        "dated_on": day,
        "fresh_until": or_none(day),
        "file": or_none(
            row_of({"name": NAME, "content_type": NAME, "size": number, "sha256": digest, "is_lacking": truth})
        ),
    },
    YEARS: {
        "body": NAME,
        "body_name": NAME,
        "year": number,
        "number": number,
        "decision": or_none(DECISION),
        "entered_on": or_none(day),
        "improvements": LONG,
        "parts": many(row_of({"side": NAME, "post": NAME, "text": LONG, "written_on": day})),
        "answers": many(row_of({"question": NAME, "asked_sv": NAME, "asked_en": NAME, "answer": NAME, "words": LONG})),
        "rules": many(
            row_of({"clause": NAME, "title_sv": NAME, "title_en": NAME, "counts": values, "breached_days": number})
        ),
    },
    ACCOUNTS: {
        "year": number,
        "number": number,
        "answer": LONG,
        "evaluations": many(row_of({"body": NAME, "number": number})),
        "lacking": many(NAME),
        "decision": or_none(DECISION),
        "handed_over": or_none(DECISION),
        "handed_over_entered_on": or_none(day),
    },
    DECISIONS: {
        "number": number,
        "body": NAME,
        "body_name": NAME,
        "decided_on": day,
        "paragraph": NAME,
        "title": NAME,
        "text": LONGEST,
        "kind": NAME,
        "reference": NAME,
    },
    FORECASTS: {
        "number": number,
        "place": row_of(PLACE),
        "year": number,
        "month": day,
        "amount_ore": whole,
        "recorded_on": day,
        "replaces": or_none(number),
        "answered_by": or_none(DECISION),
    },
    VALUES: {
        "number": number,
        "indicator": NAME,
        "title": NAME,
        "place": row_of(PLACE),
        "first_day": day,
        "last_day": day,
        "sex": one_of("T", "K", "M"),
        "value": figure,
        "measured_in": NAME,
        "source": NAME,
        "recorded_on": day,
        "replaces": or_none(number),
    },
}


def fields_of(name: str) -> Mapping[str, Fit]:
    """What a row of a part is made of."""
    return FIELDS[name if name in FIELDS else name.partition("/")[0]]
