"""Checks on the governing documents themselves: decided, in force once, and reviewed every term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import MUNICIPALITY, InputValue, Judgement, Scope, Status, latest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, Period, add_months
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import ROLE_LABELS
from spelregler.domain.wording import named
from spelregler.domain.words import Bilingual, Words

MONTHS = 12


@dataclass(frozen=True)
class DocumentVersion:
    """One version of a document: when it is in force, and the decision it rests on."""

    label: str
    in_force: Period
    body: str = ""
    decided_on: date | None = None
    paragraph: str = ""
    reviewed_on: date | None = None
    review_by: date | None = None

    @property
    def has_decision(self) -> bool:
        return bool(self.body and self.paragraph) and self.decided_on is not None

    def review_due(self, *, years: int) -> date:
        """So many years after the last review, decision or first day in force; the set day where that is sooner."""
        start = self.reviewed_on or self.decided_on or self.in_force.start
        longest = add_months(start, years * MONTHS)
        return min(self.review_by, longest) if self.review_by else longest


@dataclass(frozen=True)
class GoverningDocument:
    """A document the municipality is governed by, in all its versions."""

    document: Scope
    owner: str
    versions: tuple[DocumentVersion, ...] = ()


@dataclass(frozen=True)
class InForce:
    """MR-1, CP-1: a policy is reviewed at least once per term (P26)."""

    review_years: int = param(
        4, minimum=1, maximum=10, unit=Unit.YEARS, number="P26", title=Words("Longest time between reviews")
    )


def judge_in_force(facts: Sequence[GoverningDocument], *, parameters: InForce, as_of: date) -> list[Judgement]:
    """MR-1, CP-1, MR-52: exactly one version is in force, on a decision with body, date and paragraph.

    A document that has outlived its review (P26, in years) still rules, and says so openly: old, still in force.

    One judgement per document; nothing known without a version. A fact is a document in all its versions.
    """
    if not facts:
        return [nothing_known(missing=Words("the document in the register"), expected_of="KS")]
    return [_in_force(fact, years=parameters.review_years, as_of=as_of) for fact in facts]


def _in_force(fact: GoverningDocument, *, years: int, as_of: date) -> Judgement:
    if not fact.versions:
        return nothing_known(
            scope=fact.document,
            missing=Words("a version with its decision"),
            expected_of=fact.owner,
        )
    current = [version for version in fact.versions if version.in_force.contains(as_of)]
    inputs: dict[str, InputValue] = {"versions": len(fact.versions), "in_force": len(current)}
    if not current:
        since = latest(each.in_force.end for each in fact.versions if each.in_force.start <= as_of)
        words = Words("No version is in force.")
        return Judgement(fact.document, Status.BREACH, words, inputs, since, fact.owner)
    if len(current) > 1:
        since = sorted(version.in_force.start for version in current)[1]
        words = Words(
            "{current_count} versions have been in force at once since {since}.",
            current_count=len(current),
            since=since,
        )
        return Judgement(fact.document, Status.BREACH, words, inputs, since, fact.owner)
    return _reviewed(fact, current[0], inputs=inputs, years=years, as_of=as_of)


def _reviewed(
    fact: GoverningDocument,
    version: DocumentVersion,
    *,
    inputs: dict[str, InputValue],
    years: int,
    as_of: date,
) -> Judgement:
    if not version.has_decision:
        words = Words(
            "{version} is in force, but its decision (body, date and paragraph) cannot be shown.", version=version.label
        )
        return Judgement(fact.document, Status.BREACH, words, inputs, version.in_force.start, fact.owner)
    due = version.review_due(years=years)
    inputs = inputs | {
        "body": version.body,
        "decided_on": version.decided_on.isoformat() if version.decided_on else None,
        "paragraph": version.paragraph,
        "review_due": due.isoformat(),
    }
    decided_sv = f"{version.body} {version.decided_on} {version.paragraph}"
    if due < as_of:
        words = Words(
            "Old, still in force: decided by {decided}. A review was due on {due}.", decided=decided_sv, due=due
        )
        return Judgement(fact.document, Status.ATTENTION, words, inputs, due, fact.owner)
    words = Words("In force: decided by {decided}. Next review by {due}.", decided=decided_sv, due=due)
    since = latest([version.in_force.start, version.decided_on, version.reviewed_on])
    return Judgement(fact.document, Status.KEPT, words, inputs, since)


PERSONNEL_PROGRAMME, MANAGER_POLICY = "personnel", "managers"
"""What the register calls the two documents that rules ask for beside the package's own."""

