"""Meetings, minutes and votes as OParl 1.1 and Popolo: only what anybody may read, and what has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spelregler.apps.meetings import operations
from spelregler.apps.meetings.models import Meeting, ToldThing
from spelregler.apps.meetings.queries import in_the_open
from spelregler.apps.meetings.tests.conftest import TODAY, WHO, Town, attendance, paragraphs, write
from spelregler.apps.meetings.tests.schemas import SHARED, faults
from spelregler.apps.organisation.models import Body, Membership, Municipality, Seat, Term
from spelregler.platform import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = date(2026, 10, 27)
OPARL, POPOLO = "/api/oparl/v1.1/", "/api/popolo/v1/"
SITE = "http://127.0.0.1:8000"
LISTS = (
    "bodies", "organizations", "persons", "memberships", "legislativeterms", "meetings", "locations", "files",
    "agendaitems", "papers", "consultations",
)  # fmt: skip
NEEDED = {
    "Body": {"name": str, "organization": str, "person": str, "meeting": str, "paper": str, "legislativeTerm": list},
    "Organization": {"body": str, "name": str, "meeting": str, "classification": str},
    "Person": {"body": str, "name": str, "membership": list},
    "Membership": {"person": str, "organization": str, "role": str, "startDate": str},
    "LegislativeTerm": {"body": str, "name": str, "startDate": str},
    "Meeting": {"name": str, "start": str, "cancelled": bool, "organization": list, "location": dict},
    "Location": {"description": str},
    "File": {"accessUrl": str, "mimeType": str, "fileName": str},
    "AgendaItem": {"meeting": str, "order": int, "name": str},
    "Paper": {"body": str, "name": str, "reference": str, "consultation": list},
    "Consultation": {"paper": str, "agendaItem": str, "meeting": str, "organization": list},
}
"""What is promised of each kind beside id, type, created and modified, as OParl names it."""
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="OParl's schemas are CC BY-SA, and are not kept here")
Reader = Callable[..., Any]


@pytest.fixture
def reader(town: Town, client: Client, settings: Any) -> Reader:
    settings.SPELREGLER_TODAY, settings.SPELREGLER_ADDRESS = TODAY.isoformat(), SITE
    Municipality.objects.create(code="0481", name="Oxelösund")
    council = Body.objects.create(code="kf", name="Kommunfullmäktige", kind="council", start=date(2022, 10, 15))
    Term.objects.create(body=council, start=date(2022, 10, 15), end=date(2026, 10, 15))

    def read(path: str, status: int = 200) -> Any:
        answer = client.get(path.removeprefix(SITE) if path.startswith((SITE, "/")) else OPARL + path)
        assert answer.status_code == status, answer.content
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        return answer.json()

    return read


def adjusted(town: Town, *titles: str, day: date = date(2026, 10, 20)) -> Meeting:
    """A meeting with a motion and a vote at its last item, and adjusted minutes."""
    meeting = town.minuted(*titles, day=day)
    for each in paragraphs(meeting):
        write(each)
    row, chair = paragraphs(meeting)[-1], attendance(meeting, town.places[0])
    operations.record_motion(paragraph=row, mover=chair, text="Bifall.", who=WHO)
    operations.record_vote(paragraph=row, about="ja för bifall", yes=2, no=1, abstained=0, who=WHO)
    write(paragraphs(meeting)[-1], "N. N. talar.", "Nämnden beslutar <enligt> förslaget.", "other")
    operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
    return meeting


def all_of(reader: Reader, path: str) -> Iterator[dict[str, Any]]:
    while path:
        told = reader(path)
        yield from told["data"]
        path = told["links"].get("next", "")


def within(told: Any) -> Iterator[dict[str, Any]]:
    """Every thing of OParl's in a document, those inside others too."""
    if isinstance(told, dict):
        if str(told.get("type", "")).startswith("https://schema.oparl.org/1.1/"):
            yield told
        for each in told.values():
            yield from within(each)
    elif isinstance(told, list):
        for each in told:
            yield from within(each)


