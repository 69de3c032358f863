"""The red thread and a goal's page, in the reader's language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.goals.access.lit_thread import CountedThread
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages.words import MARKS, break_words, lang_of_title, status_words, title
from spelregler.apps.goals.queries.thread import ActionNode, GoalNode, GoalTree, Thread, VisionNode
from spelregler.apps.goals.queries.thread_afar import DONE, LATE, UNDER_WAY, Afar, Counted
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Pair
from spelregler.ui.page import ThreadColumn, ThreadGoal
from spelregler.ui.pictures import Knot, Level, Picture
from spelregler.ui.pictures import thread as draw_thread

Node = TypeVar("Node", GoalNode, ActionNode)
DARK = Thread(frozenset(), frozenset())
MOST_KNOTS = 60
"""So many goals of units and actions stand one by one under a chosen goal."""

MARK_ORDER = ("breach", "attention", "not_assessed", "kept", "")


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
    """Vision → municipal goal → committee goal → unit goal → action, of the thread of what is chosen.

    Units have many goals and actions. Of a department they stand as one knot for each unit, and one by one only where
    a unit or a goal is chosen. More than `MOST_KNOTS` under a goal stand as one knot for each department.
    """
    thread = thread_of(tree, focus, places)
    levels = ((_("Municipal goals"), tree.municipal), (_("Committee goals"), tree.committee))
    lit = thread if focus.is_near else DARK
    found = [ThreadColumn(title=_("Vision"), goals=_visions(tree.vision, lit, language))]
    for words, goals in levels:
        shown = [each for each in goals if not focus.is_chosen or each.code in thread.goals]
        found.append(ThreadColumn(title=words, goals=[_goal(each, lit, language) for each in shown], count=len(shown)))
    own = [each for each in tree.unit if not focus.is_chosen or each.code in thread.goals]
    actions = [each for each in tree.actions if not focus.is_chosen or each.code in thread.actions]
    goal_knots = [_goal(each, lit, language) for each in own]
    action_knots = [_action(each, lit, language) for each in actions]
    if not focus.is_near or len(own) + len(actions) > MOST_KNOTS:
        near = [(_bundle(row, focus, places, language), knot, 1) for row, knot in _pairs(own, goal_knots)]
        done = [(_bundle(row, focus, places, language), knot, 1) for row, knot in _pairs(actions, action_knots)]
        goal_knots, action_knots = _bundles(near), _bundles(done)
    return [
        *found,
        ThreadColumn(title=_("Unit goals"), goals=goal_knots, count=len(own)),
        ThreadColumn(title=_("Actions"), goals=action_knots, count=len(actions)),
    ]


def thread_address(code: str, *, per: str = "") -> str:
    """Where a goal's thread is lit in the picture of all."""
    return f"{reverse('goals:tree')}?{urlencode({'mal': code, **({'per': per} if per else {})})}"


def columns_afar(found: Afar, language: str, *, per: str = "") -> list[ThreadColumn]:
    """The same columns of everything; what units have stands as one knot for each department. Each of the bodies' goals
    leads to its own thread, lit in this picture.
    """
    levels = ((_("Municipal goals"), Goal.Level.MUNICIPAL), (_("Committee goals"), Goal.Level.COMMITTEE))
    named = [(words, [each for each in found.goals if each.level == level]) for words, level in levels]
    knots = [
        (
            words,
            [
                replace(
                    goal_knot(each, language, is_carried=each.code in found.carried),
                    url=thread_address(each.code, per=per),
                )
                for each in goals
            ],
        )
        for words, goals in named
    ]
    return [
        ThreadColumn(title=_("Vision"), goals=vision_knots(found.vision, language)),
        *(ThreadColumn(title=words, goals=goals, count=len(goals)) for words, goals in knots),
        ThreadColumn(title=_("Unit goals"), goals=_counted(found.unit_goals, language), count=found.unit_goals.total()),
        ThreadColumn(title=_("Actions"), goals=_counted(found.actions, language), count=found.actions.total()),
    ]