BESIDE_POLICY: dict[str, Bilingual] = {
    PERSONNEL_PROGRAMME: Words("Personnel policy programme"),
    MANAGER_POLICY: Words("The department's own manager policy"),
}
"""The documents that rules ask for beside the package's own. The second is one for each department."""


@dataclass(frozen=True)
class OwnReview:
    """MR-52, CP-5: a document beside the policy is reviewed within so many years."""

    review_years: int = param(4, minimum=1, maximum=10, unit=Unit.YEARS, title=Words("Longest time between reviews"))


def judge_beside_policy(facts: Sequence[GoverningDocument], *, parameters: OwnReview, as_of: date) -> list[Judgement]:
    """MR-52, CP-5: the document is registered, in force on the day, and its review day has not passed.

    One judgement a fact: a document with all its versions, about the municipality or a department. One that was never
    registered is not assessed, for nobody has told whether there is one; one that has ended, or whose review is late,
    is a breach. The review is due so many years after the last one, or on the set day where that is sooner.

    Nothing known without places that a document is asked of.
    """
    if not facts:
        return [nothing_known(missing=Words("the document in the register"), expected_of=Role.HR)]
    return [_beside(fact, years=parameters.review_years, as_of=as_of) for fact in facts]


def _beside(fact: GoverningDocument, *, years: int, as_of: date) -> Judgement:
    if not fact.versions:
        missing = Words("the document in the register, with its decision and review")
        return nothing_known(scope=fact.document, missing=missing, expected_of=fact.owner)
    held = next((each for each in fact.versions if each.in_force.contains(as_of)), None)
    inputs: dict[str, InputValue] = {"versions": len(fact.versions), "in_force": 0 if held is None else 1}
    if held is None:
        since = latest(each.in_force.end for each in fact.versions)
        return Judgement(fact.document, Status.BREACH, Words("No version is in force."), inputs, since, fact.owner)
    due = held.review_due(years=years)
    decided = held.decided_on or held.in_force.start
    inputs |= {"body": held.body, "decided_on": decided.isoformat(), "review_due": due.isoformat()}
    if due < as_of:
        words = Words(
            "In force since {start}, but the review that was due on {due} has not been made.",
            start=held.in_force.start,
            due=due,
        )
        return Judgement(fact.document, Status.BREACH, words, inputs, due + ONE_DAY, fact.owner)
    words = Words("In force since {start}. Next review by {due}.", start=held.in_force.start, due=due)
    return Judgement(
        fact.document, Status.KEPT, words, inputs, latest([held.in_force.start, decided, held.reviewed_on])
    )


@dataclass(frozen=True)
class PartiesApart:
    """What officials may do in a meeting of the elected, by the role rules that hold from `since`.

    `asked` is how many roles and acts the rules were asked about; `allowed` are those that they permit, role by role.
    """

    asked: int
    allowed: tuple[Role, ...] = ()
    since: date | None = None


def judge_parties_apart(facts: Sequence[PartiesApart], **_: object) -> list[Judgement]:
    """MR-34: on duty nobody moves or votes. The role rules are asked about every role of the officials.

    One judgement, about the municipality: ensured where the rules permit none of it, a breach where they permit any.
    Nothing known without role rules. A fact is what the rules of the day answered.
    """
    if not facts:
        return [nothing_known(missing=Words("role rules"), expected_of=Role.KF)]
    return [_apart(fact) for fact in facts]


def _apart(fact: PartiesApart) -> Judgement:
    inputs: dict[str, InputValue] = {"acts_asked": fact.asked, "acts_allowed": len(fact.allowed)}
    if fact.allowed:
        roles = named(ROLE_LABELS[role] for role in dict.fromkeys(fact.allowed))
        words = Words("The role rules let officials act in the meetings of the elected: {roles}.", roles=roles)
        return Judgement(MUNICIPALITY, Status.BREACH, words, inputs, fact.since, Role.KF)
    words = Words("Spelregler lets nobody move or vote on duty. The role rules were asked about every such role.")
    return Judgement(MUNICIPALITY, Status.ENSURED, words, inputs, fact.since)