class TestOParl:
    def test_everything_is_reached_from_the_system_and_has_what_is_promised(self, town: Town, reader: Reader):
        adjusted(town, "Skolstart", "Tider")
        system = reader("")
        assert (system["id"], system["oparlVersion"]) == (SITE + OPARL, "https://schema.oparl.org/1.1/")
        (body,) = all_of(reader, system["body"])
        lists = [value for name, value in body.items() if name in NEEDED_LISTS]
        told = [each for path in lists for each in all_of(reader, path)]
        kinds = {each["type"].rpartition("/")[2] for each in [*told, body]}
        assert kinds == set(NEEDED)
        for each in within([*told, body]):
            needed = NEEDED[each["type"].rpartition("/")[2]]
            assert {name for name, kind in needed.items() if not isinstance(each.get(name), kind)} == set(), each
            assert each["created"] <= each["modified"]
            assert None not in each.values()
            assert "" not in each.values()

    def test_each_thing_answers_at_its_own_address_as_in_its_list(self, town: Town, reader: Reader):
        adjusted(town, "Skolstart")
        for name in LISTS:
            for each in reader(name)["data"]:
                assert reader(each["id"]) == each

    @shared
    def test_is_as_the_schemas_say(self, town: Town, reader: Reader):
        adjusted(town, "Skolstart")
        town.plan(date(2026, 12, 1))
        assert faults("oparl", "System", reader("")) == []
        for name in LISTS:
            for each in reader(name)["data"]:
                assert faults("oparl", each["type"].rpartition("/")[2], each) == []

    def test_a_meeting_is_told_as_far_as_it_is_public(self, town: Town, reader: Reader):
        (planned,) = town.plan(date(2026, 12, 1))
        town.item(planned, "Ej kallat")
        (called,) = town.plan(date(2026, 11, 10))
        town.item(called, "Kallat")
        town.call(called, on=date(2026, 11, 1))
        written = town.minuted("Skrivet", day=date(2026, 10, 27))
        write(paragraphs(written)[-1], "Hemligt.", "Beslutet.", "other")
        text = str([reader(name) for name in LISTS])
        assert "Ej kallat" not in text
        assert "Hemligt" not in text
        assert "Beslutet" not in text
        assert "§" not in text
        one = reader(f"meeting/{called.pk}")
        assert [each["name"] for each in one["agendaItem"]][-1] == "Kallat"
        assert "agendaItem" not in reader(f"meeting/{planned.pk}")
        assert not {"participant", "resultsProtocol"} & set(reader(f"meeting/{written.pk}"))
        reader(f"file/{written.pk}", 404)

    def test_what_is_left_out_by_choice_is_left_out_here(self, town: Town, reader: Reader, client: Client):
        meeting = adjusted(town, "Skolstart")
        row = paragraphs(meeting)[-1]
        assert reader(f"agendaitem/{row.item_id}")["resolutionText"] == "Nämnden beslutar <enligt> förslaget."
        assert "N. N. talar." in client.get(reader(f"file/{meeting.pk}")["accessUrl"]).content.decode()
        operations.choose_public_text(paragraph=row, public_text="Ett namn är utelämnat.", reason="Namn.", who=WHO)
        assert reader(f"agendaitem/{row.item_id}")["resolutionText"] == "Ett namn är utelämnat."
        answer = client.get(reader(f"file/{meeting.pk}")["accessUrl"])
        assert (answer.headers["Content-Type"], "Content-Disposition" in answer.headers) == (
            "text/plain; charset=utf-8",
            False,
        )
        assert "N. N." not in answer.content.decode()
        assert "Ett namn är utelämnat." in answer.content.decode()
        assert not any(row["motion_id"] for row in reader(POPOLO + "vote_events")["vote_events"])
        assert [each["id"].partition("-")[0] for each in reader(POPOLO + "motions")["motions"]] == ["paragraf"] * 4

    def test_whoever_is_made_anonymous_is_gone(self, town: Town, reader: Reader):
        meeting, person = adjusted(town, "Skolstart"), town.places[0].person
        reader("persons")
        person.anonymous_since = TODAY
        person.name = "Anonym"
        person.save()
        told = reader(f"person/{person.pk}")
        assert (told["deleted"], "name" in told) == (True, False)
        assert len(reader(f"meeting/{meeting.pk}")["participant"]) == 2
        assert "Anonym" not in str(reader(POPOLO + "persons"))


