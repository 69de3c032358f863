"""A report's way by the pages: opened, written by two, handed in, taken up, delivered and valued; and the answers
that change with it (MR-14, MR-31)."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Assignment
from spelregler.apps.followup.files import keeping
from spelregler.apps.followup.files.keeping import keep_documents
from spelregler.apps.followup.models import HandedIn, Occasion, Report, Valuation
from spelregler.config import nightly
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import AttachmentRefused, digest_of, place_of
from spelregler.platform.findings import Wanted, answers
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
UTB, UNIT = "utbildningsforvaltningen", "oxeloskolan"
OPENED = {
    "kind": "tertial",
    "title": "Lägesrapport",
    "first": "2026-09-01",
    "last": "2026-10-31",
    "units_by": "2026-11-02",
    "due_on": "2026-11-02",
    "top": "",
    "top_by": "",
}


def page(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def answer_of(clause: str, body: str):
    (found,) = answers(Wanted(clauses=[clause], places=[("committee", body)]), as_of=TODAY)
    return found


def report(level: str, occasion: Occasion, **of: str) -> int:
    return Report.objects.get(occasion=occasion, level=level, **of).pk


def write(client, pk: int, text: str, place: int = 0) -> str:
    """What stands in the form is sent back with a text in one of its sections."""
    form = text_of(client.get(page("write", pk)))
    names = re.findall(r'name="(text-\d+)"', form)
    sent = dict(re.findall(r'name="(version-\d+)" value="(\d+)"', form))
    sent |= dict.fromkeys(names, "")
    held = re.findall(r'<textarea name="(text-\d+)"[^>]*>\s*([^<]*)</textarea>', form)
    sent |= {name: text.strip() for name, text in held} | {names[place]: text}
    return text_of(client.post(page("write", pk), sent, follow=True))


def hand_in(client, pk: int) -> None:
    assert client.post(page("hand_in", pk), {"look": "done"}).status_code == 302


@pytest.fixture
def occasion(wearing) -> Occasion:
    wearing("CT").post(page("open"), OPENED)
    return Occasion.objects.get(title="Lägesrapport")


def test_it_goes_from_the_unit_to_the_body_and_is_valued(wearing, occasion):
    manager = wearing("EC", unit=UNIT)
    head, secretary, chair = wearing("FC", department=UTB), wearing("SE"), wearing("Np", body="un")
    own, above = report("unit", occasion, unit__code=UNIT), report("department", occasion, department__code=UTB)

    assert "Skriv rapporten: Lägesrapport" in text_of(manager.get(reverse("home:tasks")))
    told = write(manager, own, "Frånvaron minskar.", place=1)
    assert "Frånvaron minskar." in told
    assert "78 500 tkr" in told
    assert chair.get(page("report", own)).status_code == 403
    hand_in(manager, own)

    assert "1 av 10" in text_of(head.get(page("occasion", occasion.pk)))
    assert "inne sedan" in text_of(head.get(page("occasion", occasion.pk) + f"?forvaltning={UTB}"))
    kept = HandedIn.objects.get(report=own).texts.get(text="Frånvaron minskar.")
    head.post(page("take_up", above, kept.pk))
    hand_in(head, above)
    told = text_of(chair.get(page("report", above)))
    assert "Frånvaron minskar." in told
    assert "Oxelöskolan" in told
    assert "Frånvaron minskar." in text_of(chair.get(page("report", own)))
    assert wearing("CI").get(page("report", above)).status_code == 403

    said = {"outcome": "satisfied", "reason": "", "decided_on": "2026-11-02", "paragraph": "300"}
    said |= {"addressee": "", "text": "", "due_on": "", "look": "done"}
    assert secretary.post(page("value", above), said).status_code == 302
    told = text_of(wearing("CI").get(page("report", above)))
    assert "Organet är nöjt" in told
    assert wearing("CI").get(page("report", own)).status_code == 403


def test_a_long_list_is_turned_within_the_department_that_was_chosen(wearing, occasion, monkeypatch):
    monkeypatch.setattr("spelregler.apps.followup.pages.occasion.views.ROWS", 2)
    client, address = wearing("CT"), page("occasion", occasion.pk)
    told = text_of(client.get(address, {"forvaltning": UTB}))
    assert "Utbildningsförvaltningen</a>" in told, "its own report stands before those of its units"
    assert f"?forvaltning={UTB}&amp;sida=2" in told
    assert client.get(address, {"forvaltning": UTB, "sida": "99"}).context["rows"]


def test_the_answers_change_with_what_the_body_says(wearing):
    assert answer_of("MR-14", "kfn").status == "breach"
    assert answer_of("MR-14", "un").status == "attention"
    waits = Report.objects.get(occasion__kind="interim", level="department", department__code=UTB).pk
    secretary = wearing("SE")
    assert "För in vad Utbildningsnämnden sa om rapporten" in text_of(secretary.get(reverse("home:tasks")))
    said = {"outcome": "acts", "reason": "Målet nås inte.", "decided_on": "2026-10-27", "paragraph": "301"}
    said |= {"addressee": "", "text": "", "due_on": "", "look": "done"}
    assert secretary.post(page("value", waits), said).status_code == 400
    said |= {"addressee": "chef-utbildningsforvaltningen", "text": "En plan för behöriga lärare."}
    assert secretary.post(page("value", waits), said).status_code == 400
    assert secretary.post(page("value", waits), said | {"due_on": "2027-01-15"}).status_code == 302
    assert Assignment.objects.get(text="En plan för behöriga lärare.").decision.paragraph == "301"
    assert answer_of("MR-14", "un").status == "kept"


def test_what_is_not_delivered_in_time_breaks_the_rule_and_is_mended_late(wearing):
    assert answer_of("MR-31", "un").status == "kept"
    wearing("SE").post(page("open"), OPENED | {"units_by": "2026-10-20", "due_on": "2026-10-28"})
    occasion = Occasion.objects.get(title="Lägesrapport")
    found = answer_of("MR-31", "un")
    assert (found.status, found.expected_of) == ("breach", "FC")
    head, above = wearing("FC", department=UTB), report("department", occasion, department__code=UTB)
    write(head, above, "Sent men klart.")
    hand_in(head, above)
    found = answer_of("MR-31", "un")
    assert (found.status, found.inputs["days_late"]) == ("attention", 5)


def test_two_who_write_at_once_see_both_texts(wearing, occasion):
    manager, pk = wearing("EC", unit=UNIT), report("unit", occasion, unit__code=UNIT)
    form = text_of(manager.get(page("write", pk)))
    names, sent = re.findall(r'name="(text-\d+)"', form), dict(re.findall(r'name="(version-\d+)" value="(\d+)"', form))
    first, second = (sent | dict.fromkeys(names, "") | {names[0]: text} for text in ("Ett.", "Två."))
    manager.post(page("write", pk), first)
    told = text_of(manager.post(page("write", pk), second, follow=True))
    assert "Ett." in told
    assert "Två." in told
    assert "finns i avsnittet" in told
    settle = re.search(r'action="([^"]+/text/\d+/)"', told)[1]
    assert "Två." not in text_of(manager.post(settle, follow=True))


def test_it_is_returned_and_corrected_and_each_version_stays(wearing, occasion):
    manager, head = wearing("EC", unit=UNIT), wearing("FC", department=UTB)
    pk = report("unit", occasion, unit__code=UNIT)
    write(manager, pk, "För kort.")
    hand_in(manager, pk)
    assert head.post(page("return", pk), {"reason": " "}).status_code == 400
    head.post(page("return", pk), {"reason": "Skriv om målen."})
    assert "Skriv om målen." in text_of(manager.get(reverse("home:tasks")))
    write(manager, pk, "Målen nås.")
    hand_in(manager, pk)
    manager.post(page("correct", pk), {"reason": "Fel mål."})
    write(manager, pk, "Målen nås nästan.")
    hand_in(manager, pk)
    told = text_of(head.get(page("report", pk)))
    assert "Rättelse: Fel mål." in told
    assert "Målen nås." in text_of(head.get(page("version", pk, 2)))


def test_what_was_returned_is_read_by_who_follows_the_report_alone(wearing, occasion):
    head, chair = wearing("FC", department=UTB), wearing("Np", body="un")
    pk = report("department", occasion, department__code=UTB)
    write(head, pk, "Det första.")
    hand_in(head, pk)
    head.post(page("correct", pk), {"reason": "Fel mål."})
    write(head, pk, "Det andra.")
    hand_in(head, pk)
    assert wearing("KC").post(page("return", pk), {"reason": "Skriv om ekonomin."}).status_code == 302

    told = text_of(head.get(page("report", pk)))
    assert "Skriv om ekonomin." in told
    assert page("version", pk, 2) in told
    assert head.get(page("version", pk, 2)).status_code == 200
    told = text_of(chair.get(page("report", pk)))
    assert "Det första." in told
    assert page("version", pk, 1) in told
    assert "Skriv om ekonomin." not in told
    assert page("version", pk, 2) not in told
    assert chair.get(page("version", pk, 2)).status_code == 404


def test_what_was_handed_in_is_kept_as_files_by_their_digest(wearing, occasion):
    head, pk = wearing("FC", department=UTB), report("department", occasion, department__code=UTB)
    write(head, pk, "Det här såg nämnden.")
    hand_in(head, pk)
    assert head.get(page("kept_file", pk, 1, "pdf")).status_code == 404
    assert keep_documents.call() >= 1
    row = HandedIn.objects.select_related("word", "pdf").get(report=pk)
    for file in (row.word, row.pdf):
        assert digest_of(place_of(file.sha256)) == file.sha256
    assert b"".join(head.get(page("kept_file", pk, 1, "pdf")).streaming_content).startswith(b"%PDF")
    assert wearing("EM").get(page("kept_file", pk, 1, "word")).status_code == 403


def test_a_document_that_is_refused_stops_no_other_and_is_made_in_the_night(wearing, occasion, monkeypatch):
    head, manager = wearing("FC", department=UTB), wearing("EC", unit=UNIT)
    pks = report("unit", occasion, unit__code=UNIT), report("department", occasion, department__code=UTB)
    for client, pk in zip((manager, head), pks, strict=True):
        write(client, pk, "Det går bra.")
        hand_in(client, pk)
    kept, refused = keeping.keep_document, HandedIn.objects.get(report=pks[0])

    def keep(*, handed_in, **more):
        if handed_in == refused:
            raise AttachmentRefused(Words("The file is empty."), way=Words("Choose another."))
        return kept(handed_in=handed_in, **more)

    lacking = HandedIn.objects.filter(report__in=pks, pdf__isnull=True)
    with monkeypatch.context() as away:
        away.setattr(keeping, "keep_document", keep)
        keep_documents.call()
    assert list(lacking) == [refused]
    assert nightly.PARTS["reports"]() == "1 kept"
    assert not lacking.all().exists()


def test_the_template_is_the_municipalitys(wearing, occasion):
    controller = wearing("CT")
    controller.post(
        page("new_section", occasion.pk), {"title": "Likvärdighet", "instruction": "Kort.", "figures": "goals"}
    )
    assert "Likvärdighet" in text_of(controller.get(page("template", occasion.pk)))
    section = occasion.sections.get(title="Likvärdighet")
    controller.post(page("section", section.pk), {"title": "Lika villkor", "instruction": "", "figures": "none"})
    assert "Lika villkor" in text_of(
        wearing("EC", unit=UNIT).get(page("write", report("unit", occasion, unit__code=UNIT)))
    )
    controller.post(page("drop_section", section.pk))
    assert occasion.sections.filter(title="Lika villkor").count() == 0
    own = report("unit", occasion, unit__code=UNIT)
    kept = occasion.sections.first()
    assert page("drop_section", kept.pk) in text_of(controller.get(page("template", occasion.pk)))
    manager = wearing("EC", unit=UNIT)
    manager.post(page("write", own), {f"text-{kept.pk}": "Det går bra.", f"version-{kept.pk}": "1"})
    hand_in(manager, own)
    told = text_of(controller.get(page("template", occasion.pk)))
    assert page("drop_section", kept.pk) not in told, "it stands once a report is handed in by it"
    assert page("new_section", occasion.pk) not in told


def test_what_the_year_asks_for_is_proposed(wearing):
    told = text_of(wearing("CT").get(page("reports")))
    address = re.search(r'href="([^"]*tillfalle=activity-report[^"]*)"', told)[1].replace("&amp;", "&")
    form = text_of(wearing("CT").get(address))
    assert 'value="Årsrapport 2026"' in form
    assert 'value="2026-01-01"' in form


@pytest.mark.parametrize("role", ["CI", "KC", "UN", "HR", "EM", "N"])
def test_others_open_and_write_and_value_nothing(wearing, role):
    client, waits = (
        wearing(role),
        Report.objects.get(occasion__kind="interim", department__code=UTB, level="department"),
    )
    own = Report.objects.get(occasion__kind="monthly", unit__code=UNIT)
    section = own.occasion.sections.first()
    assert client.get(page("reports")).status_code == 200
    assert client.get(page("occasion", own.occasion_id)).status_code == 200
    assert client.get(page("template", own.occasion_id)).status_code == 200
    for address in (
        page("open"),
        page("new_section", own.occasion_id),
        page("section", section.pk),
        page("value", waits.pk),
        page("write", own.pk),
        page("hand_in", own.pk),
        page("correct", own.pk),
        page("return", own.pk),
    ):
        assert client.get(address).status_code == 403, address
    taken = (
        page("take_up", own.pk, 1),
        page("let_go", own.pk, 1),
        page("settle", own.pk, 1),
        page("drop_section", section.pk),
    )
    for address in taken:
        assert client.post(address).status_code == 403, address
    assert not Valuation.objects.filter(handed_in__report=waits).exists()
