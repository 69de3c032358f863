"""The red thread and a goal's page, in the reader's language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.goals.known import IndicatorNow
from spelregler.apps.goals.ownership import GOAL, INDICATOR, Owned, PostHeld, right
from spelregler.apps.goals.queries import (
    HANGS_IN_NOTHING,
    LEADS_NOWHERE,
    ActionNode,
    CorrectionPoint,
    GoalNode,
    GoalTree,
    IndicatorSeries,
    Rejudged,
    SeriesBreak,
    TargetPoint,
    Thread,
)
from spelregler.apps.goals.small import Hidden
from spelregler.apps.organisation.access import may
from spelregler.apps.organisation.people import posts_being_left
from spelregler.apps.organisation.queries import UnitPlace
from spelregler.apps.organisation.worn import Worn
from spelregler.domain.goals.attainment import Direction, GoalScale, GoalStatus, Measure, judge_goal
from spelregler.domain.roles import Resource
from spelregler.platform.findings import parameters
from spelregler.ui import formatting
from spelregler.ui.page import Pager, ThreadColumn, ThreadGoal
from spelregler.ui.pictures import Bullet, Knot, Level, Picture, bullets
from spelregler.ui.pictures import thread as draw_thread

MARKS = {
    GoalStatus.MET: "kept",
    GoalStatus.PARTLY: "attention",
    GoalStatus.NOT_MET: "breach",
    GoalStatus.NOT_MEASURABLE: "not_assessed",
}

DARK = Thread(frozenset(), frozenset())
MARK_ORDER = ("breach", "attention", "not_assessed", "kept", "")


def status_words(status: GoalStatus) -> str:
    """The three steps and what cannot be measured."""
    return {
        GoalStatus.MET: _("met"),
        GoalStatus.PARTLY: _("partly met"),
        GoalStatus.NOT_MET: _("not met"),
        GoalStatus.NOT_MEASURABLE: _("not measurable"),
    }[status]


def hidden_words(why: str) -> str:
    """Why a value is not shown; nothing where it is."""
    if why == Hidden.WAITS:
        return _("waits, not shown yet")
    return _("hidden, too few") if why else ""


def trend_words(trend: str) -> str:
    """Which way it goes, or nothing where there are too few figures."""
    return {"better": _("better"), "worse": _("worse"), "unchanged": _("unchanged")}.get(trend, "")


def carried_by(state: GoalNode, language: str) -> str:
    """Whose the goal is and the decision that carries it, with the body named once."""
    decision = formatting.days_in_words(state.decision, language)
    parts = (decision,) if decision.startswith(state.owner_name) else (state.owner_name, decision)
    return " · ".join(part for part in parts if part)


def title(item: GoalNode | IndicatorNow | ActionNode, language: str) -> str:
    """The title in the reader's language; Swedish where no English is written."""
    return item.title if language == "sv" or not item.title_en else item.title_en


@dataclass(frozen=True)
class Focus:
    """How near the thread is seen: one goal, one unit, one department, or the whole municipality."""

    goal: str = ""
    unit: str = ""
    department: str = ""

    @property
    def is_chosen(self) -> bool:
        """Something is chosen, so that only its thread is shown."""
        return bool(self.goal or self.unit or self.department)

    @property
    def is_near(self) -> bool:
        """So near that goals and actions stand one by one, and the thread is coloured."""
        return bool(self.goal or self.unit)


def thread_of(tree: GoalTree, focus: Focus, places: Mapping[str, UnitPlace]) -> Thread:
    """What lights up: one goal's thread, or the threads of all goals of a unit or a department's units."""

    def is_in(owner: str) -> bool:
        place = places.get(owner)
        return owner == focus.unit if focus.unit else place is not None and place.department == focus.department

    chosen = [each.code for each in tree.unit if focus.is_chosen and is_in(each.owner)]
    threads = [tree.thread(goal=code) for code in ([focus.goal] if focus.goal else chosen)]
    return Thread(
        goals=frozenset(code for each in threads for code in each.goals),
        actions=frozenset(code for each in threads for code in each.actions),
    )


