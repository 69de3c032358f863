"""What did we get for the money: the page, the Word document and the PDF show the same, each to whom it may."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from docx.oxml.ns import qn
from pypdf import PdfReader

from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.goals.models import Goal, Measurement
from spelregler.exchange.documents.tests.test_documents import tags
from spelregler.platform import documents, heartbeat

pytestmark = pytest.mark.django_db
CODE = "un"
PAGE, WORD, PDF = (reverse(f"followup:{name}", args=[CODE]) for name in ("committee", "word", "pdf"))


def plain(html: str) -> str:
    text = re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main")[0])
    return re.sub(r"\s+", " ", text.replace("&nbsp;", " ").replace("\xa0", " "))


def page_of(client) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def fetched(settings, tmp_path, the_worker_works):
    """The file behind an address, once the worker has made it."""
    settings.HOME = tmp_path

    def file(client, address: str):
        waits = client.get(address)
        assert (waits.status_code, waits.headers["Content-Type"]) == (202, "text/html; charset=utf-8")
        the_worker_works()
        return client.get(address)

    return file


def read(answer) -> BytesIO:
    return BytesIO(b"".join(answer.streaming_content))


def decided_goals() -> int:
    return Goal.objects.filter(body__code=CODE, level="committee", decision__isnull=False).count()


class TestThePage:
    @pytest.mark.once
    def test_a_resident_reads_frame_outcome_forecast_and_deviation_with_date_and_source(self, wearing):
        text = plain(page_of(wearing("CI")))
        for words in ("Ram för året 372 000 tkr", "Utfall hittills 310 347 tkr 31 oktober 2026 redovisningen"):
            assert words in text, words
        assert "Prognos för året 379 812 tkr 28 oktober 2026 nämndens egen" in text
        assert "−7 812 tkr" in text

    @pytest.mark.once
    def test_every_decided_goal_of_the_committee_stands_there_with_its_state(self, wearing):
        html = page_of(wearing("N"))
        goals = Goal.objects.filter(body__code=CODE, level="committee", decision__isnull=False)
        assert goals.count() >= 3
        for goal in goals:
            assert reverse("goals:goal", args=[goal.code]) in html

    @pytest.mark.once
    def test_it_says_that_nothing_is_said_of_cause(self, wearing):
        assert "Sidan säger inte att det ena är orsak till det andra" in page_of(wearing("Np")).replace("\n", " ")

    @pytest.mark.both
    def test_a_proposal_is_no_goal_and_is_left_out(self, wearing):
        goal = Goal.objects.filter(body__code=CODE, level="committee", decision__isnull=False).order_by("pk")[0]
        Goal.objects.filter(pk=goal.pk).update(decision=None)
        for role in ("CI", "Np", "FC"):
            assert reverse("goals:goal", args=[goal.code]) not in page_of(wearing(role))

    @pytest.mark.once
    def test_no_picture_has_an_inline_style(self, wearing):
        assert "style=" not in page_of(wearing("CI")).split("<main")[1]

    @pytest.mark.once
    @pytest.mark.parametrize("name", ["committee", "word", "pdf"])
    def test_a_committee_that_is_not_there_is_not_there(self, wearing, name):
        assert wearing("CI").get(reverse(f"followup:{name}", args=["ingen"])).status_code == 404

    @pytest.mark.once
    def test_the_number_of_queries_does_not_grow_with_the_units(self, wearing):
        client, counts = wearing("CI"), {}
        client.get(PAGE)
        for code in ("un", "kfn"):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse("followup:committee", args=[code])).status_code == 200
            counts[code] = len(seen)
        assert UnitFrame.objects.filter(committee_frame__body__code="un").count() > 2
        assert counts["un"] <= counts["kfn"] + 1


class TestTheDocuments:
    @pytest.mark.once
    def test_word_holds_the_pictures_words_and_tables_of_the_page(self, wearing, fetched):
        client = wearing("CI")
        html = page_of(client)
        answer = fetched(client, WORD)
        assert "uppfoljning-un-2026-11-02.docx" in answer["Content-Disposition"]
        word = docx.Document(read(answer))
        alts = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
        assert len(alts) == 2 + decided_goals()
        assert sum(alt.startswith("Tråden uppifrån och ner") for alt in alts) == decided_goals()
        for alt in alts:
            assert alt.replace("\xa0", " ") in plain(html)
        for table in word.tables:
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            for row in table.rows[1:]:
                for cell in row.cells:
                    assert cell.text.replace("\xa0", " ") in plain(html)
        headings = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
        assert headings == ["Pengarna", "Målen", "Enheter"]

    @pytest.mark.once
    def test_pdf_holds_the_pictures_words_of_the_page_and_is_tagged(self, wearing, fetched):
        client = wearing("CI")
        html = page_of(client)
        reader = PdfReader(read(fetched(client, PDF)))
        found = tags(reader)
        alts = [alt for name, alt in found if name == "/Figure"]
        assert len(alts) == 2 + decided_goals()
        assert sum(alt.startswith("Tråden uppifrån och ner") for alt in alts) == decided_goals()
        for alt in alts:
            assert alt.replace("\xa0", " ") in plain(html)
        assert [name for name, _alt in found].count("/Table") == 5 + decided_goals()
        text = "".join(page.extract_text() for page in reader.pages).replace("\xa0", " ")
        for figure in ("372 000 tkr", "310 347 tkr", "379 812 tkr"):
            assert figure in text

    @pytest.mark.once
    def test_an_english_reader_gets_an_english_document(self, wearing, fetched):
        client = wearing("CI")
        client.cookies["django_language"] = "en"
        reader = PdfReader(read(fetched(client, PDF)))
        assert str(reader.trailer["/Root"]["/Lang"]).startswith("en")


@pytest.mark.both
def test_a_value_about_few_cases_is_said_to_be_hidden_on_the_page_and_in_both_papers(wearing, fetched):
    client = wearing("CI")
    assert "dold, för få" not in plain(page_of(client))
    Measurement.objects.filter(indicator__code="trygghet-elever").update(numerator=3, denominator=4)
    word = docx.Document(read(fetched(client, WORD)))
    pdf = PdfReader(read(fetched(client, PDF)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "dold, för få" in plain(page_of(client))
    assert "dold, för få" in cells
    assert "dold, för få" in "".join(page.extract_text() for page in pdf.pages)


class TestADocumentOnItsWay:
    @pytest.mark.once
    def test_the_page_tells_how_far_it_is_and_leads_to_the_file_with_and_without_scripts(
        self, wearing, fetched, the_worker_works
    ):
        client = wearing("CI")
        told = client.get(PDF).content.decode()
        assert "Ingen arbetare är igång" in told
        assert f'href="{PDF}"' in told
        with heartbeat.beating("one"):
            assert "står på tur" in client.get(PDF).content.decode()
            assert "1 annat görs först" in client.get(WORD).content.decode()
        the_worker_works()
        by_script = client.get(PDF, headers={"HX-Request": "true"})
        assert by_script.status_code == 200
        assert "Hämta dokumentet" in by_script.content.decode()
        assert "hx-get" not in by_script.content.decode().split("<main")[1]
        assert read(client.get(PDF)).read(4) == b"%PDF"

    @pytest.mark.once
    def test_what_says_the_same_is_made_once_for_everybody(self, wearing, fetched):
        first = fetched(wearing("CI"), PDF)
        assert read(wearing("N").get(PDF)).read() == read(first).read()
        assert DBTaskResult.objects.filter(task_path__endswith="make_document").count() == 1

    @pytest.mark.once
    def test_one_who_asks_for_many_is_told_to_wait_and_others_are_not(self, wearing, fetched):
        client, days = wearing("CI"), ("2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04")
        answers = [client.get(PDF, {"per": day}) for day in days]
        assert [each.status_code for each in answers] == [202, 202, 202, 429]
        assert answers[-1].headers["Retry-After"] == "10"
        assert "väntar redan på 3 dokument" in answers[-1].content.decode()
        assert wearing("N").get(PDF, {"per": days[-1]}).status_code == 202

    @pytest.mark.once
    def test_when_many_wait_the_next_is_told_to_come_back(self, wearing, fetched, monkeypatch):
        monkeypatch.setattr(documents, "MOST_WAITING", 1)
        client = wearing("CI")
        assert client.get(PDF).status_code == 202
        answer = client.get(WORD)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")

    @pytest.mark.once
    def test_one_that_cannot_be_made_is_said_to_be_so(self, wearing, fetched, monkeypatch):
        monkeypatch.setitem(documents.WRITERS, "pdf", lambda report: 1 / 0)
        assert "gick inte att göra" in fetched(wearing("CI"), PDF).content.decode()


def test_with_many_units_a_page_tells_the_same_of_those_it_shows(client, monkeypatch):
    """Then threads and the computed band are left out; goals, money and units are the same."""

    def told() -> tuple[str, str]:
        text = plain(page_of(client))
        return text[text.index("Pengarna") : text.index("Utfall månad")], text[text.rindex("Enheter") :]

    few = told()
    monkeypatch.setattr("spelregler.apps.followup.queries.account.MOST_TOGETHER", 0)
    assert told() == few
    assert "Mål som nåtts" in few[1]
