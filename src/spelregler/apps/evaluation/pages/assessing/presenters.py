"""A rule's assessments at a place as people read them, and what the records say of the rules beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.evaluation.access.rights import to_assess
from spelregler.apps.evaluation.models import Assessment, Evidence
from spelregler.apps.evaluation.pages.words import address, assessed_by
from spelregler.apps.evaluation.queries.places import AssessedAt, beside_places
from spelregler.domain.assessment import Freshness, freshness
from spelregler.domain.findings import Status
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.platform.attachments.models import Attachment
from spelregler.platform.findings import URGENCY, AssessedRule, Wanted, titles
from spelregler.platform.forms import language_of_reader
from spelregler.ui import formatting


@dataclass(frozen=True)
class EvidenceLine:
    """A piece of evidence: what it is, where it is kept, and its days."""

    title: str
    reference: str
    address: str
    dated_on: date
    fresh_until: date | None
    status: Status
    freshness: str
    file: str
    """The file's name where it is kept here."""
    file_url: str
    """Where the reader saves it; empty where it is not the reader's to read."""


def evidence_line(piece: Evidence, *, as_of: date, reads_files: bool) -> EvidenceLine:
    """A piece of evidence in a line, with how it stands on the day."""
    state = freshness(dated_on=piece.dated_on, fresh_until=piece.fresh_until, as_of=as_of)
    return EvidenceLine(
        title=piece.title,
        reference=piece.reference,
        address=piece.address,
        dated_on=piece.dated_on,
        fresh_until=piece.fresh_until,
        status=SHAPES[state],
        freshness=str(FRESHNESS[state]),
        file=_file_words(piece.file) if piece.file else "",
        file_url=reverse("evaluation:file", args=[piece.pk]) if piece.file and reads_files else "",
    )


def _file_words(file: Attachment) -> str:
    """What the file is called and how large it is, so that nobody saves ten megabytes unawares."""
    size = formatting.number(Decimal(max(1, round(file.size / 1000))), language_of_reader(), decimals=0)
    return f"{file.name} ({size} kB)"


SHAPES = {
    Freshness.FRESH: Status.KEPT,
    Freshness.STALE: Status.ATTENTION,
    Freshness.EXPIRED: Status.BREACH,
}
FRESHNESS = {
    Freshness.FRESH: gettext_lazy("fresh"),
    Freshness.STALE: gettext_lazy("growing old"),
    Freshness.EXPIRED: gettext_lazy("expired"),
}
"""How a piece of evidence stands, by shape and in words."""


@dataclass(frozen=True)
class ObjectionLine:
    """Who objected, when, and why."""

    by: str
    on: date
    text: str


@dataclass(frozen=True)
class AssessmentView:
    """One assessment in the reader's language; `ended_on` where it holds no longer."""

    pk: int
    status: str
    assessed_on: date
    by: str
    holds_to: date
    about_from: date
    about_to: date
    reason: str
    ended_on: date | None
    withdrawn_for: str
    evidence: list[EvidenceLine]
    objections: list[ObjectionLine]
    overruled: str
    """The computed answer that it is said beside; empty for an assessment."""


def assessment_views(rows: Iterable[Assessment], acting_role: ActingRole, *, reads_files: bool) -> list[AssessmentView]:
    """As they stood on the day: what was withdrawn or replaced later had not ended."""
    language, as_of = acting_role.language, acting_role.as_of
    return [
        AssessmentView(
            pk=row.pk,
            status=row.status,
            assessed_on=row.assessed_on,
            by=assessed_by(row, language),
            holds_to=row.holds_to,
            about_from=row.about_from,
            about_to=row.about_to,
            reason=row.reason,
            ended_on=row.ended_on if row.ended_on and row.ended_on <= as_of else None,
            withdrawn_for=row.withdrawn_for if row.ended_on and row.ended_on <= as_of else "",
            evidence=[evidence_line(each, as_of=as_of, reads_files=reads_files) for each in row.evidence.all()],
            objections=[
                ObjectionLine(owner_called(each.role).text(language), each.made_on, each.text)
                for each in row.objections.all()
            ],
            overruled=row.overruled,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class BesideRow:
    """A computed rule and how many answers say what, the most urgent first."""

    title: str
    id: str
    url: str
    said: list[tuple[str, int]]


def beside_rows(acting_role: ActingRole, rule: AssessedRule, place: AssessedAt) -> list[BesideRow]:
    """What the records say of the rules that the package puts beside this one, about the place and the units in it."""
    if not rule.beside:
        return []
    places = beside_places(place, as_of=acting_role.as_of)
    found: dict[str, dict[str, int]] = {}
    for each in seen_answers(acting_role).tallies(Wanted(clauses=rule.beside, places=places)):
        said = found.setdefault(each.clause, {})
        said[each.status] = said.get(each.status, 0) + each.count
    named = titles(as_of=acting_role.as_of)
    return [
        BesideRow(
            title=named[clause].text(acting_role.language),
            id=clause,
            url=reverse("policy:clause", args=[clause]),
            said=[(status, found[clause][status]) for status in URGENCY if status in found[clause]],
        )
        for clause in rule.beside
        if clause in found and clause in named
    ]


@dataclass(frozen=True)
class NextRule:
    """A rule that waits to be assessed, and how many more do."""

    title: str
    url: str
    left: int


def next_rule(acting_role: ActingRole, clause: str, place: AssessedAt) -> NextRule | None:
    """The next rule that waits for the role, after this one in its own list."""
    own = to_assess(acting_role)
    here = next((n for n, each in enumerate(own) if (each.rule.clause, each.place) == (clause, place)), None)
    if here is None:
        return None
    turned = [*own[here + 1 :], *own[:here]]
    waiting = [each for each in turned if each.waits]
    if not waiting:
        return None
    first = waiting[0]
    title = first.rule.title.text(acting_role.language)
    words = title if first.place == place else f"{acting_role.say(first.place.name, first.place.name_en)}: {title}"
    return NextRule(words, address(first.place.kind, first.place.code, first.rule.clause), len(waiting))