def columns(tree: GoalTree, focus: Focus, places: Mapping[str, UnitPlace], language: str) -> list[ThreadColumn]:
    """Vision → municipal goal → committee goal → unit goal → action; with a choice only its thread is shown.

    Units have many goals and actions. From afar they stand as one knot for each department, nearer as one for each
    unit, and one by one only where a unit or a goal is chosen.
    """
    thread = thread_of(tree, focus, places)
    levels = ((_("Municipal goals"), tree.municipal), (_("Committee goals"), tree.committee))
    lit = thread if focus.is_near else DARK
    found = [ThreadColumn(title=_("Vision"), goals=_visions(tree, lit, language))]
    for words, goals in levels:
        shown = [each for each in goals if not focus.is_chosen or each.code in thread.goals]
        found.append(ThreadColumn(title=words, goals=[_goal(each, lit, language) for each in shown], count=len(shown)))
    own = [each for each in tree.unit if not focus.is_chosen or each.code in thread.goals]
    actions = [each for each in tree.actions if not focus.is_chosen or each.code in thread.actions]
    if focus.is_near:
        goal_knots = [_goal(each, lit, language) for each in own]
        action_knots = [_action(each, lit, language) for each in actions]
    else:
        goal_knots = _bundles([(_bundle(each, focus, places), _goal(each, lit, language)) for each in own])
        action_knots = _bundles([(_bundle(each, focus, places), _action(each, lit, language)) for each in actions])
    return [
        *found,
        ThreadColumn(title=_("Unit goals"), goals=goal_knots, count=len(own)),
        ThreadColumn(title=_("Actions"), goals=action_knots, count=len(actions)),
    ]


def thread_picture(tree: GoalTree, code: str, places: Mapping[str, UnitPlace], language: str) -> Picture:
    """One goal's thread as a picture, with the departments and the units that carry it between goal and action."""
    focus, thread = Focus(goal=code), tree.thread(goal=code)
    found = columns(tree, focus, places, language)
    owners = {goal.owner for goal in tree.unit if goal.code in thread.goals}
    actions = [action for action in tree.actions if action.code in thread.actions]
    carried = {place.name: place.department_name for place in places.values() if place.code in owners}
    units = carried | {each.unit_name: each.department_name for each in actions if each.unit_name}
    holders = [Knot(label=name) for name in sorted({*units.values(), *(each.department_name for each in actions)})]
    levels = [Level(name=each.title, knots=[_knot(goal, code) for goal in each.goals]) for each in found]
    levels[3:4] = [
        Level(name=_("Departments"), knots=holders),
        Level(name=_("Units"), knots=[Knot(label=name, whose=units[name]) for name in sorted(units)]),
        levels[3],
    ]
    return draw_thread(levels, title=_("The red thread"), language=language)


def _knot(goal: ThreadGoal, code: str) -> Knot:
    return Knot(
        label=goal.label,
        whose=goal.whose,
        status=str(goal.status),
        status_text=goal.status_text,
        broken=goal.broken,
        chosen=goal.url == reverse("goals:goal", args=[code]),
    )


def crumbs(focus: Focus, places: Mapping[str, UnitPlace], *, title: str) -> list[tuple[str, str]]:
    """The way back from near to afar; nothing where everything is seen."""
    place = next((each for each in places.values() if focus.unit == each.code), None)
    department = place.department if place else focus.department
    inside = next((each for each in places.values() if department and each.department == department), None)
    if inside is None:
        return []
    nearer = _department(inside)
    found = [(title, reverse("goals:tree")), (nearer.label, nearer.url if place else "")]
    return [*found, (place.name, "")] if place else found


@dataclass(frozen=True)
class _Bundle:
    """Where the goals and actions of a department or a unit are seen nearer."""

    label: str
    url: str