class TestWhatHasChanged:
    def test_a_meeting_that_was_written_in_is_told_and_no_other(self, town: Town, reader: Reader):
        first, second = adjusted(town, "A", day=date(2026, 10, 13)), adjusted(town, "B")
        Meeting.objects.update(changed_at=clock.now() - timedelta(days=9), created_at=clock.now() - timedelta(days=9))
        since = quote((clock.now() - timedelta(minutes=1)).isoformat(timespec="seconds"))
        assert list(all_of(reader, f"meetings?modified_since={since}")) == []
        operations.choose_public_text(paragraph=paragraphs(second)[-1], public_text="Kort.", reason="Namn.", who=WHO)
        for name in ("meetings", "files"):
            (told,) = all_of(reader, f"{name}?modified_since={since}")
            assert told["id"].endswith(f"/{second.pk}")
        (other,) = all_of(reader, f"meetings?modified_until={since}")
        assert other["id"].endswith(f"/{first.pk}")
        assert len(list(all_of(reader, f"agendaitems?modified_since={since}"))) == 4

    def test_what_is_gone_is_told_to_whoever_follows_changes(self, town: Town, reader: Reader):
        (meeting,) = town.plan(date(2026, 11, 10))
        item = town.item(meeting, "Utgår")
        town.call(meeting, on=date(2026, 11, 1))
        operations.remove_item(item=item, reason="Dras tillbaka.", on=TODAY, who=WHO)
        address = f"{SITE}{OPARL}agendaitem/{item.pk}"
        assert address not in {each["id"] for each in all_of(reader, "agendaitems")}
        assert address not in {each["id"] for each in reader(f"meeting/{meeting.pk}")["agendaItem"]}
        told = {each["id"]: each for each in all_of(reader, "agendaitems?modified_since=2020-01-01T00:00:00%2B01:00")}
        assert told[address]["deleted"] is True
        assert reader(address) == told[address]
        assert reader(f"paper/{item.pk}")["deleted"] is True

    def test_a_new_holder_of_a_seat_has_the_moment_when_it_was_found(self, town: Town, reader: Reader):
        reader("memberships")
        reader("persons")
        ToldThing.objects.update(changed_at=clock.now() - timedelta(days=9))
        since = quote((clock.now() - timedelta(minutes=1)).isoformat(timespec="seconds"))
        assert list(all_of(reader, f"memberships?modified_since={since}")) == []
        seat = Seat.objects.create(body=town.body, number=9)
        row = Membership.objects.create(seat=seat, person=town.places[0].person, start=date(2024, 1, 1))
        ended = town.places[4]
        ended.end = date(2026, 7, 1)
        ended.save()
        told = {each["id"].rpartition("/")[2]: each for each in all_of(reader, f"memberships?modified_since={since}")}
        assert set(told) == {str(row.pk), str(ended.pk)}
        assert told[str(ended.pk)]["endDate"] == "2026-06-30"
        assert len(list(all_of(reader, f"persons?modified_since={since}"))) == 1
        row.delete()
        (gone,) = all_of(reader, f"memberships?modified_since={since}&limit=1&page=2")
        assert gone["deleted"] is True

    def test_what_changes_while_one_reads_is_told_to_whoever_asked_before_it_was_found(
        self, town: Town, reader: Reader, monkeypatch: pytest.MonkeyPatch
    ):
        reader("organizations")
        ToldThing.objects.update(changed_at=clock.now() - timedelta(days=9))
        asked, read = list[datetime](), in_the_open.bodies_known

        def slowly(*, as_of: date) -> list[Body]:
            asked.append(clock.now())
            Body.objects.filter(code="un").update(name="Barn- och utbildningsnämnden")
            return read(as_of=as_of)

        monkeypatch.setattr(in_the_open, "bodies_known", slowly)
        reader("organizations")
        assert ToldThing.objects.get(kind="Organization", key="un").changed_at > asked[0]

    @pytest.mark.parametrize(
        "asked", ["modified_since=2026-11-02", "created_until=igår", "page=0", "limit=-1", "page=x"]
    )
    def test_a_question_that_cannot_be_read_is_refused(self, reader: Reader, asked: str):
        assert reader(f"meetings?{asked}", 400)["type"] == "https://schema.oparl.org/1.1/Error"

    def test_files_are_made_on_the_day_of_the_adjustment(self, town: Town, reader: Reader):
        adjusted(town, "A")
        day = DAY.isoformat()
        for asked, count in (
            (f"created_since={day}T00:00:00%2B01:00", 1),
            (f"created_since={day}T08:00:00%2B01:00", 0),
            (f"created_until={day}T00:00:00%2B01:00", 1),
            ("created_until=2026-10-01T00:00:00%2B02:00", 0),
            ("modified_until=2020-10-01T00:00:00%2B02:00", 0),
        ):
            assert len(reader(f"files?{asked}")["data"]) == count, asked


