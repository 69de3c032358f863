"""What an archive holds of this room: what people said of the rules, what it rests on, and the decided years.

Reads only. What is not decided yet is nobody's to take away.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch

from spelregler.apps.decisions.queries.archived import decision_told
from spelregler.apps.evaluation.models import (
    Account,
    Assessment,
    EvaluatedRule,
    Evaluation,
    Evidence,
    Objection,
    QuestionAnswer,
    SidePart,
)
from spelregler.apps.evaluation.queries.places import name_in_row, place_of_row
from spelregler.exchange.archive import Row, iso
from spelregler.platform.attachments.models import Attachment

AT_ONCE = 500
COUNTED = ("breach", "not_assessed", "attention", "kept", "ensured", "not_applicable")


def clauses_said() -> list[str]:
    """The rules that somebody has assessed or overruled, in order. One query."""
    return sorted(Assessment.objects.order_by().values_list("clause", flat=True).distinct())


def said_rows(clause: str) -> Iterator[Row]:
    """What was said of a rule, the first first, 500 at a time. Three queries for each 500."""
    rows = (
        Assessment.objects.filter(clause=clause)
        .select_related("unit", "department", "body", "decision__body")
        .prefetch_related(
            Prefetch("evidence", queryset=Evidence.objects.order_by("pk")),
            Prefetch("objections", queryset=Objection.objects.order_by("made_on", "pk")),
        )
        .order_by("assessed_on", "pk")
    )
    for each in rows.iterator(chunk_size=AT_ONCE):
        kind, code = place_of_row(each)
        yield {
            "place": {"kind": kind, "code": code, "name": name_in_row(each).sv},
            "status": each.status,
            "overruled": each.overruled or None,
            "about_from": each.about_from.isoformat(),
            "about_to": each.about_to.isoformat(),
            "reason": each.reason,
            "role": each.role,
            "decision": decision_told(each.decision),
            "assessed_on": each.assessed_on.isoformat(),
            "holds_to": each.holds_to.isoformat(),
            "ended_on": iso(each.ended_on),
            "withdrawn_for": each.withdrawn_for,
            "evidence": [piece.pk for piece in each.evidence.all()],
            "objections": [
                {"text": said.text, "role": said.role, "made_on": said.made_on.isoformat()}
                for said in each.objections.all()
            ],
        }


def evidence_rows(*, lacking: frozenset[str]) -> Iterator[Row]:
    """Every piece of evidence; `lacking` are the digests of files that are not in the store as they were. One query."""
    for each in Evidence.objects.select_related("file").order_by("pk").iterator(chunk_size=AT_ONCE):
        yield {
            "number": each.pk,
            "title": each.title,
            "reference": each.reference,
            "address": each.address,
            "dated_on": each.dated_on.isoformat(),
            "fresh_until": iso(each.fresh_until),
            "file": _file(each.file, lacking) if each.file else None,
        }


def _file(file: Attachment, lacking: frozenset[str]) -> Row:
    return {
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
        "is_lacking": file.sha256 in lacking,
    }


def digests_of_evidence() -> list[str]:
    """The digests of the files that evidence is kept in, in order. One query."""
    rows = Attachment.objects.filter(evidence__isnull=False).order_by("sha256")
    return list(rows.values_list("sha256", flat=True).distinct())


def year_rows() -> Iterator[Row]:
    """Every decided evaluation of a year, with each side's part, the answers and the computed. Four queries."""
    rows = (
        Evaluation.objects.filter(entered_on__isnull=False)
        .select_related("body", "decision__body")
        .prefetch_related(
            Prefetch("parts", queryset=SidePart.objects.select_related("post").order_by("side", "pk")),
            Prefetch("answers", queryset=QuestionAnswer.objects.order_by("place", "pk")),
            Prefetch("rules", queryset=EvaluatedRule.objects.order_by("place", "pk")),
        )
        .order_by("year", "body__code", "number")
    )
    for each in rows:
        yield {
            "body": each.body.code,
            "body_name": each.body.name,
            "year": each.year,
            "number": each.number,
            "decision": decision_told(each.decision),
            "entered_on": iso(each.entered_on),
            "improvements": each.improvements,
            "parts": [
                {"side": p.side, "post": p.post.title, "text": p.text, "written_on": p.written_on.isoformat()}
                for p in each.parts.all()
            ],
            "answers": [
                {
                    "question": a.question,
                    "asked_sv": a.asked_sv,
                    "asked_en": a.asked_en,
                    "answer": a.answer,
                    "words": a.words,
                }
                for a in each.answers.all()
            ],
            "rules": [
                {
                    "clause": r.clause,
                    "title_sv": r.title_sv,
                    "title_en": r.title_en,
                    "counts": {name: getattr(r, name) for name in COUNTED},
                    "breached_days": r.breached_days,
                }
                for r in each.rules.all()
            ],
        }


def account_rows() -> Iterator[Row]:
    """Every account that the board has decided, with the evaluations that it rests on. Three queries."""
    rows = (
        Account.objects.filter(entered_on__isnull=False)
        .select_related("decision__body", "handed_over__body")
        .prefetch_related(
            Prefetch("evaluations", queryset=Evaluation.objects.select_related("body").order_by("body__code", "pk")),
            "lacking",
        )
        .order_by("year", "number")
    )
    for each in rows:
        yield {
            "year": each.year,
            "number": each.number,
            "answer": each.answer,
            "evaluations": [{"body": one.body.code, "number": one.number} for one in each.evaluations.all()],
            "lacking": sorted(body.code for body in each.lacking.all()),
            "decision": decision_told(each.decision),
            "handed_over": decision_told(each.handed_over),
            "handed_over_entered_on": iso(each.handed_over_entered_on),
        }
