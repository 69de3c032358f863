"""What a control found, with its evidence, and what is done about it until it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from spelregler.apps.control.models import Control, ControlResult, Deviation
from spelregler.apps.organisation.models import Post
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import bring
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class ResultRefused(DomainError):
    """A control of a decided plan has one result, and a deviation an action, an owner and a last day."""

    code = "control-result-refused"


@dataclass(frozen=True)
class ActionSaid:
    """What is done about a deviation, whose it is, and by when."""

    action: str
    owner: Post | None
    due_on: date | None


@dataclass(frozen=True)
class ResultSaid:
    """When a control was carried out, what it found, and the file that shows it. With an action it deviates."""

    held_on: date
    found: str
    file: UploadedFile[Any] | None = None
    action: ActionSaid | None = None


def record_result(*, control: Control, said: ResultSaid, today: date, who: Who) -> ControlResult:
    """A control is carried out. What deviates has an action, an owner and a last day from the start (CP-13).

    Refuses with `ResultRefused` a plan that is not decided, a control that has its result, a day that has not come or
    that is before the plan's year, no words of what was found, and a deviation without action, owner or last day; with
    `AttachmentRefused` or `ScanRefused` a file that is not kept.
    """
    _refuse(control, said, today=today)
    brought = bring(said.file) if said.file else None
    with transaction.atomic():
        Control.objects.select_for_update().get(pk=control.pk)
        if ControlResult.objects.filter(control=control, ended_on__isnull=True).exists():
            raise ResultRefused(
                Words("The control has its result already."), way=Words("Take it back first, where it is wrong.")
            )
        kept = brought.row(on=today) if brought else None
        if kept is not None:
            store(kept, act="attach-file", who=who)
        result = ControlResult(
            control=control,
            held_on=said.held_on,
            found=said.found.strip(),
            is_deviating=said.action is not None,
            file=kept,
            recorded_on=today,
        )
        store(result, act="record-control-result", who=who)
        if said.action is not None and said.action.owner is not None and said.action.due_on is not None:
            deviation = Deviation(
                result=result, action=said.action.action.strip(), owner=said.action.owner, due_on=said.action.due_on
            )
            store(deviation, act="record-deviation", who=who)
    return result


def withdraw_result(*, result: ControlResult, reason: str, on: date, who: Who) -> None:
    """What was entered wrongly counts no longer, nor its deviation, and the control is to be carried out; it stays in
    the trail with the reason.

    Refuses with `ResultRefused` one that is taken back already, one that the body has got in its report, and one
    without a reason.
    """
    with transaction.atomic():
        held = ControlResult.objects.select_for_update().select_related("control__risk__plan").get(pk=result.pk)
        if held.ended_on is not None:
            raise ResultRefused(Words("The result is taken back already."), way=Words("Read the plan again."))
        if held.control.risk.plan.reported_id is not None:
            raise ResultRefused(
                Words("The body has got the report with the result in it."),
                way=Words("Tell the body what was wrong in the report of next year."),
            )
        if not reason.strip():
            raise ResultRefused(
                Words("The reason is missing."), way=Words("Say in a few words what was wrong."), field="reason"
            )
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-control-result", who=who)


def close_deviation(*, deviation: Deviation, closed_with: str, on: date, who: Who) -> None:
    """The action is done, and somebody says with what result.

    Refuses with `ResultRefused` one that is closed already, one whose result is taken back, and one without words.
    """
    with transaction.atomic():
        held = Deviation.objects.select_for_update().select_related("result").get(pk=deviation.pk)
        if held.result.ended_on is not None:
            raise ResultRefused(Words("The result is taken back already."), way=Words("Read the plan again."))
        if held.closed_on is not None:
            raise ResultRefused(Words("The deviation is closed already."), way=Words("Read how it was closed."))
        if not closed_with.strip():
            raise ResultRefused(
                Words("What has been done is missing."), way=Words("Say it in a few words."), field="closed_with"
            )
        amend(held, to={"closed_on": on, "closed_with": closed_with.strip()}, act="close-deviation", who=who)


def _refuse(control: Control, said: ResultSaid, *, today: date) -> None:
    if control.risk.plan.decision_id is None:
        raise ResultRefused(
            Words("The body has not decided the plan yet."), way=Words("Carry the control out once it has.")
        )
    if said.held_on > today:
        raise ResultRefused(
            Words("{day} has not come yet.", day=said.held_on),
            way=Words("Record it once it is done."),
            field="held_on",
        )
    if said.held_on.year < control.risk.plan.year:
        raise ResultRefused(
            Words("The plan is of {year}.", year=control.risk.plan.year),
            way=Words("Carry the control out once the year has begun."),
            field="held_on",
        )
    if not said.found.strip():
        raise ResultRefused(Words("What was found is missing."), way=Words("Say it in a few words."), field="found")
    if said.action is None:
        return
    for name, value in (
        ("action", said.action.action.strip()),
        ("owner", said.action.owner),
        ("due_on", said.action.due_on),
    ):
        if not value:
            raise ResultRefused(
                Words("A deviation has an action, an owner and a last day."),
                way=Words("Fill in what is missing."),
                field=name,
            )
