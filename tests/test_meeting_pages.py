"""A committee's meetings on their pages: planned, called to, held, minuted, adjusted; and the rules answer anew."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spelregler.apps.acting.acting_role import acting_as
from spelregler.apps.acting.role_assignment import RESIDENT
from spelregler.apps.decisions.models import Decision
from spelregler.apps.meetings.models import Adjustment, Meeting, Paragraph, WordTemplate
from spelregler.apps.meetings.pages.minutes.shared import minutes_document, template_for
from spelregler.apps.registry.models import CaseFile
from spelregler.exchange.documents import as_text, from_text
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.documents import WRITERS
from spelregler.platform.findings import Wanted, answers
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
BODY, DAY = "kfn", date(2026, 11, 2)
PLAN = {"body": BODY, "days": "2026-11-02", "starts_at": "9", "place": "Koordinaten"}


def at(name: str, *args: Any) -> str:
    return reverse(f"meetings:{name}", args=args)


def held_in_demo(body: str, on: date) -> Meeting:
    return Meeting.objects.get(body__code=body, held_on=on)


UN_ADJUSTED, UN_WRITTEN, UN_NEXT, VON_LATE = (
    ("un", date(2026, 9, 22)),
    ("un", date(2026, 10, 20)),
    ("un", date(2026, 11, 5)),
    ("von", date(2026, 10, 21)),
)


def stored(clause: str, scope: str) -> str:
    return next(each.status for each in answers(Wanted(clauses=[clause]), as_of=TODAY) if each.scope == scope)


def confirmed(client: Client, address: str, said: dict[str, Any]) -> Any:
    """What cannot be undone is looked at once more first."""
    return client.post(address, {**said, "look": "yes"}, follow=True)


def attended(meeting: Meeting, **changed: Any) -> dict[str, Any]:
    from spelregler.apps.meetings.operations import places_of

    members = [str(each.pk) for each in places_of(meeting) if not each.seat.is_substitute]
    return {"present": members, "leads": members[0], "adjusters": [members[1]], **changed}


class TestTheSecretaryRunsAMeeting:
    def test_from_calendar_to_adjusted_minutes_and_the_rules_answer_anew(self, wearing):
        client = wearing("SE")
        assert [stored(clause, BODY) for clause in ("MR-27", "CP-10", "MR-20")] == ["not_assessed"] * 3
        told = text_of(client.post(at("plan"), PLAN, follow=True))
        assert "1 sammanträde är planerat." in told
        meeting = held_in_demo(BODY, DAY)
        page = at("meeting", meeting.pk)
        client.post(
            at("add_item", meeting.pk), {"title": "Öppettider", "kind": "decision", "case_number": "KFN 2026/9"}
        )
        item = meeting.items.get(title="Öppettider")
        file = SimpleUploadedFile("skrivelse.pdf", b"%PDF-1.7 x")
        client.post(at("add_paper", item.pk), {"file": file, "title": "Skrivelse", "sent_on": "2026-11-02"})
        confirmed(client, at("notice", meeting.pk), {"sent_on": "2026-11-02"})
        assert "1 ärende kom sent" in text_of(client.get(page))
        told = text_of(client.post(at("attendance", meeting.pk), attended(meeting), follow=True))
        assert "Varje ärende har sin paragraf." in told
        rows = list(Paragraph.objects.filter(item__meeting=meeting).order_by("number"))
        assert [each.number for each in rows] == list(range(74, 74 + len(rows))), "73 was entered by hand"
        for row in rows:
            client.post(at("paragraph", row.pk), {"text": "Nämnden tar del av saken.", "version": "1"})
        decided = {"text": "Föredras.", "outcome": "Nämnden beslutar.", "decision_kind": "other", "version": "2"}
        client.post(at("paragraph", rows[-1].pk), decided)
        confirmed(client, at("adjust", meeting.pk), {"adjusted_on": "2026-11-02"})
        made = Decision.objects.get(body__code=BODY, title="Öppettider")
        assert (made.decided_on, made.adjusted_on, made.reference) == (DAY, DAY, "KFN 2026/9")
        assert [stored(clause, BODY) for clause in ("MR-27", "CP-10")] == ["breach", "kept"]
        confirmed(client, at("post", meeting.pk), {"posted_on": "2026-11-02", "posted_until": "2026-11-24"})
        assert "Är uppe från 2 november 2026" in text_of(client.get(page))

    def test_a_term_by_one_rule_is_shown_first_with_what_stands_in_its_way(self, wearing):
        client = wearing("SE")
        asked = {"organ": BODY, "fran": "2026-11-01", "till": "2030-10-31", "vilken": "2", "veckodag": "1", "utan": "7"}
        told = text_of(client.get(at("by_rule"), asked))
        assert "10 november 2026</th><td><span" in told.replace("\n", "")
        assert "utelämnad: organet har redan ett sammanträde" in told
        assert "12 juli 2027" not in told
        assert "Gå vidare med 43 dagar" in told
        assert not Meeting.objects.filter(body__code=BODY, held_on__gte="2027-01-01").exists()
        way = re.search(rf'href="({at("plan")}\?[^"]+dagar[^"]+)"', told)[1].replace("&amp;", "&")
        days = re.search(r"<textarea[^>]*>([^<]+)<", text_of(client.get(way)))[1].split()
        assert (len(days), days[0]) == (43, "2026-12-08")
        client.post(at("plan"), {**PLAN, "days": "\n".join(days)})
        assert Meeting.objects.filter(body__code=BODY, held_on__gte="2026-12-01").count() == 43
        assert "har redan ett sammanträde" in text_of(client.get(at("by_rule"), {**asked, "organ": BODY}))

    def test_a_rule_is_told_what_is_no_working_day_and_who_meets_too(self, wearing):
        client = wearing("SE")
        asked = {"organ": BODY, "fran": "2026-12-01", "till": "2027-01-10", "vilken": ["1", "4", "5"], "veckodag": "4"}
        told = text_of(client.get(at("by_rule"), asked))
        assert "utelämnad: ingen arbetsdag" in told
        thursday = {"organ": BODY, "fran": "2026-11-01", "till": "2026-11-30", "vilken": "1", "veckodag": "3"}
        assert "sammanträder också: Utbildningsnämnden" in text_of(client.get(at("by_rule"), thursday))
        for odd in ({"till": "2026-11-01"}, {"till": "2036-01-01"}, {"veckodag": "9"}, {"vilken": []}):
            assert client.get(at("by_rule"), {**asked, **odd}).status_code == 400
        assert "ger ingen dag" in text_of(client.get(at("by_rule"), {**asked, "till": "2026-12-02"}))
        assert wearing("N", body="un").get(at("by_rule")).status_code == 403

    def test_a_year_by_file_is_shown_first_and_stored_whole(self, wearing):
        client = wearing("SE")
        table = (
            "organ;dag;börjar;plats;slag av sammanträde\nmsn;2027-02-04;13:00;Salen;\nmsn;2027-03-04;13;Salen;extra\n"
        )
        client.post(at("file_upload"), {"file": SimpleUploadedFile("tider.csv", table.encode())})
        assert "4 feb 2027" in text_of(client.get(at("file_plan")))
        assert not Meeting.objects.filter(body__code="msn").exists()
        client.post(at("file_store"), follow=True)
        assert [each.kind for each in Meeting.objects.filter(body__code="msn").order_by("held_on")] == [
            "ordinary",
            "extra",
        ]
        odd = table.replace("13:00", "snart").replace("2027-02", "2027-05")
        client.post(at("file_upload"), {"file": SimpleUploadedFile("tider.csv", odd.encode())})
        assert "ingen tid" in text_of(client.get(at("file_plan")))
        client.post(at("file_store"))
        assert Meeting.objects.filter(body__code="msn").count() == 2
        assert client.get(at("file_template", "csv")).status_code == 200
        assert client.get(at("file_template", "csv").replace("csv", "pdf")).status_code == 404

    def test_a_long_file_is_refused_and_its_faults_are_told_by_the_first_of_them(self, wearing):
        client, row = wearing("SE"), "msn;2027-02-04;snart;Salen;\n"
        for rows, told in ((500, "… och 450 till"), (501, "Högst 500")):
            table = "organ;dag;börjar;plats;slag av sammanträde\n" + row * rows
            file = SimpleUploadedFile("tider.csv", table.encode())
            assert told in text_of(client.post(at("file_upload"), {"file": file}, follow=True))

    @pytest.mark.parametrize(
        ("days", "told"),
        [("2026-13-01", "Rad 1"), ("2027-02-09\n2027-02-10 kväll", "Rad 2"), ("", "days")],
    )
    def test_a_line_that_cannot_be_read_is_told_with_its_number(self, wearing, days: str, told: str):
        answer = wearing("SE").post(at("plan"), {**PLAN, "days": days})
        assert (answer.status_code, told in text_of(answer)) == (400, True)
        assert not Meeting.objects.filter(held_on=DAY).exists()

    def test_finds_what_waits_on_the_work_list(self, wearing):
        told = text_of(wearing("SE").get(reverse("home:tasks")))
        assert "Skriv föredragningslistan och skicka kallelsen: Kultur- och fritidsnämnden 10 november 2026" in told
        assert "Skriv och justera protokollet: Utbildningsnämnden 20 oktober 2026" in told
        assert "Ta ned anslaget om protokollet: Vård- och omsorgsnämnden 21 oktober 2026" in told

    def test_records_at_an_item_and_takes_back_and_no_official_moves(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_WRITTEN)
        row = Paragraph.objects.filter(item__meeting=meeting).order_by("number").last()
        chair, other = [str(each.pk) for each in meeting.attendances.order_by("membership__seat__number")[:2]]
        client.post(at("record", row.pk, "yrkande"), {"mover": chair, "text": "Återremiss.", "seconds": [other]})
        client.post(at("record", row.pk, "omrostning"), {"about": "ja för återremiss", "yes": "6", "no": "5"})
        client.post(at("record", row.pk, "reservation"), {"attendance": other, "text": "Nej."})
        client.post(at("record", row.pk, "jav"), {"attendance": other, "reason": "Släkt."})
        told = text_of(client.get(at("paragraph", row.pk)))
        assert "Anna Lind yrkar: Återremiss." in told
        assert "6 ja, 5 nej" in told
        motion = row.motions.get()
        client.post(at("take_back", row.pk, "yrkande", motion.pk))
        assert "yrkar: Återremiss" not in text_of(client.get(at("paragraph", row.pk)))
        refused = client.post(at("record", row.pk, "yrkande"), {"mover": "99999", "text": "Bifall."})
        assert (refused.status_code, "Tjänstepersoner gör det inte." in text_of(refused)) == (400, True)
        assert client.get(at("record", row.pk, "annat")).status_code == 404
        assert client.post(at("take_back", row.pk, "yrkande", motion.pk)).status_code == 404

    def test_two_who_write_at_once_lose_no_word(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_WRITTEN)
        row = Paragraph.objects.filter(item__meeting=meeting, version=0).first()
        client.post(at("paragraph", row.pk), {"text": "Den ena.", "version": "1"})
        told = text_of(client.post(at("paragraph", row.pk), {"text": "Den andra.", "version": "1"}, follow=True))
        assert "inget är borta" in told
        assert "Den ena." in told
        assert "Den andra." in told
        client.post(at("settle", row.pk, row.other_texts.get().pk))
        assert "Den andra." not in text_of(client.get(at("paragraph", row.pk)))

    def test_an_adjuster_who_was_absent_is_refused_at_the_field(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_WRITTEN)
        said = attended(meeting)
        absent = said["present"].pop()
        answer = client.post(at("attendance", meeting.pk), {**said, "adjusters": [absent]})
        assert (answer.status_code, "var inte där och kan inte justera" in text_of(answer)) == (400, True)

    def test_a_meeting_is_cancelled_and_an_item_leaves_the_agenda_with_its_reason(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_NEXT)
        item = meeting.items.get(standing="delegated")
        client.post(at("remove_item", item.pk), {"reason": "Inga beslut att anmäla."})
        assert "Inga beslut att anmäla." in text_of(client.get(at("meeting", meeting.pk)))
        client.post(at("put_back_item", item.pk))
        client.post(at("move_item", item.pk))
        assert "Inga beslut att anmäla." not in text_of(client.get(at("meeting", meeting.pk)))
        told = text_of(confirmed(client, at("cancel", meeting.pk), {"reason": "Sjukdom."}))
        assert "Sammanträdet är inställt: Sjukdom." in told

    def test_an_item_is_changed_and_two_who_do_it_are_told_of_each_other(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_NEXT)
        item = meeting.items.filter(kind="decision").first()
        page = text_of(client.get(at("change_item", item.pk)))
        assert 'name="version" value="1"' in page
        said = {"title": "Den ena", "kind": "decision", "presenter": "", "area": "", "version": "1"}
        client.post(at("change_item", item.pk), said)
        told = text_of(client.get(at("meeting", meeting.pk)))
        assert "Den ena" in told
        assert "ändrat 2 nov 2026" in told
        answer = client.post(at("change_item", item.pk), {**said, "title": "Den andra"})
        told = text_of(answer)
        assert (answer.status_code, "“Den ena”" in told or "”Den ena”" in told) == (400, True)
        assert 'value="Den andra"' in told
        assert 'name="version" value="2"' in told
        client.post(at("change_item", item.pk), {**said, "title": "Den andra", "version": "2"})
        item.refresh_from_db()
        assert (item.title, item.version) == ("Den andra", 2)

    def test_adjusts_at_once_and_takes_the_notice_down_in_time(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_WRITTEN)
        row = Paragraph.objects.get(item__meeting=meeting, decision_kind="other")
        confirmed(client, at("at_once", row.pk), {})
        assert Decision.objects.get(minuted=row).effective_on == meeting.held_on
        late = held_in_demo(*VON_LATE)
        answer = client.post(at("take_down", late.pk), {"taken_down_on": "2026-11-02", "look": "yes"})
        assert (answer.status_code, "Anslaget är uppe till 17 november 2026" in text_of(answer)) == (400, True)


def word(*paragraphs: str) -> SimpleUploadedFile:
    written, kept = docx.Document(), BytesIO()
    for each in paragraphs:
        written.add_paragraph(each)
    written.save(kept)
    return SimpleUploadedFile("mall.docx", kept.getvalue())


def said_in(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(data)).paragraphs]


class TestOwnTemplates:
    def test_a_template_is_tried_seen_used_and_left(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_ADJUSTED)
        misspelt = client.post(at("templates"), {"kind": "minutes", "file": word("Plats: {{ platts }}")})
        assert (misspelt.status_code, "”platts”" in text_of(misspelt)) == (400, True)
        assert not WordTemplate.objects.exists()
        mall = ("{{ organ }} den {{ datum }}", "{{ paragrafer }}", "{{ justering }}")
        client.post(at("templates"), {"kind": "minutes", "file": word(*mall)})
        row = WordTemplate.objects.get()
        shown = said_in(client.get(at("template_example", row.pk)).content)
        assert shown[0] == "Exempelnämnden den 9 februari 2027"
        assert "§ 2 Ett ärende" in shown
        assert template_for("minutes", "docx") == ""
        client.post(at("use_template", row.pk))
        assert template_for("minutes", "docx") == row.file.sha256
        assert (template_for("minutes", "pdf"), template_for("notice", "docx")) == ("", "")
        reader = acting_as(RESIDENT, (RESIDENT,), today=TODAY, as_of=TODAY, language="sv", account="")
        made = minutes_document(meeting, reader, template=row.file.sha256)
        told = said_in(WRITERS["docx"](from_text(as_text(made))))
        assert told[0].replace("\u00a0", " ") == "Utbildningsnämnden den 22 september 2026"
        assert any("Delårsrapport per augusti" in each for each in told)
        assert told[-1].startswith("Justerat 28")
        assert client.get(at("template", row.pk)).status_code == 200
        client.post(at("retire_template", row.pk))
        assert template_for("minutes", "docx") == ""
        assert text_of(client.get(at("templates"))).count("Produktens egen form.") == 2
        assert client.post(at("use_template", row.pk)).status_code >= 400

    def test_one_of_a_kind_is_used_and_one_waits(self, wearing):
        client = wearing("SE")
        for text in ("{{ plats }}", "I {{ plats }}", "Plats {{ plats }}"):
            client.post(at("templates"), {"kind": "notice", "file": word(text)})
            waiting = WordTemplate.objects.get(used_from=None, retired_on=None)
            if text != "Plats {{ plats }}":
                client.post(at("use_template", waiting.pk))
        rows = WordTemplate.objects.order_by("pk")
        assert [(each.used_from is not None, each.retired_on is not None) for each in rows] == [
            (True, True),
            (True, False),
            (False, False),
        ]
        assert AuditRow.objects.filter(act="use-word-template").count() == 2

    @pytest.mark.parametrize("role", ["CI", "EC", "N"])
    def test_nobody_else_has_to_do_with_them(self, wearing, role: str):
        wearing("SE").post(at("templates"), {"kind": "notice", "file": word("{{ plats }}")})
        pk, client = WordTemplate.objects.get().pk, wearing(role)
        read = [client.get(at(name, *args)) for name, args in (("templates", ()), ("template", (pk,)))]
        read.append(client.get(at("template_example", pk)))
        sent = [client.post(at(name, pk)) for name in ("use_template", "retire_template")]
        assert {each.status_code for each in [*read, *sent]} == {403}


class TestOthers:
    def test_a_member_reads_papers_and_sees_the_next_meeting_on_the_first_page(self, wearing):
        client, meeting = wearing("N", body="un"), held_in_demo(*UN_NEXT)
        told = text_of(client.get(reverse("home:home")))
        assert "Nästa sammanträde: 5 november 2026 kl. 13.00 (6 ärenden, 1 sent)" in told
        told = text_of(client.get(at("meeting", meeting.pk)))
        assert "sent: tillagt 30 okt 2026" in told
        paper = meeting.items.filter(material__isnull=False).first().material.first()
        assert at("paper", paper.pk) in told
        assert at("paper", paper.pk) not in text_of(wearing("CI").get(at("meeting", meeting.pk)))
        assert wearing("CI").get(at("paper", paper.pk)).status_code == 404

    def test_what_stands_on_each_agenda_is_in_the_readers_language(self, wearing):
        client, row = wearing("N", body="un"), Paragraph.objects.filter(item__standing="information").first()
        client.cookies["django_language"] = "en"
        for page in (reverse("home:home"), at("paragraph", row.pk)):
            told = text_of(client.get(page))
            assert "Information from the department" in told
            assert row.item.title not in told

    def test_whoever_adjusts_is_told_and_adjusts(self, wearing):
        client, meeting = wearing("Np", body="un"), held_in_demo(*UN_WRITTEN)
        assert "Justera protokollet: Utbildningsnämnden 20 oktober 2026" in text_of(client.get(reverse("home:tasks")))
        answer = client.post(at("adjust", meeting.pk), {"adjusted_on": "2026-11-01", "look": "yes"})
        assert (answer.status_code, "Paragrafer utan text" in text_of(answer)) == (400, True)

    def test_each_adjuster_confirms_and_the_secretary_enters_who_signed_on_paper(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_WRITTEN)
        for row in Paragraph.objects.filter(item__meeting=meeting, text="", outcome=""):
            client.post(at("paragraph", row.pk), {"text": "Nämnden tar del av saken.", "version": str(row.version + 1)})
        chair, own = wearing("Np", body="un"), at("adjust", meeting.pk)
        assert "adjusted_on" not in text_of(chair.get(own))
        told = text_of(confirmed(chair, own, {}))
        assert "De andra väntas." in told
        held = Adjustment.objects.get(attendance__meeting=meeting)
        assert (held.attendance.leads, held.is_on_paper, held.adjusted_on) == (True, False, TODAY)
        assert "Justera protokollet: Utbildningsnämnden" not in text_of(chair.get(reverse("home:tasks")))
        refused = confirmed(chair, own, {})
        assert (refused.status_code, "har redan bekräftat" in text_of(refused)) == (400, True)
        row = Paragraph.objects.filter(item__meeting=meeting).last()
        answer = client.post(at("paragraph", row.pk), {"text": "Annat.", "version": str(row.version + 1)})
        assert (answer.status_code, "har bekräftat protokollet som det står" in text_of(answer)) == (400, True)
        member = wearing("N", body="un")
        assert member.post(at("take_back_adjustment", meeting.pk, held.pk)).status_code in (403, 404)
        chair.post(at("take_back_adjustment", meeting.pk, held.pk))
        confirmed(chair, own, {})
        page = text_of(client.get(own))
        assert "bekräftat 2 nov 2026" in page
        other = meeting.attendances.get(adjusts=True)
        told = text_of(confirmed(client, own, {"whose": str(other.pk), "adjusted_on": "2026-11-01"}))
        assert "Protokollet är justerat." in told
        assert "(på papper 1 nov 2026)" in text_of(Client().get(at("meeting", meeting.pk)))
        meeting.refresh_from_db()
        assert meeting.adjusted_on == TODAY

    def test_a_head_brings_an_item_to_the_own_body_and_to_no_other(self, wearing):
        client = wearing("FC", department="utbildningsforvaltningen")
        own, other = held_in_demo(*UN_NEXT), held_in_demo("kfn", date(2026, 11, 10))
        client.post(at("add_item", own.pk), {"title": "Nytt ärende", "kind": "information"})
        assert own.items.filter(title="Nytt ärende", told_on=TODAY).exists()
        assert client.post(at("add_item", other.pk), {"title": "Nytt", "kind": "information"}).status_code == 403
        assert client.post(at("notice", own.pk), {"sent_on": "2026-11-02"}).status_code == 403

    def test_a_resident_reads_adjusted_minutes_as_they_are_published_and_no_others(self, wearing):
        adjusted, written = held_in_demo(*UN_ADJUSTED), held_in_demo(*UN_WRITTEN)
        row = Paragraph.objects.get(item__meeting=adjusted, item__case_number="UN 2026/2")
        secretary, client = wearing("SE"), Client()
        secretary.post(at("public_text", row.pk), {"public_text": "Ett namn är utelämnat.", "reason": "Privatperson."})
        told = text_of(client.get(at("meeting", adjusted.pk)))
        assert "Ett namn är utelämnat." in told
        assert "lärartätheten. " not in told
        assert "ser allvarligt på lärartätheten" not in told
        assert "ser allvarligt" not in text_of(client.get(reverse("decisions:decision", args=[row.decision_id])))
        assert client.get(at("paragraph", row.pk)).status_code == 200
        hidden = Paragraph.objects.filter(item__meeting=written).first()
        assert "§" not in text_of(client.get(at("meeting", written.pk))).split("<main")[1].split("Vad gäller här")[0]
        assert [client.get(at(name, hidden.pk)).status_code for name in ("paragraph", "extract_word")] == [404, 404]
        assert client.get(at("minutes_word", written.pk)).status_code == 404

    def test_an_item_leads_to_its_case_and_the_case_to_what_was_decided(self, wearing):
        row = Paragraph.objects.get(item__meeting=held_in_demo(*UN_ADJUSTED), item__case_number="UN 2026/2")
        client, case = wearing("SE"), reverse("registry:case", args=[CaseFile.objects.get(number="UN 2026/2").pk])
        linked = f'<a href="{case}">UN 2026/2</a>'
        assert text_of(client.get(at("meeting", row.item.meeting_id))).count(linked) == 2
        assert linked in text_of(client.get(at("paragraph", row.pk)))
        assert reverse("decisions:decision", args=[row.decision_id]) in text_of(client.get(case))

    @pytest.mark.parametrize("role", ["CI", "EC", "N"])
    def test_nobody_else_writes(self, wearing, role: str):
        client, meeting = wearing(role), held_in_demo(*UN_WRITTEN)
        row, item = Paragraph.objects.filter(item__meeting=meeting).first(), meeting.items.first()
        asked = [
            ("plan", ()),
            ("file", ()),
            *(
                (name, (meeting.pk,))
                for name in ("add_item", "notice", "cancel", "attendance", "adjust", "post", "take_down")
            ),
            *((name, (item.pk,)) for name in ("change_item", "remove_item", "put_back_item", "move_item", "add_paper")),
            *((name, (row.pk,)) for name in ("at_once", "public_text")),
            ("take_back_adjustment", (meeting.pk, 1)),
            ("record", (row.pk, "jav")),
        ]
        assert {client.post(at(name, *args), {}).status_code for name, args in asked} <= {403, 404}

    def test_documents_are_asked_for(self, wearing):
        client, meeting = wearing("SE"), held_in_demo(*UN_ADJUSTED)
        row = Paragraph.objects.filter(item__meeting=meeting).first()
        names = ("notice_word", "notice_pdf", "minutes_word", "minutes_pdf")
        assert {client.get(at(name, meeting.pk)).status_code for name in names} <= {200, 202, 429}
        assert {client.get(at(name, row.pk)).status_code for name in ("extract_word", "extract_pdf")} <= {200, 202, 429}
        assert Client().get(at("notice_word", held_in_demo("kfn", date(2026, 11, 10)).pk)).status_code == 404


@pytest.mark.parametrize("role", ["", "SE", "UN"])
def test_an_earlier_day_shows_what_was_known_then_and_nothing_that_came_later(role, wearing, client):
    meeting = held_in_demo(*UN_ADJUSTED)
    reader = wearing(role) if role else client
    page, planned = at("meeting", meeting.pk), {"per": "2026-09-01"}
    told = text_of(reader.get(page, planned))
    for words in ("Justerat", "Anslag", ">Protokoll<", ">Föredragningslista<"):
        assert words not in told, words
    row = Paragraph.objects.filter(item__meeting=meeting).first()
    for name, pk in (("paragraph", row.pk), ("minutes_word", meeting.pk), ("notice_pdf", meeting.pk)):
        assert reader.get(at(name, pk), planned).status_code == 404
    between = {"per": "2026-09-23"}
    noticed = text_of(reader.get(page, between))
    assert ">Föredragningslista<" in noticed
    assert "Justerat" not in noticed
    assert reader.get(at("paragraph", row.pk), between).status_code == 404
    assert reader.get(page, {"per": "2020-01-01"}).status_code == 404
    assert "Justerat" in text_of(reader.get(page))
