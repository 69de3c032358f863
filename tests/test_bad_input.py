"""What the rooms of decisions refuse in their pages: each with its rule, at its field, and nothing is half stored."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.delegation.models import DelegatedDecision
from spelregler.apps.meetings.models import Meeting
from spelregler.apps.meetings.operations import places_of
from spelregler.apps.organisation.models import Appointment
from spelregler.apps.registry.models import CaseFile
from spelregler.exchange.attached import MOST_BYTES
from spelregler.platform.attachments.models import Attachment
from spelregler.platform.audit.models import AuditRow
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
PROGRAM = SimpleUploadedFile("avtal.exe", b"MZ\x90\x00")
LARGE = SimpleUploadedFile("ritning.pdf", b"%PDF-1.7 " + b"x" * MOST_BYTES)
DRESSED_UP = SimpleUploadedFile("avtal.pdf", b"MZ\x90\x00")


def refused(client: Client, address: str, said: dict[str, Any], *, at: str) -> str:
    """What stands at the field. Nothing is written but, at most, that somebody was refused."""
    written = AuditRow.objects.exclude(act="refused").count(), Attachment.objects.count()
    answer = client.post(address, {**said, "look": "yes"})
    assert answer.status_code == 400
    assert (AuditRow.objects.exclude(act="refused").count(), Attachment.objects.count()) == written
    found = re.search(rf'id="(?:id_)?{at}_error"[^>]*>(.*?)</ul>', text_of(answer), re.DOTALL)
    assert found, f"nothing is told at {at}"
    return re.sub(r"<[^>]+>", " ", found[1])


def meeting(body: str, on: date) -> Meeting:
    return Meeting.objects.get(body__code=body, held_on=on)


def there(of: Meeting) -> dict[str, Any]:
    members = [str(each.pk) for each in places_of(of) if not each.seat.is_substitute]
    return {"present": members, "leads": members[0], "adjusters": [members[1]]}


class TestAMeetingBeforeItsTime:
    def test_without_a_notice(self, wearing):
        found = meeting("kfn", date(2026, 11, 10))
        Meeting.objects.filter(pk=found.pk).update(held_on=TODAY)
        told = refused(wearing("SE"), reverse("meetings:attendance", args=[found.pk]), there(found), at="present")
        assert "Ingen kallelse till sammanträdet är skickad." in told
        assert "(MR-27)" in told

    def test_before_its_day(self, wearing):
        found = meeting("un", date(2026, 11, 5))
        told = refused(wearing("SE"), reverse("meetings:attendance", args=[found.pk]), there(found), at="present")
        assert "5 november 2026" in told
        assert not found.attendances.exists()


def test_a_paragraph_twice(wearing):
    known = Decision.objects.filter(body__code="un").latest("decided_on")
    said = {"body": "un", "decided_on": str(known.decided_on), "paragraph": f"§ {known.paragraph}"}
    said |= {"title": "Samma paragraf", "text": "Beslut.", "kind": "other"}
    told = refused(wearing("SE"), reverse("decisions:new"), said, at="paragraph")
    assert known.title in told


def test_an_adjuster_who_was_absent(wearing):
    found = meeting("un", date(2026, 10, 20))
    said = there(found)
    absent = said["present"].pop()
    told = refused(
        wearing("SE"), reverse("meetings:attendance", args=[found.pk]), {**said, "adjusters": [absent]}, at="adjusters"
    )
    assert "var inte där och kan inte justera" in told


def test_a_delegate_whose_post_ended_yesterday(wearing):
    made = DelegatedDecision.objects.filter(row__code="1.1", row__order__body__code="un").latest("pk")
    Appointment.objects.filter(post=made.post, person=made.person).update(end=TODAY)
    said = {"code": "1.1", "holder": f"{made.post.code}:{made.person.code}", "subject": "Vikariat, en dag för sent"}
    told = refused(
        wearing("SE"), reverse("delegation:record", args=["un"]), {**said, "decided_on": str(TODAY)}, at="holder"
    )
    assert f"{made.person.name} innehade inte" in told
    assert "(KL 6 kap. 37 §)" in told
    assert not DelegatedDecision.objects.filter(subject=said["subject"]).exists()


class TestAFile:
    @pytest.mark.parametrize(
        ("file", "words"),
        [(PROGRAM, "av det slaget"), (DRESSED_UP, "inte vad namnet säger"), (LARGE, "10 MB")],
        ids=["another kind", "dressed up", "too large"],
    )
    def test_of_another_kind_or_size_is_no_paper_and_no_record(self, wearing, file, words):
        client, item = wearing("SE"), meeting("un", date(2026, 11, 5)).items.filter(standing="").first()
        case = CaseFile.objects.get(number="UN 2026/2")
        record = {"kind": "incoming", "dated": str(TODAY), "correspondent": "Ett företag", "subject": "Anbud"}
        for address, said in (
            (reverse("meetings:add_paper", args=[item.pk]), {"title": "Avtal", "sent_on": str(TODAY)}),
            (reverse("registry:add_record", args=[case.pk]), record),
        ):
            file.seek(0)
            assert words in refused(client, address, {**said, "file": file}, at="file")
        assert not case.records.filter(subject="Anbud").exists()


def test_an_assignment_from_a_body_to_a_unit(wearing):
    decision = Decision.objects.filter(body__code="un").latest("decided_on")
    said = {"addressee": "chef-oxeloskolan", "text": "Ändra schemat", "due_on": "2026-12-15"}
    told = refused(wearing("SE"), reverse("decisions:assign", args=[decision.pk]), said, at="addressee")
    assert "(MR-23)" in told
    assert "örvaltningschef" in told
    assert not decision.assignments.filter(text="Ändra schemat").exists()
