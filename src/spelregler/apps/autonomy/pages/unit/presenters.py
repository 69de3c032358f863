"""A unit's page: its clauses, and the story of each signal with the forms for what comes next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.evidence_pages import Evidence, evidence_of
from spelregler.apps.acting.overruled import overruled_marks
from spelregler.apps.autonomy.access.visibility import SeenUnit
from spelregler.apps.autonomy.pages.intervention.forms import InterveneForm, SignalAct, StandForm, StatementForm
from spelregler.apps.autonomy.pages.words import review_status, step_title
from spelregler.apps.autonomy.queries.interventions import LimitInForce
from spelregler.apps.autonomy.queries.signals import SignalStory
from spelregler.platform.findings import Wanted, answers, titles
from spelregler.platform.forms import PlainForm
from spelregler.ui import formatting
from spelregler.ui.page import OverruledMark


@dataclass(frozen=True)
class ClauseRow:
    """One of the twelve clauses on a unit's page."""

    id: str
    url: str
    title: str
    status: str
    evidence: str
    rests_on: Evidence
    """Where it is seen what the answer rests on, where that is another page than this."""
    overruled: OverruledMark | None
    """What somebody says beside the answer."""


def clause_rows(unit: SeenUnit, clauses: Collection[str], acting_role: ActingRole) -> list[ClauseRow]:
    """The six conditions or the six grounds, each with its answer for the unit; else the municipality's answer."""
    language, as_of = acting_role.language, acting_role.as_of
    rows = []
    whole = Wanted(clauses=clauses, places=[("municipality", "")])
    of_whole, named = {each.clause: each for each in answers(whole, as_of=as_of)}, titles(as_of=as_of)
    own = [unit.answers[clause] for clause in clauses if clause in unit.answers]
    rests_on = dict(zip((each.clause for each in own), evidence_of(own, as_of=as_of), strict=True))
    said = dict(zip((each.clause for each in own), overruled_marks(own, acting_role), strict=True))
    here = reverse("autonomy:unit", args=[unit.place.code])
    for clause in clauses:
        answer = unit.answers.get(clause) or of_whole.get(clause)
        seen_at = rests_on.get(clause, Evidence())
        reason = formatting.days_in_words(answer.reason(language), language) if answer else ""
        rows.append(
            ClauseRow(
                id=clause,
                url=reverse("policy:clause", args=[clause]),
                title=named[clause].text(language) if clause in named else clause,
                status=answer.status if answer else "not_assessed",
                evidence=reason or _("The evidence is not recorded yet."),
                rests_on=Evidence() if seen_at.url == here else seen_at,
                overruled=said.get(clause),
            )
        )
    return rows


@dataclass(frozen=True)
class StepRow:
    """One step in a signal's story."""

    on: date
    title: str
    text: str
    by: str


@dataclass(frozen=True)
class StoryView:
    """A signal's story in the reader's language."""

    pk: int
    unit_name: str
    ground: str
    is_open: bool
    has_statement: bool
    has_stand: bool
    waits_for_intervention: bool
    steps: list[StepRow]
    in_force: LimitInForce | None = None
    intervention: int | None = None
    review_status: str = ""


def story_views(stories: Iterable[SignalStory], language: str, day: date) -> list[StoryView]:
    """Signals newest first, each from its first step to its last."""
    return [
        StoryView(
            pk=story.pk,
            unit_name=story.unit_name,
            ground=story.ground,
            is_open=story.is_open,
            has_statement=story.has_statement,
            has_stand=story.has_stand,
            waits_for_intervention=story.waits_for_intervention,
            steps=[
                StepRow(
                    on=step.on,
                    title=step_title(step.kind),
                    text=step.text_sv if language == "sv" or not step.text_en else step.text_en,
                    by=step.by,
                )
                for step in story.steps
            ],
            in_force=story.in_force,
            intervention=story.intervention,
            review_status=review_status(story.in_force.next_review, day) if story.in_force else "",
        )
        for story in stories
    ]


@dataclass(frozen=True)
class StoryForms:
    """What can be written about a signal, each form as it was sent or empty."""

    statement: StatementForm
    stand: StandForm
    intervene: InterveneForm


def story_forms(signal: int, sent: PlainForm | None) -> StoryForms:
    """The forms of one signal; only the one that was sent about it carries what was typed."""
    about = sent if isinstance(sent, SignalAct) and sent.signal == signal else None
    return StoryForms(
        statement=about if isinstance(about, StatementForm) else StatementForm(signal=signal),
        stand=about if isinstance(about, StandForm) else StandForm(signal=signal),
        intervene=about if isinstance(about, InterveneForm) else InterveneForm(signal=signal),
    )
