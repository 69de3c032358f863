"""A brought archive as people read it: whose it is, its rules with their counts, and a rule's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.archive.models import BroughtArchive
from spelregler.apps.archive.queries import RuleTold, Whole, place_of_state
from spelregler.domain import reading
from spelregler.domain.money import Money
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.exchange.archive import Fault, Row
from spelregler.exchange.package import Package
from spelregler.ui import formatting


@dataclass(frozen=True)
class RowView:
    """An archive in the list."""

    title: str
    url: str
    as_of: date
    brought_on: date
    product: str


@dataclass(frozen=True)
class RuleRow:
    """A rule of the archive, and how many of its answers said what on its day."""

    id: str
    title: str
    url: str
    counts: list[tuple[str, str]]


@dataclass(frozen=True)
class AnswerRow:
    """An answer in the archive."""

    place: str
    status: str
    reason: str
    since: date | None
    start: date
    end: date | None
    expected_of: str


@dataclass(frozen=True)
class SaidRow:
    """What somebody had said of the rule: beside a computed answer, or as the answer."""

    place: str
    status: str
    overruled: str
    reason: str
    role: str
    decision: str
    assessed_on: date
    holds_to: date
    ended_on: date | None
    objections: list[str]
    evidence: list[tuple[str, str]]


def row_views(rows: Iterable[BroughtArchive]) -> list[RowView]:
    """The list."""
    return [
        RowView(each.name, reverse("archive:one", args=[each.pk]), each.as_of, each.brought_on, each.product)
        for each in rows
    ]


def fault_lines(faults: Iterable[Fault], language: str) -> list[str]:
    """Each fault with its part and row."""
    return [f"{', '.join(filter(None, [each.part, _row_words(each)]))}: {each.words.text(language)}" for each in faults]


def _row_words(fault: Fault) -> str:
    return _("row %(n)d") % {"n": fault.row} if fault.row else ""


def rule_rows(archive: BroughtArchive, package: Package | None, language: str) -> list[tuple[str, list[RuleRow]]]:
    """The rules under their documents in the package's order; last those that no package tells of."""
    left, groups = dict(archive.standing), list[tuple[str, list[RuleRow]]]()
    for document in package.documents if package else ():
        rows = [
            _rule(archive, each.id, each.name.text(language), left.pop(each.id, {}), language)
            for each in (package.clauses if package else ())
            if each.document == document.id
        ]
        groups.append((document.title.text(language), rows))
    if left:
        groups.append((_("Other rules"), [_rule(archive, each, "", left[each], language) for each in sorted(left)]))
    return groups


def _rule(archive: BroughtArchive, clause: str, title: str, counts: Mapping[str, int], language: str) -> RuleRow:
    url = reverse("archive:rule", args=[archive.pk, clause])
    return RuleRow(clause, title or clause, url, counts_words(counts, language))


def counts_words(counts: Mapping[str, int], language: str) -> list[tuple[str, str]]:
    """Each state with its count in words, what most needs eyes first."""
    return [
        (status, f"{counts[status]} {formatting.status_word(status, language)}")
        for status in sorted(counts, key=place_of_state)
    ]


def facts(archive: BroughtArchive, language: str) -> list[tuple[str, str]]:
    """Whose it is, as of which day, and that it is as it was made."""
    return [
        (_("Municipality"), f"{archive.name} ({archive.code})"),
        (_("As of"), formatting.long_date(archive.as_of, language)),
        (_("Made"), f"{formatting.long_date(archive.made_at.date(), language)}, Spelregler {archive.product}"),
        (_("Brought here"), formatting.long_date(archive.brought_on, language)),
        (_("Digest (SHA-256)"), archive.sha256),
    ]


def adoption_lines(whole: Whole, language: str) -> list[str]:
    """Each package with its time and decision."""
    return [
        ". ".join(
            filter(
                None,
                [
                    f"{row['package']} {row['version']}, {_span(row, language)}",
                    decision_words(row["decision"], language),
                    _("Its files were gone when the archive was made") if row["is_lacking"] else "",
                ],
            )
        )
        for row in whole.adoptions
    ]


def document_lines(whole: Whole, language: str) -> list[str]:
    """Each version of a document with its time."""
    return [
        ", ".join(filter(None, [f"{row['title']} {row['version']}", row["department"], _span(row, language)]))
        for row in whole.documents
    ]


def year_lines(whole: Whole, language: str) -> list[str]:
    """Each evaluated year with its decision."""
    return [f"{row['body_name']} {row['year']}. {decision_words(row['decision'], language)}" for row in whole.years]


def account_lines(whole: Whole, language: str) -> list[str]:
    """Each account with the council's decision, where it was handed over."""
    return [
        f"{row['year']}. {decision_words(row['handed_over'] or row['decision'], language)}" for row in whole.accounts
    ]


def decision_words(row: Row | None, language: str) -> str:
    """A decision by body, paragraph and day."""
    if not row:
        return ""
    paragraph = row["paragraph"].removeprefix("§").strip()
    return f"{row['body'].upper()} § {paragraph}, {formatting.long_date(_day(row['decided_on']), language)}"


