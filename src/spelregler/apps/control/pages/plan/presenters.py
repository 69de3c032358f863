"""A plan for internal control as people read it, on the page and in the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.control.models import Control, ControlPlan, Risk
from spelregler.apps.control.pages.words import decided_words, taken
from spelregler.exchange.documents import Block, Document, Heading, Paragraph, Table
from spelregler.platform import clock
from spelregler.ui import formatting


@dataclass(frozen=True)
class ControlView:
    """A control: whose, by when, what it found, and what is done about it."""

    pk: int
    title: str
    how: str
    owner: str
    due_on: date
    status: str
    word: str
    found: str
    result: int | None
    file: str
    deviation: int | None
    action: str
    is_open: bool


@dataclass(frozen=True)
class RiskView:
    """A risk with its value, and its controls."""

    pk: int
    title: str
    value: str
    is_valued: bool
    status: str
    word: str
    controls: list[ControlView]


def is_uncovered(risk: Risk, *, high: int) -> bool:
    """Whether the risk needs a control and has none; its controls are read with it."""
    return (risk.value or 0) >= high and not risk.controls.all()


def risk_views(acting_role: ActingRole, risks: Sequence[Risk], *, high: int, reads_found: bool) -> list[RiskView]:
    """In their order; a high risk without a control is told. What was found and is done stands in words for whoever
    `reads_found`; for others its state alone.
    """
    found = []
    for risk in risks:
        in_order = sorted(risk.controls.all(), key=lambda one: one.due_on)
        controls = [_control(acting_role, each, reads_found=reads_found) for each in in_order]
        value, lacks = risk.value, is_uncovered(risk, high=high)
        found.append(
            RiskView(
                pk=risk.pk,
                title=risk.title,
                value=f"{risk.likelihood} × {risk.consequence} = {value}" if value else _("not valued"),
                is_valued=value is not None,
                status="breach" if lacks else "" if value else "not_assessed",
                word=_("needs a control") if lacks else "" if value else _("not valued"),
                controls=controls,
            )
        )
    return found


def _control(acting_role: ActingRole, each: Control, *, reads_found: bool) -> ControlView:
    day, language = acting_role.as_of, acting_role.language
    result = next((one for one in each.results.all() if one.stands_on(day)), None)
    deviation = getattr(result, "deviation", None) if result else None
    is_open = deviation is not None and (deviation.closed_on is None or deviation.closed_on > day)
    if result is None:
        status, word = ("breach", _("late")) if each.due_on < day else ("", _("to carry out"))
    elif deviation is None:
        status, word = "kept", _("without deviation")
    elif is_open:
        status = "breach" if deviation.due_on < day else "attention"
        word = _("deviation open until %(day)s") % {"day": formatting.short_date(deviation.due_on, language)}
    else:
        status, word = "kept", _("deviation seen to")
    done = f" {deviation.closed_with}" if deviation and not is_open else ""
    return ControlView(
        pk=each.pk,
        title=each.title,
        how=each.how,
        owner=acting_role.say(each.owner.title, each.owner.title_en),
        due_on=each.due_on,
        status=status,
        word=word,
        found=f"{formatting.short_date(result.held_on, language)}: {result.found}" if result and reads_found else "",
        result=result.pk if result else None,
        file=result.file.name if result and result.file else "",
        deviation=deviation.pk if deviation else None,
        action=f"{deviation.action}{done}" if deviation and reads_found else "",
        is_open=is_open,
    )


def standing(plan: ControlPlan, acting_role: ActingRole) -> str:
    """Whether the plan is decided on the day, and its year reported."""
    day, language, said = acting_role.as_of, acting_role.language, []
    if decision := taken(plan.decision, by=day):
        said.append(_("Decided %(day)s.") % {"day": decided_words(decision, language)})
    else:
        said.append(_("Being prepared. The body decides it before the year begins."))
    if reported := taken(plan.reported, by=day):
        said.append(_("Reported %(day)s.") % {"day": decided_words(reported, language)})
    return " ".join(said)


def document(plan: ControlPlan, views: Sequence[RiskView], acting_role: ActingRole, *, title: str) -> Document:
    """The year's report, to be sent to the meeting and kept."""
    controls = [(risk, each) for risk in views for each in risk.controls]
    counted = {
        "all": len(controls),
        "done": sum(each.result is not None for _risk, each in controls),
        "open": sum(each.is_open for _risk, each in controls),
    }
    words = _("%(done)d of %(all)d controls are carried out, and %(open)d deviations are open.") % counted
    return Document(
        title=title,
        language=acting_role.language,
        made=clock.today(),
        author=acting_role.municipality,
        blocks=[Paragraph(standing(plan, acting_role)), Paragraph(words), *_blocks(views, acting_role)],
    )


def _blocks(views: Sequence[RiskView], acting_role: ActingRole) -> list[Block]:
    blocks: list[Block] = [
        Heading(_("Risks")),
        Table(_("Risks"), [_("Risk"), _("Likelihood × consequence")], [[each.title, each.value] for each in views]),
        Heading(_("Controls")),
    ]
    rows = [
        [
            f"{each.title} ({risk.title})",
            f"{each.owner}, {formatting.short_date(each.due_on, acting_role.language)}",
            each.found or each.word,
            each.action or "–",
        ]
        for risk in views
        for each in risk.controls
    ]
    header = [_("Control"), _("Who and when"), _("What was found"), _("What is done about it")]
    return [*blocks, Table(_("Controls"), header, rows) if rows else Paragraph(_("The plan has no controls."))]