def _bundle(each: GoalNode | ActionNode, focus: Focus, places: Mapping[str, UnitPlace]) -> _Bundle:
    """The department of a goal or an action, seen from afar; its unit, seen nearer."""
    place = places.get(each.unit if isinstance(each, ActionNode) else each.owner)
    if place is None:
        return _Bundle(each.department_name if isinstance(each, ActionNode) else each.owner_name, "")
    return _unit(place) if focus.department else _department(place)


def _department(place: UnitPlace) -> _Bundle:
    return _Bundle(place.department_name, f"{reverse('goals:tree')}?{urlencode({'forvaltning': place.department})}")


def _unit(place: UnitPlace) -> _Bundle:
    return _Bundle(place.name, f"{reverse('goals:tree')}?{urlencode({'enhet': place.code})}")


def _bundles(knots: Sequence[tuple[_Bundle, ThreadGoal]]) -> list[ThreadGoal]:
    """One knot for each bundle: how many of each mark it holds, and how many hang on nothing."""
    held: dict[str, list[ThreadGoal]] = defaultdict(list)
    urls: dict[str, str] = {}
    for bundle, knot in knots:
        held[bundle.label].append(knot)
        urls[bundle.label] = urls.get(bundle.label) or bundle.url
    return [
        ThreadGoal(
            label=label,
            url=urls[label],
            tally=_tally(inside),
            broken=_("%(count)s hang on nothing") % {"count": broken} if broken else "",
        )
        for label, inside in sorted(held.items())
        for broken in [sum(bool(each.broken) for each in inside)]
    ]


def _tally(knots: Sequence[ThreadGoal]) -> list[tuple[str, str]]:
    counts = Counter((str(each.status), each.status_text or _("under way")) for each in knots)
    worst_first = sorted(counts.items(), key=lambda item: MARK_ORDER.index(item[0][0]))
    return [(status, f"{count} {words}") for (status, words), count in worst_first]


def _visions(tree: GoalTree, lit: Thread, language: str) -> list[ThreadGoal]:
    if tree.vision is None:
        return []
    text = tree.vision.text if language == "sv" or not tree.vision.text_en else tree.vision.text_en
    return [ThreadGoal(label=text, lit=bool(lit.goals))]


def break_words(kind: str) -> str:
    """Where the thread is broken."""
    return {LEADS_NOWHERE: _("nothing is done for it"), HANGS_IN_NOTHING: _("serves no goal above")}[kind]


def _goal(each: GoalNode, lit: Thread, language: str) -> ThreadGoal:
    status = each.judged.status
    is_proposal = not each.is_decided
    return ThreadGoal(
        label=title(each, language),
        whose="" if each.level == "municipal" else each.owner_name,
        url=reverse("goals:goal", args=[each.code]),
        status="not_assessed" if is_proposal else MARKS[status],
        status_text=_("proposal, not decided") if is_proposal else status_words(status),
        lit=each.code in lit.goals,
        broken=", ".join(break_words(kind) for kind in each.breaks),
    )


def _action(each: ActionNode, lit: Thread, language: str) -> ThreadGoal:
    status, words = ("kept", _("done")) if each.done_on else ("breach", _("late")) if each.is_late else ("", "")
    return ThreadGoal(
        label=title(each, language),
        whose=each.unit_name or each.department_name,
        status=status,
        status_text=words,
        lit=each.code in lit.actions,
        broken=_("serves no goal and no duty in law") if each.is_broken else "",
    )


