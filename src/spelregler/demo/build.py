"""Fill an empty, migrated database with Oxelösund (demo) in one go. The same facts give the same rows every time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from spelregler.apps.autonomy.operations import give_statement, open_signal, take_stand
from spelregler.apps.decisions.models import Origin
from spelregler.apps.decisions.operations import give_assignment, record_decision, report_back
from spelregler.apps.organisation.models import (
    Municipality,
)
from spelregler.apps.policy.operations.findings import adopt_package, evaluate_and_store
from spelregler.apps.policy.operations.governing_documents import Adopted, register_document
from spelregler.apps.policy.operations.local_rules import write_local_rule
from spelregler.demo import signals, stories
from spelregler.demo.build_asked import build_asked
from spelregler.demo.build_assessments import build_assessments
from spelregler.demo.build_cases import build_cases
from spelregler.demo.build_control import build_control
from spelregler.demo.build_delegation import build_delegation
from spelregler.demo.build_evaluations import build_evaluations
from spelregler.demo.build_goals import build_comparison, build_goals, build_plan_ahead, build_values
from spelregler.demo.build_grounds import build_grounds
from spelregler.demo.build_knowledge import build_knowledge
from spelregler.demo.build_looked_into import build_looked_into
from spelregler.demo.build_meetings import build_meetings
from spelregler.demo.build_money import build_frames, build_ledger, build_proposed, build_results
from spelregler.demo.build_organisation import build_organisation, build_people
from spelregler.demo.build_reports import build_reports
from spelregler.demo.build_surveys import build_surveys
from spelregler.demo.facts import TODAY, YEAR
from spelregler.demo.made import DEMO, Made
from spelregler.domain.policy import BESIDE_POLICY
from spelregler.domain.roles import Role
from spelregler.domain.words import Words
from spelregler.platform.errors import DomainError
from spelregler.platform.search.filling import make_anew


class DatabaseNotEmpty(DomainError):
    """The demo never mixes with anybody's own data, and is never loaded twice."""

    code = "database-not-empty"


def build(*, say: Callable[[Words], None]) -> None:
    """All of the demo or nothing of it, into an empty database. `say` gets a line per chapter."""
    if Municipality.objects.exists():
        raise DatabaseNotEmpty(
            Words("The database already holds a municipality. The demo is only loaded into an empty database."),
            way=Words("Point SPELREGLER_HOME at an empty folder and try again."),
        )
    chapters = (
        (Words("Organisation: bodies, departments, units"), build_organisation),
        (Words("People, seats and posts"), build_people),
        (Words("Decisions and governing documents"), _decisions),
        (Words("Questions from members, and dialogues"), build_asked),
        (Words("Delegation orders and delegated decisions"), build_delegation),
        (Words("What limits units, who decides, and meetings with unions"), build_grounds),
        (Words("Plans for internal control and what they found"), build_control),
        (Words("What bodies have had evaluated, and seen around them"), build_looked_into),
        (Words("Goals, indicators and actions"), build_goals),
        (Words("Ledger from SIE files"), build_ledger),
        (Words("Key figures to compare"), build_comparison),
        (Words("Values on their way to approval"), build_values),
        (Words("Next year's plan and an assignment"), build_plan_ahead),
        (Words("Frames and forecasts"), build_frames),
        (Words("Budget proposals for next year"), build_proposed),
        (Words("Results, balance and sound management"), build_results),
        (Words("Signals and dialogue"), _signals),
        (Words("Reports and what the bodies said of them"), build_reports),
        (Words("What people have assessed"), build_assessments),
        (Words("Who knows the policy"), build_knowledge),
        (Words("What surveys answered"), build_surveys),
        (Words("The yearly evaluations and the account of them"), build_evaluations),
        (Words("Cases and records in the registry"), build_cases),
        (Words("Meetings and their minutes"), build_meetings),
        (Words("The rules asked month by month"), _findings),
        (Words("What can be searched for"), lambda _made: make_anew()),
    )
    made = Made()
    with transaction.atomic():
        for words, chapter in chapters:
            say(words)
            chapter(made)


def _findings(made: Made) -> None:
    """The checks as they would have answered at the end of each month, and today: a past picture is a look-up."""
    for month in range(2, TODAY.month + 1):
        evaluate_and_store(as_of=date(YEAR, month, 1) - timedelta(days=1))
    evaluate_and_store(as_of=TODAY)


def _decisions(made: Made) -> None:
    for fact in stories.DECISIONS:
        made.decisions[fact.key] = record_decision(
            body=made.bodies[fact.body],
            decided_on=fact.decided_on,
            paragraph=fact.paragraph,
            title=fact.title,
            text=fact.text,
            kind=fact.kind,
            origin=Origin(fact.origin),
            touches_staff=fact.touches_staff,
            who=DEMO,
        )
    for assignment in stories.ASSIGNMENTS:
        _assignment(made, assignment)
    _documents(made)


def _assignment(made: Made, fact: stories.AssignmentFact) -> None:
    assignment = give_assignment(
        decision=made.decisions[fact.decision],
        addressee=made.posts[fact.addressee],
        text=fact.text,
        intended_result=fact.intended_result,
        due_on=fact.due_on,
        who=DEMO,
    )
    if fact.reported_on:
        report_back(
            assignment=assignment, result=fact.result, effect=fact.effect, reported_on=fact.reported_on, who=DEMO
        )


def _documents(made: Made) -> None:
    for fact in stories.DOCUMENTS:
        register_document(
            document=fact.document,
            title=fact.title,
            adopted=Adopted(
                version=fact.version,
                body=made.bodies["kf"].name,
                decided_on=fact.adopted_on,
                paragraph=fact.paragraph,
                start=fact.start,
                reviewed_on=fact.reviewed_on,
                owner=fact.owner,
            ),
            on=TODAY,
            who=DEMO,
        )
    for beside in stories.BESIDE:
        version = register_document(
            document=beside.document,
            title=BESIDE_POLICY[beside.document].sv,
            adopted=Adopted(
                version=beside.version,
                body=beside.decided_by,
                decided_on=beside.start,
                paragraph="",
                start=beside.start,
                reviewed_on=beside.reviewed_on,
            ),
            on=TODAY,
            who=DEMO,
            department=made.departments[beside.department] if beside.department else None,
        )
        for clause, text, is_stated in beside.own_rules:
            write_local_rule(
                version=version,
                clause=clause,
                text=text,
                takes_nothing_away=is_stated,
                known=(clause,),
                role=Role.FC,
                on=TODAY,
                who=DEMO,
            )
    adopt_package(name=stories.PACKAGE, start=stories.PACKAGE_FROM, decision=made.decisions["paket"], who=DEMO)


def _signals(made: Made) -> None:
    for fact in signals.SIGNALS:
        signal = open_signal(
            unit=made.units[fact.unit],
            ground=fact.ground,
            opened_on=fact.opened_on,
            evidence=fact.evidence,
            evidence_en=fact.evidence_en,
            who=made.who(fact.opened_by, "CT" if fact.opened_by == "controller" else "EC"),
        )
        if fact.statement:
            give_statement(
                signal=signal,
                text=fact.statement.text,
                text_en=fact.statement.text_en,
                given_on=fact.statement.given_on,
                who=made.who(fact.statement.given_by, "EC"),
            )
        if fact.stand:
            take_stand(
                signal=signal,
                choice=fact.stand.choice,
                reason=fact.stand.reason,
                reason_en=fact.stand.reason_en,
                decided_on=fact.stand.decided_on,
                review_on=fact.stand.review_on,
                who=made.who(fact.stand.decided_by, "FC"),
            )
