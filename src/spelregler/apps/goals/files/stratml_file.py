"""Goals as StratML, out and in: vision → Vision, council goal → Goal, committee goal → Objective, and their measures.

Only goals that count go out: a proposal is not the municipality's (MR-17). What comes in are proposals, through the
same rows as a plan from a spreadsheet. Unit goals have no place in StratML and stay at home.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from spelregler.apps.goals.files.dry_run import FilePlan, FileRefused, carry_out
from spelregler.apps.goals.files.plan_file import May, anyone, draft_rows
from spelregler.apps.goals.files.plan_table import GOAL, INDICATOR, TARGET
from spelregler.apps.goals.models import Goal, Indicator
from spelregler.apps.goals.queries import thread
from spelregler.apps.goals.queries.goal_history import IndicatorNow
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.domain import reading
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.exchange.sheets import Row, Table, figure
from spelregler.exchange.stratml import Aside, Document, Node, Part, StratmlError, read, write
from spelregler.platform.audit.operations import Who
from spelregler.platform.progress import Stage, quiet

GOAL_MARK, MEASURE_MARK, OWN_MARK = "_mal-", "_matt-", "_egna-"
"""How our own identifiers begin; an identifier of others becomes the code as it is."""
DIRECTION = "Direction"
SAYS_NOTHING = frozenset({"Identifier", "SequenceIndicator", "RoleType"})
"""What a form fills in by itself."""
LONGEST_TITLE, LONGEST_WHY, LONGEST_CODE = 200, 400, 60
Pick = Callable[[Bilingual], str]


# Out -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Exported:
    """The file, and the goals that it has no place for."""

    data: bytes
    left_out: tuple[str, ...]


def export_stratml(*, part: int, year: int, as_of: date, language: str = "sv") -> Exported:
    """A year's decided goals as a strategic plan (Part 1) or as a performance plan or report (Part 2).

    Refuses with `FileRefused` what the standard has no way to write.
    """

    def pick(words: Bilingual) -> str:
        return words.text(language)

    tree = thread.goal_tree(year=year, as_of=as_of)
    counting = [goal for goal in tree.goals if goal.is_decided and goal.level != Goal.Level.UNIT]
    placed: set[str] = set()
    core = Node("StrategicPlanCore", children=[_organization()])
    if tree.vision:
        words = _leaf("Description", pick(Pair(tree.vision.text, tree.vision.text_en)))
        core.children.append(Node("Vision", children=[words, _leaf("Identifier", "_vision")]))
    for goal in counting:
        if goal.level == Goal.Level.MUNICIPAL:
            below = [each for each in counting if _first_parent(each) == goal.code]
            placed |= {goal.code, *(each.code for each in below)}
            core.children.append(_goal(goal, below, year=year, part=part, pick=pick))
    measured = any(node.tag == "ActualResult" for node in core.walk())
    root = Node(
        Part(part).root,
        attributes={"Type": "Performance_Report" if measured else "Performance_Plan"}
        if part == Part.PERFORMANCE
        else {},
        children=[
            _leaf("Name", pick(Words("{name}: goals {year}", name=_name(), year=year))),
            core,
            _about(year, as_of),
        ],
    )
    left = tuple(pick(Pair(goal.title, goal.title_en)) for goal in counting if goal.code not in placed)
    return Exported(_written(Document(Part(part), root)), left)


def _written(document: Document) -> bytes:
    try:
        return write(document)
    except StratmlError as error:
        raise FileRefused(error.words, way=error.todo) from error


def _name() -> str:
    held = municipality()
    return held.name if held else "Kommunen"


def _organization() -> Node:
    held = municipality()
    code = held.code if held else "0000"
    return Node("Organization", children=[_leaf("Name", _name()), _leaf("Identifier", f"_kommun-{code}")])


def _about(year: int, as_of: date) -> Node:
    days = (("StartDate", date(year, 1, 1)), ("EndDate", date(year, 12, 31)), ("PublicationDate", as_of))
    return Node("AdministrativeInformation", children=[_leaf(tag, day.isoformat()) for tag, day in days])


def _leaf(tag: str, text: str) -> Node:
    return Node(tag, text)


def _first_parent(goal: GoalNode) -> str:
    """An objective stands under one goal; a committee goal that serves several is told under the first."""
    return goal.parents[0].code if goal.parents and goal.level == Goal.Level.COMMITTEE else ""


def _goal(goal: GoalNode, below: list[GoalNode], *, year: int, part: int, pick: Pick) -> Node:
    node = Node("Goal", children=_words(goal, part, pick))
    if goal.indicators and part == Part.PERFORMANCE:
        own = Node("Objective", children=[_leaf("Name", pick(Words("The goal's own indicators")))])
        own.children.append(_leaf("Identifier", OWN_MARK + goal.code))
        own.children += [_indicator(goal, each, year, pick) for each in goal.indicators]
        node.children.append(own)
    for each in below:
        objective = Node("Objective", children=_words(each, part, pick))
        if part == Part.PERFORMANCE:
            objective.children += [_indicator(each, one, year, pick) for one in each.indicators]
        node.children.append(objective)
    return node


def _words(goal: GoalNode, part: int, pick: Pick) -> list[Node]:
    owner = Node(
        "Stakeholder",
        attributes={"StakeholderTypeType": "Organization"},
        children=[_leaf("Name", goal.owner_name), _leaf("Description", goal.decision)],
    )
    if part == Part.PERFORMANCE:
        role = Node("Role", children=[_leaf("Name", pick(Words("Owner"))), _leaf("RoleType", "Performer")])
        owner.children.append(role)
    also = goal.parents[1:]
    nodes = [
        _leaf("Name", pick(Pair(goal.title, goal.title_en))),
        _leaf("Description", goal.why),
        _leaf("Identifier", GOAL_MARK + goal.code),
        owner,
    ]
    if also and goal.level == Goal.Level.COMMITTEE:
        names = ", ".join(pick(Pair(link.title, link.title_en)) for link in also)
        nodes.append(_leaf("OtherInformation", pick(Words("Also serves: {names}", names=names))))
    return nodes


def _indicator(goal: GoalNode, indicator: IndicatorNow, year: int, pick: Pick) -> Node:
    way = Node("Descriptor")
    way.children = [_leaf("DescriptorName", DIRECTION), _leaf("DescriptorValue", indicator.direction)]
    target = Node("TargetResult", children=_period(date(year, 1, 1), date(year, 12, 31)))
    target.children += [_leaf("NumberOfUnits", _plain(indicator.target)), way]
    instance = Node("MeasurementInstance", children=[target])
    if indicator.period_start and indicator.period_end:
        actual = Node("ActualResult", children=_period(indicator.period_start, indicator.period_end - ONE_DAY))
        if indicator.value is None:
            few = pick(Words("Not shown: too few cases."))
            actual.children.append(_leaf("Description", few))
        else:
            actual.children += [_leaf("NumberOfUnits", _plain(indicator.value)), _leaf("Description", indicator.source)]
        instance.children.append(actual)
    return Node(
        "PerformanceIndicator",
        attributes={"PerformanceIndicatorType": "Quantitative"},
        children=[
            _leaf("MeasurementDimension", pick(Pair(indicator.title, indicator.title_en))),
            _leaf("UnitOfMeasurement", indicator.unit_of_measure),
            _leaf("Identifier", f"{MEASURE_MARK}{goal.code}.{indicator.code}"),
            instance,
        ],
    )


def _period(start: date, last: date) -> list[Node]:
    return [_leaf("StartDate", start.isoformat()), _leaf("EndDate", last.isoformat())]


def _plain(value: Decimal) -> str:
    return figure(value, comma=".")


# In --------------------------------------------------------------------------------------------------------------

ELEMENTS = {
    "code": "Identifier",
    "level": "Goal",
    "title": "Name",
    "why": "Description",
    "body": "Stakeholder",
    "parents": "Goal",
    "start": "StartDate",
    "last_day": "EndDate",
    "indicator": "PerformanceIndicator",
    "year": "TargetResult",
    "value": "NumberOfUnits",
    "measured_in": "UnitOfMeasurement",
    "direction": "Descriptor",
}
"""Where in a StratML file a fault stands, for a reader who has no columns."""


@dataclass(frozen=True)
class ImportedStratml:
    """The plan, and what of the file has no place in the product."""

    plan: FilePlan
    aside: tuple[Aside, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        aside = [
            {"line": each.line, "what": each.what, "sv": each.said("sv"), "en": each.said("en"), "text": each.text}
            for each in self.aside
        ]
        return {**self.plan.as_dict(), "aside": aside}


def import_stratml(
    *,
    data: bytes,
    file_name: str,
    today: date,
    who: Who,
    body: str = "",
    store: bool = False,
    may: May = anyone,
    stage: Stage = quiet,
) -> ImportedStratml:
    """Goals and objectives of a StratML file as proposals by the council and a committee, tried and undone.

    An objective's committee is the one that its stakeholders name, else `body`, else the executive board, which
    prepares. Results are not taken: figures come by measurements, with their period and source.

    Refuses with `FileRefused` a file that is no StratML, and a `body` that is not there; row by row as a plan's file
    does.
    """
    try:
        document = read(data)
    except StratmlError as error:
        raise FileRefused(error.words, way=error.todo) from error
    reading = _Reading(document, _bodies(today, body), today)
    rows = tuple(reading.rows())
    table = Table(file_name=file_name, rows=rows, faults=(), letters=ELEMENTS)
    draft = draft_rows(table, today=today, who=who, may=may)
    plan = carry_out(draft, data=data, store=store, stage=stage)
    return ImportedStratml(plan, tuple(document.aside))


@dataclass(frozen=True)
class _Bodies:
    """Which body proposes what."""

    council: str
    default: str
    by_name: dict[str, str]


def _bodies(today: date, chosen: str) -> _Bodies:
    held = list(Body.objects.on(today))
    council = next((body.code for body in held if body.kind == Body.Kind.COUNCIL), "")
    board = next((body.code for body in held if body.kind == Body.Kind.EXECUTIVE_BOARD), "")
    if chosen and chosen not in {body.code for body in held}:
        raise FileRefused(
            Words("There is no body “{chosen}”.", chosen=chosen),
            way=Words("Give the code of a committee."),
        )
    owners = [body for body in held if body.kind in (Body.Kind.COMMITTEE, Body.Kind.EXECUTIVE_BOARD)]
    by_name = {name.casefold(): body.code for body in owners for name in (body.name, body.name_en) if name}
    return _Bodies(council, chosen or board, by_name)


class _Reading:
    """One document as rows of a plan."""

    def __init__(self, document: Document, bodies: _Bodies, today: date) -> None:
        self.document, self.bodies = document, bodies
        root = document.root
        self.start = _day(root.said("AdministrativeInformation", "StartDate")) or date(today.year, 1, 1)
        self.last_day = _day(root.said("AdministrativeInformation", "EndDate"))
        self.goals = set(Goal.objects.values_list("code", flat=True))
        self.indicators = set(Indicator.objects.values_list("code", flat=True))

    def rows(self) -> Iterator[Row]:
        """Each goal, objective, indicator and target of the document."""
        core = self.document.root.first("StrategicPlanCore")
        if core:
            self._not_entered(core, "Organization", "Vision", "Mission", "Value")
        for goal in self._filled_in(core, "Goal") if core else ():
            code = self._code(goal)
            yield self._goal(goal, code, level=Goal.Level.MUNICIPAL, parent="")
            for objective in self._filled_in(goal, "Objective"):
                own = objective.said("Identifier") == OWN_MARK + code or _is_nameless(objective)
                inner = code if own else self._code(objective)
                if not own:
                    yield self._goal(objective, inner, level=Goal.Level.COMMITTEE, parent=code)
                for indicator in self._filled_in(objective, "PerformanceIndicator"):
                    yield from self._measure(indicator, goal=inner)

    def _filled_in(self, node: Node, tag: str) -> Iterator[Node]:
        """The children that say something; a form leaves empty ones where nothing was filled in, and they are told."""
        for each in node.all(tag):
            if any(one.text.strip() for one in each.walk() if one.tag not in SAYS_NOTHING):
                yield each
            else:
                self.document.aside.append(Aside(each.line, tag, Words("is empty: left out.")))

    def _code(self, node: Node) -> str:
        """The stable key: our own identifier without its mark, another's as it is, else one made of the name."""
        said = node.said("Identifier")
        if said.startswith(GOAL_MARK):
            return said.removeprefix(GOAL_MARK)[:LONGEST_CODE]
        return slugify(said.lstrip("_") or node.said("Name"))[:LONGEST_CODE] or f"stratml-{node.line}"

    def _goal(self, node: Node, code: str, *, level: str, parent: str) -> Row:
        values: dict[str, Any] = {"kind": GOAL, "code": code}
        values["title"] = self._fit(node, node.said("Name") or node.said("Description"), LONGEST_TITLE)
        values["why"] = self._fit(node, node.said("Description"), LONGEST_WHY)
        if code not in self.goals:
            owner = self.bodies.council if level == Goal.Level.MUNICIPAL else self._committee(node)
            parents = (parent,) if parent else ()
            values |= {
                "level": level,
                "body": owner,
                "parents": parents,
                "start": self.start,
                "last_day": self.last_day,
            }
        self._not_entered(node, "SequenceIndicator", "OtherInformation", "Stakeholder")
        return Row(node.line, {**values})

    def _committee(self, node: Node) -> str:
        names = [each.said("Name").casefold() for each in node.all("Stakeholder")]
        return next((self.bodies.by_name[name] for name in names if name in self.bodies.by_name), self.bodies.default)

    def _measure(self, node: Node, *, goal: str) -> Iterator[Row]:
        said = node.said("Identifier")
        code = said.removeprefix(f"{MEASURE_MARK}{goal}.") if said.startswith(MEASURE_MARK) else said.lstrip("_")
        code = slugify(code or node.said("MeasurementDimension"))[:LONGEST_CODE]
        target = node.first("MeasurementInstance", "TargetResult")
        way = target.said("Descriptor", "DescriptorValue").casefold() if target else ""
        if code not in self.indicators:
            if way not in ("higher", "lower"):
                words = Words("does not say which way is good.")
                self._aside(node, words)
                return
            self.indicators.add(code)
            yield Row(
                node.line,
                {
                    "kind": INDICATOR,
                    "code": code,
                    "title": self._fit(node, node.said("MeasurementDimension"), LONGEST_TITLE),
                    "measured_in": self._fit(node, node.said("UnitOfMeasurement"), 40),
                    "direction": way,
                },
            )
        for instance in node.all("MeasurementInstance"):
            self._not_entered(instance, "ActualResult")
        for result in (each for instance in node.all("MeasurementInstance") for each in instance.all("TargetResult")):
            day, value = _day(result.said("EndDate")) or self.last_day, _number(result.said("NumberOfUnits"))
            if day is None or value is None:
                self._aside(result, Words("has no time or no number."))
                continue
            yield Row(result.line, {"kind": TARGET, "code": goal, "indicator": code, "year": day.year, "value": value})

    def _fit(self, node: Node, text: str, longest: int) -> str:
        """A text that is too long is cut where it can be seen, and the whole of it is put aside."""
        plain = re.sub(r"\s+", " ", text).strip()
        if len(plain) <= longest:
            return plain
        self.document.aside.append(
            Aside(node.line, node.tag, Words("is cut to {longest} characters.", longest=longest), plain)
        )
        return plain[: longest - 1] + "…"

    def _not_entered(self, node: Node, *tags: str) -> None:
        """What the product has no place for, or takes another way, is named. Empty elements say nothing."""
        for each in (child for tag in tags for child in node.all(tag)):
            words = " ".join(one.text.strip() for one in each.walk() if one.text.strip())
            if words:
                said = Words("is not entered.")
                self.document.aside.append(Aside(each.line, each.tag, said, words))

    def _aside(self, node: Node, words: Bilingual) -> None:
        self.document.aside.append(Aside(node.line, node.tag, words, node.text))


def _is_nameless(node: Node) -> bool:
    """An objective without words has nothing but its measures, which are the goal's own."""
    return not (node.said("Name") or node.said("Description"))


def _day(text: str) -> date | None:
    return reading.read_or(reading.day, text, None)


def _number(text: str) -> Decimal | None:
    return reading.read_or(lambda each: reading.figure(each, mark="."), text, None)