def columns_counted(found: CountedThread, language: str) -> list[ThreadColumn]:
    """The columns of one goal's thread that much hangs in; what units have stands as one knot for each department."""
    levels = ((_("Municipal goals"), Goal.Level.MUNICIPAL), (_("Committee goals"), Goal.Level.COMMITTEE))
    knots = [
        (
            words,
            [
                replace(goal_knot(each, language, is_carried=each.code in found.carried), lit=True)
                for each in found.goals
                if each.level == level
            ],
        )
        for words, level in levels
    ]
    unit_goals, actions = (_counted(each, language, lit=True) for each in (found.unit_goals, found.actions))
    return [
        ThreadColumn(
            title=_("Vision"), goals=[replace(each, lit=True) for each in vision_knots(found.vision, language)]
        ),
        *(ThreadColumn(title=words, goals=goals, count=len(goals)) for words, goals in knots),
        ThreadColumn(title=_("Unit goals"), goals=unit_goals, count=found.unit_goals.total()),
        ThreadColumn(title=_("Actions"), goals=actions, count=found.actions.total()),
    ]


def picture_counted(found: CountedThread, language: str) -> Picture:
    """The same thread as a picture, with the departments that carry it."""
    carriers = {Pair(each.name, each.name_en).text(language) for each in (*found.unit_goals, *found.actions)}
    return _drawn(columns_counted(found, language), found.chosen.code, carriers, None, language)


def _counted(counted: Counted, language: str, *, lit: bool = False) -> list[ThreadGoal]:
    knots = {DONE: ("kept", _("done")), LATE: ("breach", _("late")), UNDER_WAY: ("", "")}
    knots |= {status: (MARKS[status], status_words(status)) for status in GoalStatus}
    return _bundles(
        [
            (
                _Bundle(Pair(each.name, each.name_en).text(language), _url(each.department)),
                ThreadGoal(
                    label="", status=knots[each.stands][0], status_text=knots[each.stands][1], broken=broken, lit=lit
                ),
                count,
            )
            for each, count in counted.items()
            for broken in ["broken" if each.is_broken else ""]
        ]
    )


def thread_picture(tree: GoalTree, code: str, places: Mapping[str, UnitPlace], language: str) -> Picture:
    """One goal's thread as a picture, with the departments and the units that carry it between goal and action."""
    focus, thread = Focus(goal=code), tree.thread(goal=code)
    found = columns(tree, focus, places, language)
    owners = {goal.owner for goal in tree.unit if goal.code in thread.goals}
    actions = [action for action in tree.actions if action.code in thread.actions]
    carried = {
        Pair(place.name, place.name_en).text(language): _department(place, language).label
        for place in places.values()
        if place.code in owners
    }
    done_in = {each.code: Pair(each.department_name, each.department_name_en).text(language) for each in actions}
    units = carried | {
        Pair(each.unit_name, each.unit_name_en).text(language): done_in[each.code] for each in actions if each.unit_name
    }
    return _drawn(found, code, {*units.values(), *done_in.values()}, units, language)


def _drawn(
    found: Sequence[ThreadColumn], code: str, holders: Iterable[str], units: Mapping[str, str] | None, language: str
) -> Picture:
    levels = [Level(name=each.title, knots=[_knot(goal, code) for goal in each.goals]) for each in found]
    carriers = [Level(name=_("Departments"), knots=[Knot(label=name) for name in sorted(holders)])]
    if units is not None and len(units) <= MOST_KNOTS:
        carriers.append(Level(name=_("Units"), knots=[Knot(label=name, whose=units[name]) for name in sorted(units)]))
    levels[3:3] = carriers
    return draw_thread(levels, title=_("The red thread"), language=language)


def _knot(goal: ThreadGoal, code: str) -> Knot:
    worst = goal.tally[0][0] if goal.tally else str(goal.status)
    return Knot(
        label=goal.label,
        whose=goal.whose,
        status=worst,
        status_text=goal.status_text or ", ".join(words for _status, words in goal.tally),
        broken=goal.broken,
        chosen=goal.url == reverse("goals:goal", args=[code]),
    )


def crumbs(focus: Focus, places: Mapping[str, UnitPlace], language: str, *, title: str) -> list[tuple[str, str]]:
    """The way back from near to afar; nothing where everything is seen."""
    place = next((each for each in places.values() if focus.unit == each.code), None)
    department = place.department if place else focus.department
    inside = next((each for each in places.values() if department and each.department == department), None)
    if inside is None:
        return []
    nearer = _department(inside, language)
    found = [(title, reverse("goals:tree")), (nearer.label, nearer.url if place else "")]
    return [*found, (_unit(place, language).label, "")] if place else found


@dataclass(frozen=True)
class _Bundle:
    """Where the goals and actions of a department or a unit are seen nearer."""

    label: str
    url: str


