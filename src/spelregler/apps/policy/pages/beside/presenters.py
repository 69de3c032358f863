"""The governing documents beside the policy, each with the version that holds and how the rule on it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import day_told
from spelregler.apps.acting.overruled import overruled_marks
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.visibility import seen_answers
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.policy.access import PROGRAMME, Action, own_policy_of
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.apps.policy.queries.documents import versions_beside
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.policy import BESIDE_POLICY, MANAGER_POLICY, PERSONNEL_PROGRAMME
from spelregler.domain.roles import Resource
from spelregler.platform.findings import Answer, Place, Wanted
from spelregler.ui.page import OverruledMark

CHECKS = {PERSONNEL_PROGRAMME: "policy.programme_in_force", MANAGER_POLICY: "policy.manager_policies_in_force"}
"""The check that answers for each document."""


@dataclass(frozen=True)
class BesideDocument:
    """A document that is asked for beside the policy: what it is called, whose it is, and the matter of entering it."""

    document: str
    department: str
    title: str
    place: Place
    matter: Resource

    @property
    def key(self) -> str:
        """What an address and a form call it."""
        return f"{self.document}:{self.department}" if self.department else self.document


def beside_documents(acting_role: ActingRole, *, on: date) -> list[BesideDocument]:
    """The programme, and each department's own manager policy by the department's name. Three queries."""
    language = acting_role.language
    programme = BESIDE_POLICY[PERSONNEL_PROGRAMME].text(language)
    own = BESIDE_POLICY[MANAGER_POLICY].text(language)
    return [
        BesideDocument(PERSONNEL_PROGRAMME, "", programme, (MUNICIPALITY.kind, MUNICIPALITY.key), PROGRAMME),
        *(
            BesideDocument(
                document=MANAGER_POLICY,
                department=each.code,
                title=f"{own}: {acting_role.say(each.name, each.name_en)}",
                place=("department", each.code),
                matter=own_policy_of(department=each.code, body=each.body),
            )
            for each in departments(as_of=on)
        ),
    ]


def may_enter(acting_role: ActingRole, document: BesideDocument) -> bool:
    """Whether the acting role enters the document, today."""
    is_today = acting_role.as_of == acting_role.today
    return is_today and may(acting_role, Action.ENTER_BESIDE, document.matter)


@dataclass(frozen=True)
class BesideRow:
    """A document in a line: the version that holds, the earlier ones, its next review, and how its rule is answered."""

    title: str
    anchor: str
    held: DocumentVersion | None
    earlier: list[DocumentVersion]
    review_due: date | None
    status: str
    rule: str
    overruled: OverruledMark | None
    """What somebody says beside the answer."""
    enter: str
    beside_central: str
    """Where a department's own is shown beside the central one."""


def beside_rows(acting_role: ActingRole) -> list[BesideRow]:
    """Each document on the day, with what is entered and how its rule is answered. A handful of queries."""
    day = acting_role.as_of
    known: dict[tuple[str, str], list[DocumentVersion]] = {}
    for row in versions_beside(as_of=day):
        known.setdefault((row.document, row.department.code if row.department else ""), []).append(row)
    found = beside_documents(acting_role, on=day)
    answered = _answers(acting_role)
    said = dict(zip(answered, overruled_marks(list(answered.values()), acting_role), strict=True))
    return [
        _row(
            acting_role,
            each,
            known.get((each.document, each.department), ()),
            answered.get((each.document, each.place)),
            said.get((each.document, each.place)),
        )
        for each in found
    ]


def _row(
    acting_role: ActingRole,
    document: BesideDocument,
    versions: Sequence[DocumentVersion],
    answer: Answer | None,
    overruled: OverruledMark | None,
) -> BesideRow:
    day = acting_role.as_of
    held = next((each for each in versions if each.end is None or each.end > day), None)
    register = f"{reverse('policy:register_beside')}?dokument={document.key}"
    return BesideRow(
        title=document.title,
        anchor=anchor_of(document.document, document.department),
        held=held,
        earlier=[each for each in versions if each is not held],
        review_due=day_told(answer, "review_due") if answer and held else None,
        status=answer.status if answer else "",
        rule=answer.clause if answer else "",
        overruled=overruled,
        enter=register if may_enter(acting_role, document) else "",
        beside_central=reverse("policy:own_policy", args=[document.department]) if document.department else "",
    )


def anchor_of(document: str, department: str) -> str:
    """Where a document stands on the page."""
    return f"{document}-{department}" if department else document


def _answers(acting_role: ActingRole) -> dict[tuple[str, Place], Answer]:
    """How the rules on the documents are answered, by document and place; none where the package asks for none."""
    package = package_or_none(acting_role.as_of)
    asked = {each.check: each.id for each in package.clauses} if package else {}
    clauses = {asked[check]: document for document, check in CHECKS.items() if check in asked}
    if not clauses:
        return {}
    found = seen_answers(acting_role).answers(Wanted(clauses=clauses.keys()))
    return {(clauses[each.clause], (each.scope_kind, each.scope)): each for each in found}