@dataclass(frozen=True)
class IndicatorRow:
    """One measure of a goal: value, target and how that goes."""

    title: str
    unit: str
    value: Decimal | None
    decimals: int
    measured_to: date | None
    target: Decimal | None
    sign: str
    status: str
    status_text: str
    trend: str
    origin: str
    source: str
    values: list[Decimal]
    series: list[tuple[date, Decimal]]
    target_was: Decimal | None = None
    target_set_on: date | None = None
    target_decision: str = ""
    targets: tuple[TargetPoint, ...] = ()
    corrections: tuple[CorrectionPoint, ...] = ()
    hidden: str = ""
    url: str = ""
    breaks: tuple[SeriesBreak, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """There is a value, and it is not shown."""
        return bool(self.hidden)

    @property
    def hidden_words(self) -> str:
        """Why there is no figure."""
        return hidden_words(self.hidden)

    @property
    def broken_days(self) -> dict[date, date]:
        """For the first value of the series after each change of the definition: the day of the change."""
        days = [day for day, _value in self.series]
        after = ((each.on, next((day for day in days if day > each.on), None)) for each in self.breaks)
        return {day: on for on, day in after if day is not None}

    @property
    def corrected_days(self) -> set[date]:
        """The days through which the corrected values of the series reach."""
        return {point.period_end for point in self.corrections if point.sex == "T"}

    @property
    def is_moved(self) -> bool:
        """The target was changed after its year was over: it is said wherever the target is (MR-14, pitfall 9)."""
        return self.target_was is not None


def indicator_rows(
    node: GoalNode, scale: GoalScale, language: str, series: Mapping[str, IndicatorSeries] | None = None
) -> list[IndicatorRow]:
    """Every measure of a goal, with its series where it is asked for."""
    rows = []
    for each in node.indicators:
        status = indicator_status(each, scale)
        points = [
            (point.period_end, point.value)
            for point in (series[each.code].of("T") if series and each.code in series else ())
            if point.value is not None
        ]
        rows.append(
            IndicatorRow(
                title=title(each, language),
                unit=each.unit_of_measure,
                value=each.value,
                decimals=each.decimals,
                measured_to=each.period_end,
                target=each.target,
                sign="≤" if each.direction == "lower" else "≥",
                status=MARKS[status],
                status_text=_("not told") if each.is_suppressed else status_words(status),
                trend=trend_words(str(each.trend or "")),
                origin=source_of(each),
                source=formatting.days_in_words(each.source, language),
                values=[value for _day, value in points],
                series=points,
                target_was=each.target_was,
                target_set_on=each.target_set_on,
                target_decision=each.target_decision,
                targets=series[each.code].targets if series and each.code in series else (),
                hidden=each.hidden,
                corrections=series[each.code].corrections if series and each.code in series else (),
                breaks=series[each.code].breaks if series and each.code in series else (),
                url=reverse("goals:indicator", args=[each.code]),
            )
        )
    return rows


@dataclass(frozen=True)
class RejudgedRow:
    """A judgement that was changed after its year, in words."""

    year: int
    was: str
    level: str
    judged_on: date
    reason: str
    by: str


def rejudged_rows(found: Sequence[Rejudged]) -> list[RejudgedRow]:
    """Each judgement that was changed after its year."""
    return [
        RejudgedRow(each.year, status_words(each.was), status_words(each.level), each.judged_on, each.reason, each.by)
        for each in found
    ]


def bullet_of(row: IndicatorRow, goal: str = "") -> Bullet:
    """A measure as it is drawn: what is hidden for few cases has no value, and so no bar."""
    return Bullet(
        label=f"{row.title} ({goal})" if goal else row.title,
        value=row.value,
        target=row.target,
        unit=row.unit,
        sign=row.sign,
        decimals=row.decimals,
        status=row.status,
        status_text=row.status_text,
        day=row.measured_to,
        source=row.source or row.origin,
        hidden=row.hidden_words,
    )


def measured(rows: Sequence[IndicatorRow], language: str) -> Picture | None:
    """Every measure against its target in one picture; nothing where nothing is measured."""
    title = _("Outcome against target")
    return bullets([bullet_of(row) for row in rows], title=title, language=language) if rows else None


def source_of(each: IndicatorNow) -> str:
    """What stands at the figure: where it comes from, and of Kolada's own the words that its terms ask for."""
    return "kolada" if each.source == "Källa: Kolada" else each.origin


def scale_on(day: date) -> GoalScale:
    """P05 in the package in force on the day; the rule's own defaults for what the package does not set."""
    found = parameters("P05", as_of=day)
    return GoalScale(**{name: Decimal(found[name]) for name in ("met", "partly") if name in found})


def indicator_status(each: IndicatorNow, scale: GoalScale) -> GoalStatus:
    """One measure against its target, on the scale."""
    direction: Direction = "lower" if each.direction == "lower" else "higher"
    measure = Measure(value=each.value, target=each.target, baseline=each.baseline, direction=direction)
    return judge_goal([measure], scale=scale)


@dataclass(frozen=True)
class GoalRow:
    """A goal with its measures, for a table on a unit's page."""

    title: str
    url: str
    status: str
    status_text: str
    indicators: list[IndicatorRow]

    @property
    def has_hidden(self) -> bool:
        """Some figure is not shown."""
        return has_hidden(self.indicators)


def has_hidden(rows: Iterable[IndicatorRow]) -> bool:
    """Some figure is not shown, so the page says why."""
    return any(row.is_hidden for row in rows)


def goal_rows(nodes: Iterable[GoalNode], scale: GoalScale, language: str) -> list[GoalRow]:
    """Goals as a table's rows."""
    return [
        GoalRow(
            title=title(each, language),
            url=reverse("goals:goal", args=[each.code]),
            status=MARKS[each.judged.status],
            status_text=status_words(each.judged.status),
            indicators=indicator_rows(each, scale, language),
        )
        for each in nodes
    ]


@dataclass(frozen=True)
class OwnerRow:
    """An indicator or an action, whose it is, and to whom the reader may hand it on."""

    kind: str
    code: str
    title: str
    what: str
    owner: str
    holder: str
    is_ownerless: bool
    takers: list[tuple[str, str]]


@dataclass(frozen=True)
class OwnerPage:
    """One page of the list, with how many nobody answers for."""

    which: str
    ownerless: int
    mine: int
    rows: list[OwnerRow]
    pager: Pager


ROWS = 25
MOST_TAKERS = 60


def owner_page(
    found: Sequence[Owned], posts: Mapping[int, PostHeld], worn: Worn, *, which: str, page: int
) -> OwnerPage:
    """All, those without an owner (`utan`) or the reader's own (`mina`), twenty-five a page."""
    me = worn.hat.person_code
    mine = [each for each in found if me and each.owner and each.owner.holder_code == me]
    ownerless = [each for each in found if each.is_ownerless]
    shown = {"utan": ownerless, "mina": mine}.get(which, list(found))
    pager = Pager.of(page, total=len(shown), most=ROWS, address=reverse("goals:owners"), visa=which)
    held = [each for each in posts.values() if each.holder]
    left = posts_being_left(as_of=worn.today)
    return OwnerPage(
        which=which,
        ownerless=len(ownerless),
        mine=len(mine),
        rows=[_owner_row(each, held, worn, left) for each in shown[pager.start : pager.start + ROWS]],
        pager=pager,
    )


def _owner_row(each: Owned, held: Sequence[PostHeld], worn: Worn, left: Mapping[str, Resource]) -> OwnerRow:
    may_hand_on = worn.as_of == worn.today and may(worn, *right(worn, each, left=left))
    department = each.matter.department
    near = [post for post in held if may_hand_on and department in (None, post.department)][:MOST_TAKERS]
    owner = each.owner
    return OwnerRow(
        kind=each.kind,
        code=each.code,
        title=worn.say(each.title, each.title_en),
        what={GOAL: _("goal"), INDICATOR: _("indicator")}.get(each.kind, _("action")),
        owner=worn.say(owner.title, owner.title_en) if owner else "",
        holder=owner.holder if owner else "",
        is_ownerless=each.is_ownerless,
        takers=[(post.code, f"{worn.say(post.title, post.title_en)} ({post.holder})") for post in near],
    )
