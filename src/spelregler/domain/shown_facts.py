"""What each fact is called that a judge shows it judged by, and its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spelregler.domain.measured import Unit
from spelregler.domain.words import Bilingual, Words

NUMBER, DATE, DAYS, TKR, PER_CENT, YEAR, WORD = (
    Unit.NUMBER,
    Unit.DATE,
    Unit.DAYS,
    Unit.TKR,
    Unit.PER_CENT,
    Unit.YEAR,
    Unit.WORD,
)


@dataclass(frozen=True)
class ShownFact:
    """A fact's name and unit; `says` is what its values mean, where they are words of the program."""

    title: Bilingual
    unit: Unit
    says: Mapping[str, Bilingual] = field(default_factory=dict)


def _of(unit: Unit, **named: Words) -> dict[str, ShownFact]:
    return {name: ShownFact(title, unit) for name, title in named.items()}


SHOWN: dict[str, ShownFact] = {
    **_of(
        NUMBER,
        acting=Words("Acting heads"),
        areas=Words("Areas of activity"),
        areas_followed=Words("Areas that have been a theme"),
        items=Words("Items at meetings"),
        how_limits=Words("Limits in force on how units work"),
        how_limits_without_ground=Words("Limits without a ground"),
        deciding_tasks=Words("Tasks of posts that decide"),
        tasks_without_delegation=Words("Tasks without a delegation"),
        union_records=Words("Records with unions in the last year"),
        records_without_delegation=Words("Records without a delegation that day"),
        survey_answers=Words("Answers in the survey"),
        survey_limit=Words("Lowest result of 100"),
        survey_points=Words("The survey's result, of 100"),
        survey_points_before=Words("The result before, of 100"),
        items_on_time=Words("Items with papers in time"),
        meetings=Words("Meetings that were held"),
        working_days=Words("Working days that papers come before"),
        meetings_without_information=Words("Meetings without information from the department"),
        acts_allowed=Words("Acts that are permitted"),
        acts_asked=Words("Roles and acts asked about"),
        actions=Words("Actions"),
        actions_without_purpose=Words("Actions that serve no goal"),
        addressed_past=Words("Assignments given past the chief executive and the heads"),
        answered_late=Words("Answered late"),
        assignments=Words("Assignments"),
        closed=Words("Assignments that are closed"),
        committee_goals=Words("The committee's goals"),
        decisions_due=Words("Decisions of the year that are due"),
        departments=Words("Departments"),
        departments_without_post=Words("Departments without a head's post"),
        delegable=Words("Types of decisions that may be delegated"),
        dialogues=Words("Dialogues with residents"),
        dialogues_held=Words("Dialogues in the past year"),
        employer_types=Words("Employer matters that lie with the department head"),
        evaluations=Words("Evaluations"),
        evaluations_waiting=Words("Of them waiting for a decision"),
        evaluations_lacking=Words("Evaluations that are missing"),
        frames=Words("Frames"),
        furthest_out=Words("Types as far out as they may lie"),
        goals=Words("Goals"),
        headcount=Words("Work in the unit"),
        heads=Words("Heads"),
        in_force=Words("Versions in force"),
        indicators=Words("Measures"),
        informed=Words("Have gone through the policy"),
        late=Words("Late"),
        left_behind=Words("Goals not met again, without new action"),
        line_controls=Words("Controls on single budget lines"),
        measurable=Words("Goals that could be judged"),
        members=Words("Members and substitutes"),
        met_or_partly=Words("Goals met or partly met"),
        most_goals=Words("Most goals that a unit may have"),
        moves=Words("Moves of money"),
        needed_approval_without_ground=Words("Moves that had to be approved without a ground"),
        needing_decision=Words("Forecasts that need a decision"),
        new=Words("New, to be introduced"),
        not_measurable=Words("Goals that could not be judged"),
        not_met=Words("Goals not met"),
        not_met_twice=Words("Goals not met twice in a row"),
        objections=Words("Objections"),
        on_time=Words("Actions done in time"),
        open=Words("Open assignments"),
        overdue=Words("Figures that are overdue"),
        pieces_of_evidence=Words("Pieces of evidence"),
        periods_under=Words("Follow-ups in a row under the limit"),
        posts_vacant=Words("Heads' posts that nobody holds"),
        questions=Words("Questions from members"),
        questions_waiting=Words("Questions without an answer"),
        reports=Words("Reports in the past year"),
        reports_filed=Words("Of them filed without a position"),
        reports_late=Words("Of them late"),
        news=Words("Bad news of the year"),
        news_untold=Words("Of it not told in time"),
        news_late=Words("Of it told late"),
        reports_valued=Words("Of them valued"),
        reports_waiting=Words("Of them waiting to be valued"),
        reprioritised=Words("Decisions to reprioritise"),
        risks=Words("Risks in the plan"),
        risks_high=Words("High risks"),
        risks_without_control=Words("High risks without a control"),
        rules=Words("Rules in force"),
        rules_assessed=Words("Rules that people assess"),
        rules_assessed_in_part=Words("Rules assessed at some places only"),
        rules_computed=Words("Rules that the registers answer"),
        rules_unseen=Words("Rules that nobody looks at"),
        seats=Words("Members and substitutes in their seats"),
        shared=Words("Goals shared by several"),
        signals=Words("Signals"),
        trained=Words("Of them trained"),
        unanswered=Words("Signals without an answer"),
        uncovered=Words("Goals without an action"),
        undecided=Words("Goals without a decision"),
        units=Words("Units"),
        versions=Words("Versions"),
        waiting=Words("Waiting to be introduced"),
        with_feedback=Words("Dialogues told back to those who took part"),
        without_case=Words("Of them without a case"),
        without_coordinator=Words("Shared goals without a coordinator"),
        without_effect=Words("Closed without a known effect"),
        without_goals_or_plan=Words("Units without goals or plan"),
        without_improvement=Words("Goals not met, without improvement"),
        without_reason=Words("Types kept higher without a reason"),
        without_measure_or_target=Words("Goals without measure or target"),
    ),
    **_of(
        DATE,
        scanned_on=Words("Last scan of the surroundings"),
        survey_on=Words("The survey's last day"),
        adopted_on=Words("Adopted by the council on"),
        answered_on=Words("Answered on"),
        assessed_on=Words("Assessed on"),
        decided_on=Words("Decided on"),
        decision_last=Words("Last day for the decision"),
        delivered_on=Words("Handed to the council on"),
        due=Words("Last day"),
        evidence_on=Words("Latest evidence from"),
        followed_up_on=Words("Followed up on"),
        fresh_to=Words("The evidence holds until"),
        in_force_since=Words("In force since"),
        gone_through_on=Words("Gone through on"),
        held=Words("Training held on"),
        holds_to=Words("The assessment holds until"),
        instruction=Words("The head's instruction decided on"),
        last_day=Words("Last day"),
        last_delivered_on=Words("Last delivered on"),
        proposal_last=Words("Last day for the proposal"),
        proposed_on=Words("Proposed by the executive board on"),
        report_last=Words("Last day for the report"),
        reported_on=Words("Reported on"),
        review_due=Words("To be reviewed by"),
        seen=Words("Seen on"),
        self_check_last=Words("Self-check by"),
        self_checked_on=Words("Self-check made on"),
        signal_opened_on=Words("Signal opened on"),
        term=Words("Term from"),
        term_end=Words("Term ends on"),
        term_start=Words("Term begins on"),
        trained_on=Words("Trained on"),
    ),
    **_of(
        DAYS,
        days=Words("Time to do it"),
        days_late=Words("Days late in all"),
        days_taken=Words("Time that it took"),
        days_waited=Words("Time that it has waited"),
        grace_days=Words("Time before a figure is overdue"),
    ),
    **_of(Unit.TIMES_A_YEAR, times_a_year=Words("To be held")),
    **_of(Unit.WORKING_DAYS, working_days=Words("Working days allowed")),
    **_of(
        TKR,
        committees_tkr=Words("The committees' frames together"),
        council_total_tkr=Words("Decided by the council in all"),
        deviation_tkr=Words("Deviation in the forecast"),
        difference_tkr=Words("Difference"),
        finance_tkr=Words("Finance"),
        forecast_tkr=Words("Forecast"),
        frame_tkr=Words("Frame"),
        left_tkr=Words("Left of the frame"),
        units_tkr=Words("The units' frames together"),
    ),
    **_of(
        PER_CENT,
        critical_pct=Words("Critical under"),
        deviation_pct=Words("Deviation of the frame"),
        limit_pct=Words("Lowest share"),
        share_before_pct=Words("Share in the version before"),
        share_pct=Words("Share"),
    ),
    **_of(YEAR, year=Words("Year")),
    **_of(WORD, body=Words("Decided by"), paragraph=Words("Paragraph")),
    "answer": ShownFact(
        Words("Answer"),
        WORD,
        {
            "dialogue": Words("dialogue, not intervention"),
            "intervene": Words("intervention"),
            "no_action": Words("no action"),
        },
    ),
    "headcount_from": ShownFact(
        Words("How many work there comes from"),
        WORD,
        {"register": Words("the register of employments"), "stated": Words("what the unit manager stated")},
    ),
    "level": ShownFact(
        Words("Level"),
        WORD,
        {
            "none": Words("within the frame"),
            "notice": Words("to watch"),
            "action": Words("needs action"),
            "serious": Words("serious"),
        },
    ),
}

_COUNTED = ShownFact(Words("Actions whose last day has come"), NUMBER)


def shown_fact(name: str, value: object) -> ShownFact | None:
    """What the fact is called and measured in; None for a name that an earlier version used.

    A judge of actions counts those that are due, where the others tell by when.
    """
    return _COUNTED if name == "due" and isinstance(value, int) else SHOWN.get(name)
