"""An item on the agenda is changed, by one at a time, and after the notice it says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from spelregler.apps.meetings.models import AgendaItem
from spelregler.apps.meetings.operations.planning import (
    ItemSaid,
    MeetingRefused,
    refuse_unsaid,
    refused,
    unopened,
)
from spelregler.apps.registry.operations import number_of_case
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain


class ItemChanged(MeetingRefused):
    """Somebody else changed the item since the writer began. Theirs stands until it is changed with knowledge of it."""

    code = "item-changed"

    version: int = 0
    """The one that the item has now."""


def change_item(*, item: AgendaItem, said: ItemSaid, version: int, on: date, who: Who) -> AgendaItem:
    """The item as it is to be, until the minutes are begun. After the notice the day of the change is told with it.

    `version` is the one that the writer began from. Refuses with `ItemChanged` a writer who began before somebody else
    changed it into something else; with `MeetingRefused` one that is taken away, what stands on every agenda by itself,
    an item without a title, a theme without its area, and one that has its paragraph; with `CaseRefused` a number that
    no case has.
    """
    refuse_unsaid(said)
    with transaction.atomic():
        lock_audit_chain()
        meeting = unopened(item)
        held = AgendaItem.objects.select_for_update(of=("self",)).select_related("presenter", "area").get(pk=item.pk)
        if held.removed_on is not None or held.standing:
            raise refused(
                Words("What stands on every agenda, and what is taken away, is not changed."),
                Words("Take it away with a reason, and add an item of your own."),
                "title",
            )
        to = _fields(said)
        if to["case_number"] != held.case_number:
            to["case_number"] = number_of_case(said.case_number, body=meeting.body, on=on, field="case_number")
        if all(getattr(held, name) == value for name, value in to.items()):
            return held
        if held.version != version:
            raise _changed_meanwhile(held)
        if meeting.noticed_on is not None:
            to["changed_on"] = max(on, meeting.noticed_on)
        amend(held, to={**to, "version": held.version + 1}, act="change-agenda-item", who=who)
    return held


def _fields(said: ItemSaid) -> dict[str, Any]:
    return {
        "title": said.title.strip(),
        "kind": said.kind,
        "case_number": said.case_number.strip(),
        "presenter": said.presenter,
        "area": said.area or (said.presenter.department if said.presenter else None),
    }


def _changed_meanwhile(held: AgendaItem) -> ItemChanged:
    found = ItemChanged(
        Words(
            "Somebody else has changed the item meanwhile. It now says “{title}”, case number {case}, {presenter}.",
            title=held.title,
            case=held.case_number or "–",
            presenter=held.presenter.title if held.presenter else "–",
        ),
        way=Words("What you wrote stands here. See that it still is right, and save again."),
        field="title",
    )
    found.version = held.version
    return found