def _bundle(each: GoalNode | ActionNode, focus: Focus, places: Mapping[str, UnitPlace], language: str) -> _Bundle:
    """The unit of a department's goal or action; its department where a goal is chosen, or where it is no unit's."""
    place = places.get(each.unit if isinstance(each, ActionNode) else each.owner)
    if place is None:
        if isinstance(each, ActionNode):
            return _Bundle(Pair(each.department_name, each.department_name_en).text(language), "")
        return _Bundle(Pair(each.owner_name, each.owner_name_en).text(language), "")
    return _unit(place, language) if focus.department else _department(place, language)


def _department(place: UnitPlace, language: str) -> _Bundle:
    return _Bundle(Pair(place.department_name, place.department_name_en).text(language), _url(place.department))


def _url(department: str) -> str:
    return f"{reverse('goals:tree')}?{urlencode({'forvaltning': department})}" if department else ""


def _unit(place: UnitPlace, language: str) -> _Bundle:
    return _Bundle(
        Pair(place.name, place.name_en).text(language), f"{reverse('goals:tree')}?{urlencode({'enhet': place.code})}"
    )


def _pairs(rows: Sequence[Node], knots: Sequence[ThreadGoal]) -> Iterable[tuple[Node, ThreadGoal]]:
    return zip(rows, knots, strict=True)


def _bundles(knots: Sequence[tuple[_Bundle, ThreadGoal, int]]) -> list[ThreadGoal]:
    """One knot for each bundle: how many of each mark it holds, and how many hang on nothing."""
    held: dict[str, list[tuple[ThreadGoal, int]]] = defaultdict(list)
    urls: dict[str, str] = {}
    for bundle, knot, count in knots:
        held[bundle.label].append((knot, count))
        urls[bundle.label] = urls.get(bundle.label) or bundle.url
    return [
        ThreadGoal(
            label=label,
            url=urls[label],
            tally=_tally(inside),
            lit=any(each.lit for each, _count in inside),
            broken=_("%(count)s hang on nothing") % {"count": broken} if broken else "",
        )
        for label, inside in sorted(held.items())
        for broken in [sum(count for each, count in inside if each.broken)]
    ]


def _tally(knots: Sequence[tuple[ThreadGoal, int]]) -> list[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for each, count in knots:
        counts[str(each.status), each.status_text or _("under way")] += count
    worst_first = sorted(counts.items(), key=lambda item: MARK_ORDER.index(item[0][0]))
    return [(status, f"{count} {words}") for (status, words), count in worst_first]


def vision_knots(vision: VisionNode | None, language: str) -> list[ThreadGoal]:
    """What it is all for; nothing where no vision holds."""
    if vision is None:
        return []
    text = vision.text if language == "sv" or not vision.text_en else vision.text_en
    return [ThreadGoal(label=text)]


def _visions(vision: VisionNode | None, lit: Thread, language: str) -> list[ThreadGoal]:
    return [replace(each, lit=bool(lit.goals)) for each in vision_knots(vision, language)]


def _goal(each: GoalNode, lit: Thread, language: str) -> ThreadGoal:
    return replace(goal_knot(each, language), lit=each.code in lit.goals)


def _action(each: ActionNode, lit: Thread, language: str) -> ThreadGoal:
    return replace(action_knot(each, language), lit=each.code in lit.actions)


def goal_knot(each: GoalNode, language: str, *, is_carried: bool | None = None) -> ThreadGoal:
    """A goal with how it goes and where its thread is broken; `is_carried` where it was asked for elsewhere."""
    status = each.judged.status
    breaks = each.breaks if is_carried is None else each.breaks_where(is_carried=is_carried)
    is_proposal = not each.is_decided
    return ThreadGoal(
        label=title(each, language),
        lang=lang_of_title(each, language),
        whose="" if each.level == "municipal" else Pair(each.owner_name, each.owner_name_en).text(language),
        url=reverse("goals:goal", args=[each.code]),
        status="not_assessed" if is_proposal else MARKS[status],
        status_text=_("proposal, not decided") if is_proposal else status_words(status),
        broken=", ".join(break_words(kind) for kind in breaks),
    )


def action_knot(each: ActionNode, language: str) -> ThreadGoal:
    """An action with whose it is and whether it is done or late."""
    status, words = ("kept", _("done")) if each.done_on else ("breach", _("late")) if each.is_late else ("", "")
    whose = Pair(each.unit_name, each.unit_name_en) if each.unit else None
    return ThreadGoal(
        label=title(each, language),
        lang=lang_of_title(each, language),
        whose=(whose or Pair(each.department_name, each.department_name_en)).text(language),
        status=status,
        status_text=words,
        broken=_("serves no goal and no duty in law") if each.is_broken else "",
    )