class TestLists:
    def test_pages_follow_each_other_and_keep_the_filters(self, town: Town, reader: Reader):
        town.plan(*(date(2027, month, 9) for month in range(1, 6)))
        told = reader("meetings?limit=2&page=2&omit_internal=true")
        assert told["pagination"] == {"totalElements": 5, "elementsPerPage": 2, "currentPage": 2, "totalPages": 3}
        for name in ("first", "prev", "self", "next", "last"):
            assert "limit=2" in told["links"][name]
            assert "omit_internal=true" in told["links"][name]
        found = [each["id"] for each in all_of(reader, "meetings?limit=2")]
        assert len(set(found)) == 5
        for name, past in (("meetings", 9), ("organizations", 99), ("meetings", 10**6)):
            beyond = reader(f"{name}?limit=2&page={past}")
            assert beyond["data"] == []
            assert "next" not in beyond["links"]
            assert reader(beyond["links"]["prev"].partition("v1.1/")[2])["data"]
        assert len(reader("organization/un/meetings")["data"]) == 5
        assert reader("organization/kf/meetings")["data"] == []

    def test_what_has_a_list_of_its_own_is_spared(self, town: Town, reader: Reader):
        adjusted(town, "A")
        assert "agendaItem" not in reader("meetings?omit_internal=true")["data"][0]
        assert "membership" not in reader("persons?omit_internal=true")["data"][0]

    @pytest.mark.parametrize("name", [*LISTS, f"{POPOLO}events", f"{POPOLO}motions", f"{POPOLO}vote_events"])
    def test_the_number_of_queries_does_not_grow(self, town: Town, reader: Reader, name: str):
        adjusted(town, "A", day=date(2026, 10, 13))
        reader(name)
        with CaptureQueriesContext(connection) as few:
            reader(name)
        adjusted(town, "B", "C")
        reader(name)
        with CaptureQueriesContext(connection) as many:
            reader(name)
        assert len(many) == len(few) <= 12

    def test_without_a_municipality_there_is_nothing(self, db: None, client: Client):
        for path in (OPARL, OPARL + "meetings", OPARL + "meeting/1", POPOLO + "events"):
            assert client.get(path).status_code == 404
        assert client.post(OPARL).status_code == 405


class TestPopolo:
    def test_people_meetings_motions_and_votes(self, town: Town, reader: Reader):
        meeting = adjusted(town, "Skolstart")
        (event,) = reader(POPOLO + "events")["events"]
        assert (event["start_date"], event["organization_id"]) == ("2026-10-20T13:00:00+02:00", "un")
        assert len(event["attendees"]) == 3
        *_others, matter, moved = reader(POPOLO + "motions")["motions"]
        assert (matter["identifier"], matter["text"]) == ("§ 4/2026", "Nämnden beslutar <enligt> förslaget.")
        assert (moved["classification"], moved["creator_id"]) == ("yrkande", str(town.places[0].person_id))
        (vote,) = reader(POPOLO + "vote_events")["vote_events"]
        assert (vote["motion_id"], vote["legislative_session_id"]) == (matter["id"], event["id"])
        assert {each["option"]: each["value"] for each in vote["counts"]} == {"yes": 2, "no": 1, "abstain": 0}
        assert matter["vote_events"] == [vote]
        assert f"/sammantraden/{meeting.pk}/" in event["sources"][0]["url"]
        people = {each["id"] for each in reader(POPOLO + "persons")["persons"]}
        bodies = {each["id"] for each in reader(POPOLO + "organizations")["organizations"]}
        for each in reader(POPOLO + "memberships")["memberships"]:
            assert (each["person_id"] in people, each["organization_id"] in bodies) == (True, True)

    @shared
    def test_is_as_the_schemas_say(self, town: Town, reader: Reader):
        adjusted(town, "Skolstart")
        for kind in ("organizations", "persons", "memberships", "events", "motions", "vote_events"):
            for each in reader(POPOLO + kind)[kind]:
                assert faults("popolo", kind.removesuffix("s"), each) == []

    def test_pages_run_over_from_paragraphs_to_what_was_moved(self, town: Town, reader: Reader):
        adjusted(town, "Skolstart")
        found, path = [], f"{POPOLO}motions?limit=3"
        while path:
            told = reader(path)
            found += [each["id"] for each in told["motions"]]
            path = told["next_url"]
        assert (len(found), len(set(found)), told["total"]) == (5, 5, 5)


NEEDED_LISTS = {
    "organization", "person", "meeting", "paper", "agendaItem", "consultation", "file", "membership", "locationList",
    "legislativeTermList",
}  # fmt: skip