def answer_rows(rows: Iterable[Row], language: str) -> list[AnswerRow]:
    """Answers in the reader's language."""
    return [
        AnswerRow(
            place=row["place"]["name"],
            status=row["status"],
            reason=row[f"reason_{language}"],
            since=_day(row["since"]),
            start=reading.day(row["seen_from"]),
            end=_day(row["seen_to"]),
            expected_of=owner_called(row["expected_of"]).text(language) if row["expected_of"] else "",
        )
        for row in rows
    ]


def said_rows(archive: BroughtArchive, told: RuleTold, language: str) -> list[SaidRow]:
    """What people had said, with the evidence and the way to its files."""
    return [
        SaidRow(
            place=row["place"]["name"],
            status=row["status"],
            overruled=row["overruled"] or "",
            reason=row["reason"],
            role=owner_called(row["role"]).text(language),
            decision=decision_words(row["decision"], language),
            assessed_on=reading.day(row["assessed_on"]),
            holds_to=reading.day(row["holds_to"]),
            ended_on=_day(row["ended_on"]),
            objections=[
                f"{owner_called(each['role']).text(language)}, "
                f"{formatting.long_date(_day(each['made_on']), language)}: {each['text']}"
                for each in row["objections"]
            ],
            evidence=[_evidence(archive, each, language) for each in pieces],
        )
        for row, pieces in told.said
    ]


def _evidence(archive: BroughtArchive, piece: Row, language: str) -> tuple[str, str]:
    where = piece["reference"] or piece["address"]
    file: Any = piece["file"]
    if file and file["is_lacking"]:
        where = _("the file was gone when the archive was made")
    dated = formatting.short_date(_day(piece["dated_on"]), language)
    words = ", ".join(filter(None, [piece["title"], dated, where]))
    url = reverse("archive:file", args=[archive.pk, file["sha256"]]) if file and not file["is_lacking"] else ""
    return words, url


def _span(row: Row, language: str) -> str:
    return formatting.period(reading.day(row["start"]), _day(row["end"]), language)


def _day(text: str | None) -> date | None:
    return reading.day(text) if text else None


def shown_groups(groups: Sequence[tuple[str, list[RuleRow]]]) -> list[dict[str, Any]]:
    """The groups as the template prints them."""
    return [{"title": title, "rows": rows, "id": f"grupp-{number}"} for number, (title, rows) in enumerate(groups)]


def behind_title(table: str) -> str:
    """What a table of what answers rest on is called."""
    return {"beslut": _("Decisions"), "prognoser": _("Forecasts"), "varden": _("Values")}[table]


def behind_links(archive: BroughtArchive, chosen: str = "") -> list[tuple[str, str, bool]]:
    """Each table with its address, and whether it is the one that is read."""
    return [
        (behind_title(each), reverse("archive:behind", args=[archive.pk, each]), each == chosen) for each in _BEHIND
    ]


def behind_headings(table: str) -> list[str]:
    """The columns; the first tells which row it is."""
    return {
        "beslut": [_("Number"), _("Body"), _("Decided"), _("Title"), _("Text")],
        "prognoser": [_("Number"), _("Place"), _("Through"), _("The whole year"), _("Reported"), _("Answered by")],
        "varden": [_("Number"), _("Place"), _("Measure"), _("Period"), _("Value"), _("Recorded")],
    }[table]


def behind_rows(table: str, rows: Iterable[Row], language: str) -> list[list[str]]:
    """Each row as its columns read."""
    return [_BEHIND[table](row, language) for row in rows]


def _decision(row: Row, language: str) -> list[str]:
    decided = {"body": row["body"], "paragraph": row["paragraph"], "decided_on": row["decided_on"]}
    return [_number(row), row["body_name"], decision_words(decided, language), row["title"], row["text"]]


def _forecast(row: Row, language: str) -> list[str]:
    month = formatting.short_date(_day(row["month"]), language)
    amount = formatting.money(Money(row["amount_ore"]), language)
    answered = decision_words(row["answered_by"], language) or "–"
    return [_number(row), row["place"]["name"], month, amount, _short(row["recorded_on"], language), answered]


def _value(row: Row, language: str) -> list[str]:
    place = row["place"]["name"] or _("The municipality")
    sex = {"T": "", "K": _("women"), "M": _("men")}[row["sex"]]
    measure = ", ".join(filter(None, [row["title"], sex]))
    period = formatting.period(reading.day(row["first_day"]), _day(row["last_day"]), language)
    value = f"{_plain(row['value'], language)} {row['measured_in']}"
    return [_number(row), place, measure, period, value, _short(row["recorded_on"], language)]


_BEHIND = {"beslut": _decision, "prognoser": _forecast, "varden": _value}


def _number(row: Row) -> str:
    if not row.get("replaces"):
        return str(row["number"])
    return _("%(number)s, corrects %(other)s") % {"number": row["number"], "other": row["replaces"]}


def _short(text: str, language: str) -> str:
    return formatting.short_date(_day(text), language)


def _plain(value: str, language: str) -> str:
    told = value.rstrip("0").rstrip(".") if "." in value else value
    return told.replace(".", ",") if language == "sv" else told
