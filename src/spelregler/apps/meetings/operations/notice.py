"""The notice of a meeting goes to members and substitutes; papers go with it, or are sent after it and told as late."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from spelregler.apps.meetings.models import AgendaItem, Material, Meeting
from spelregler.apps.meetings.operations.planning import locked, refused
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import bring
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store


def send_notice(*, meeting: Meeting, sent_on: date, on: date, who: Who) -> None:
    """The agenda went to members and substitutes with the papers that lay in it, on a day (MR-27, P23).

    Refuses with `MeetingRefused` one that is sent already, an agenda with nothing on it, a day that has not come, one
    before the meeting was planned, and one after the meeting's own day.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = locked(meeting)
        if held.noticed_on is not None:
            raise refused(
                Words("The notice was sent on {day}.", day=held.noticed_on),
                Words("Add what comes after it; the page tells it as late."),
                "sent_on",
            )
        if not held.items.filter(removed_on__isnull=True).exists():
            raise refused(Words("There is nothing on the agenda."), Words("Add the first item."), "sent_on")
        if sent_on > on:
            raise refused(
                Words("The notice cannot be sent on {day}: that day has not come.", day=sent_on),
                Words("Enter it on the day when it is sent."),
                "sent_on",
            )
        if sent_on > held.held_on:
            raise refused(
                Words("The meeting was on {day}, before the notice.", day=held.held_on),
                Words("Check the day of the notice."),
                "sent_on",
            )
        amend(held, to={"noticed_on": sent_on}, act="send-notice", who=who)


def add_material(
    *, item: AgendaItem, title: str, file: UploadedFile[Any] | None, sent_on: date, on: date, who: Who
) -> Material:
    """A paper of an item. Before the notice it goes with the notice; after it `sent_on` is when it was sent.

    Refuses with `MeetingRefused` one without a file, a day that has not come, and an item that is taken away; with
    `AttachmentRefused` or `ScanRefused` a file that is not kept.
    """
    if file is None:
        raise refused(Words("There is no file."), Words("Choose the paper."), "file")
    if sent_on > on:
        raise refused(Words("The day has not come yet."), Words("Enter it on the day when it is sent."), "sent_on")
    if item.removed_on is not None:
        raise refused(Words("The item is taken away."), Words("Put it back first."), "file")
    brought = bring(file)
    with transaction.atomic():
        lock_audit_chain()
        held = locked(item.meeting)
        row = brought.row(on=on)
        store(row, act="attach-file", who=who)
        material = Material(
            item=item,
            title=title.strip() or brought.name,
            file=row,
            sent_on=sent_on if held.noticed_on is not None else None,
        )
        store(material, act="add-material", who=who, details={"file": brought.name})
    return material
