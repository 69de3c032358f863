"""The municipality's archive is taken out, and read where it is brought: word for word, never mixed with one's own."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spelregler.apps.archive.files.own_archive import write_own
from spelregler.apps.archive.models import BroughtArchive
from spelregler.apps.archive.queries import place_of
from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation.models import Evidence
from spelregler.apps.frames.models import Forecast
from spelregler.apps.goals.models import Indicator, Measurement, SmallNumbers
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.apps.policy.models import Adoption, Finding
from spelregler.cli import program
from spelregler.exchange.archive import (
    ADOPTIONS,
    DECISIONS,
    FORECASTS,
    VALUES,
    answers_in,
    contents_of,
    faults,
    looked_at,
    write,
)
from spelregler.platform import clock
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.tests.worker import let_the_worker_work
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 protokoll"


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings):
    settings.HOME, settings.SPELREGLER_SCAN_COMMAND = tmp_path, ""


@pytest.fixture
def with_a_file(wearing) -> Evidence:
    """A piece of evidence with a file, that the archive has to take with it."""
    page = reverse("evaluation:assess", args=["enhet", "oxeloskolan", "MR-40"])
    said = {
        "state": "kept", "reason": "Alla policyer är genomgångna.", "title": "Genomgång", "dated_on": "2026-10-30",
        "about_from": "2026-01-01", "about_to": "2026-11-02", "holds_to": "2027-03-31",
        "file": SimpleUploadedFile("Genomgång.pdf", PDF, content_type="application/pdf"),
    }  # fmt: skip
    assert wearing("EC", unit="oxeloskolan").post(page, said).status_code == 302
    return Evidence.objects.get(title="Genomgång")


def asked_for(client: Client) -> str:
    """Where the archive that was asked for is waited for."""
    answer = client.post(reverse("archive:take_out"))
    assert answer.status_code == 302
    return answer["Location"]


def taken_out(client: Client) -> bytes:
    """Asked for, made by the worker and fetched."""
    page = asked_for(client)
    let_the_worker_work()
    assert f"{page}fil/" in text_of(client.get(page))
    answer = client.get(f"{page}fil/")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def looked_through(client: Client, data: bytes) -> str:
    """What the page says once the worker has looked the archive through."""
    sent = {"file": SimpleUploadedFile("arkiv.zip", data, content_type="application/zip")}
    answer = client.post(reverse("archive:bring"), sent)
    assert answer.status_code == 302
    let_the_worker_work()
    return text_of(client.get(answer["Location"]))


def brought(client: Client, data: bytes) -> BroughtArchive:
    told = looked_through(client, data)
    row = BroughtArchive.objects.latest("pk")
    assert reverse("archive:one", args=[row.pk]) in told
    return row


def test_what_is_taken_out_is_read_back_equal_and_written_again_as_the_same_bytes(wearing, with_a_file, tmp_path):
    data = taken_out(wearing("KC"))
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found = looked_at(path)
    assert faults(found, most=5) == []
    again = io.BytesIO()
    write(again, contents_of(found))
    assert again.getvalue() == data
    assert (
        sum(told["rows"] for name, told in found.parts.items() if name.startswith("answers/"))
        == Finding.objects.count()
    )
    stored = Finding.objects.filter(clause="MR-42", scope_kind="unit").order_by("seen_from", "scope").first()
    first = next(row for row in found.rows(answers_in("MR-42")) if row["place"]["code"] == stored.scope)
    assert (first["reason_sv"], first["inputs"], first["parameters"]) == (
        stored.reason_sv, stored.inputs, stored.parameters,
    )  # fmt: skip
    assert [row["digest"] for row in found.rows(ADOPTIONS)] == [
        each.digest for each in Adoption.objects.order_by("start")
    ]


def test_two_that_are_taken_out_differ_in_the_time_alone(wearing, with_a_file):
    one, other = io.BytesIO(), io.BytesIO()
    write_own(one, as_of=TODAY, made_at=clock.now())
    write_own(other, as_of=TODAY, made_at=clock.now().replace(year=2027))
    before, after = ({each.filename: each.CRC for each in zipfile.ZipFile(data).infolist()} for data in (one, other))
    assert {name for name in before if before[name] != after[name]} == {"manifest.json"}


def test_another_installation_reads_it_with_answers_words_and_files(wearing, with_a_file, tmp_path, settings):
    data = taken_out(wearing("RE"))
    settings.HOME = tmp_path / "another"
    reader = wearing("RE")
    row = brought(reader, data)
    assert (row.name, row.as_of, place_of(row.sha256).read_bytes()) == ("Oxelösund (demo)", TODAY, data)
    shown = text_of(reader.get(reverse("archive:one", args=[row.pk])))
    assert "oxelosund" in shown
    assert "Chefspolicy" in shown
    rule = text_of(reader.get(reverse("archive:rule", args=[row.pk, "MR-40"])))
    assert "Alla policyer är genomgångna." in rule
    assert "Genomgång" in rule
    saved = reader.get(reverse("archive:file", args=[row.pk, with_a_file.file.sha256]))
    assert (b"".join(saved.streaming_content), saved["Content-Security-Policy"]) == (PDF, "sandbox; default-src 'none'")
    held = Finding.objects.filter(clause="MR-42", seen_to=None, status="breach").first()
    assert held.scope_name in text_of(reader.get(reverse("archive:rule", args=[row.pk, "MR-42"])))


def made_later(data: bytes) -> bytes:
    """The same, taken out a minute after."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            content = old.read(each)
            if each.filename == "manifest.json":
                head = json.loads(content)
                content = json.dumps({**head, "made_at": "2027-01-01T08:00:00+00:00"}, ensure_ascii=False).encode()
            new.writestr(each.filename, content)
    return out.getvalue()


def test_taking_it_out_leaves_a_row_in_the_trail(wearing):
    taken_out(wearing("KC"))
    row = AuditRow.objects.latest("pk")
    assert (row.act, row.subject) == ("take-out-archive", str(TODAY))


def test_it_stays_as_it_was_when_the_municipality_goes_on(wearing, tmp_path):
    reader = wearing("RE")
    row = brought(reader, taken_out(reader))
    Finding.objects.filter(clause="MR-42").update(reason_sv="Något helt annat.")
    assert "Något helt annat." not in text_of(reader.get(reverse("archive:rule", args=[row.pk, "MR-42"])))
    assert set(row.standing["MR-42"]) <= {"breach", "attention", "kept", "not_assessed"}


def changed(data: bytes) -> bytes:
    """The archive with other answers about one rule than its manifest knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            content = old.read(each)
            new.writestr(
                each.filename, content.replace(b'"breach"', b'"kept"') if "MR-42" in each.filename else content
            )
    return out.getvalue()


@pytest.mark.parametrize("command", ["check", "bring"])
def test_the_program_tells_part_and_row_as_the_page_does(wearing, tmp_path, command):
    file = tmp_path / "a.zip"
    file.write_bytes(changed(taken_out(wearing("KC"))))
    told = CliRunner().invoke(program, ["archive", command, str(file)])
    assert told.exit_code in (1, 2)
    assert "answers/MR-42.jsonl:0: " in told.output
    assert not BroughtArchive.objects.exists()


def test_a_changed_archive_is_refused_with_part_and_row_and_nothing_is_kept(wearing, tmp_path):
    reader = wearing("SE")
    data = taken_out(wearing("KC"))
    assert "answers/MR-42.jsonl" in looked_through(reader, changed(data))
    assert "inget arkiv" in looked_through(reader, b"ett brev")
    assert reader.post(reverse("archive:bring"), {"file": SimpleUploadedFile("a.zip", b"")}).status_code == 400
    assert not BroughtArchive.objects.exists()
    assert not (tmp_path / "archives").exists()


def test_the_same_is_brought_once_and_can_be_put_away(wearing):
    reader = wearing("SE")
    data = taken_out(wearing("KC"))
    row = brought(reader, data)
    assert "redan inläst" in looked_through(reader, data)
    assert "redan inläst" in looked_through(reader, made_later(data))
    assert BroughtArchive.objects.count() == 1
    lies = place_of(row.sha256)
    assert lies.is_file()
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert reader.post(reverse("archive:put_away", args=[row.pk])).status_code == 302
    assert not lies.exists()
    assert reader.get(reverse("archive:one", args=[row.pk])).status_code == 404


def test_others_neither_take_it_out_nor_read_one(wearing):
    page = asked_for(wearing("KC"))
    let_the_worker_work()
    row = brought(wearing("KC"), b"".join(wearing("KC").get(f"{page}fil/").streaming_content))
    pages = {reverse(f"archive:{name}") for name in ("list", "bring")} | {page, f"{page}fil/"}
    pages |= {reverse("archive:one", args=[row.pk]), reverse("archive:rule", args=[row.pk, "MR-42"])}
    for role in ("CI", "EC", "FC", "N", "HR", "UN", "CT"):
        client = wearing(role)
        assert {each for each in pages if client.get(each).status_code != 403} == set(), role
        assert client.post(reverse("archive:take_out")).status_code == 403, role


def test_the_secretary_brings_and_reads_and_does_not_take_out(wearing):
    secretary = wearing("SE")
    assert "Gör arkivet" not in text_of(secretary.get(reverse("archive:list")))
    assert secretary.post(reverse("archive:take_out")).status_code == 403
    assert reverse("archive:list") in text_of(secretary.get(reverse("policy:documents")))


def test_it_is_made_by_the_worker_and_whoever_waits_is_led_to_the_same(wearing, tmp_path):
    chief = wearing("KC")
    page = asked_for(chief)
    assert "Arkivet görs" in text_of(chief.get(page))
    assert chief.get(f"{page}fil/").status_code == 404
    assert asked_for(chief) == page
    assert not AuditRow.objects.filter(act="take-out-archive").exists()
    let_the_worker_work()
    assert AuditRow.objects.filter(act="take-out-archive").count() == 1
    assert asked_for(chief) != page, "a new one is made once the first is done"


def test_it_is_fetched_by_nobody_else_and_not_once_it_is_gone(wearing, tmp_path):
    chief, auditor = wearing("KC"), wearing("RE")
    page = asked_for(chief)
    let_the_worker_work()
    assert auditor.get(page).status_code == auditor.get(f"{page}fil/").status_code == 404
    for made in (tmp_path / "made").iterdir():
        made.unlink()
    assert chief.get(f"{page}fil/").status_code == 404
    assert "inte kvar" in text_of(chief.get(page))


def test_one_that_cannot_be_made_says_so_and_leaves_no_piece(wearing, tmp_path, monkeypatch):
    monkeypatch.setattr("spelregler.exchange.limits.ARCHIVE_PARTS", 3)
    chief = wearing("KC")
    page = asked_for(chief)
    let_the_worker_work()
    assert "större än" in text_of(chief.get(page))
    assert list((tmp_path / "made").iterdir()) == []
    assert not AuditRow.objects.filter(act="take-out-archive").exists()


def test_what_answers_rest_on_is_in_it_by_number_and_read_by_place(wearing, tmp_path):
    reader = wearing("RE")
    of_few = Measurement.objects.create(
        indicator=Indicator.objects.filter(small_numbers=SmallNumbers.CASES).first(),
        value=50,
        numerator=1,
        denominator=2,
        period_start=date(1990, 1, 1),
        period_end=date(1991, 1, 1),
        recorded_on=TODAY,
    )
    data = taken_out(reader)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found = looked_at(path)
    forecasts = {row["number"]: row for row in found.rows(FORECASTS)}
    stored = Forecast.objects.filter(unit__code="oxeloskolan").latest("pk")
    assert len(forecasts) == Forecast.objects.count()
    assert (forecasts[stored.pk]["place"]["code"], forecasts[stored.pk]["amount_ore"]) == (
        "oxeloskolan", stored.amount_ore,
    )  # fmt: skip
    assert {row["number"] for row in found.rows(DECISIONS)} == set(
        Decision.objects.filter(decided_on__lte=TODAY).values_list("pk", flat=True)
    )
    hidden = set(hidden_measurements(indicators=Indicator.objects.values("pk"), as_of=TODAY))
    values = {row["number"] for row in found.rows(VALUES)}
    assert of_few.pk in hidden
    assert values == set(Measurement.objects.filter(recorded_on__lte=TODAY).values_list("pk", flat=True)) - hidden
    row = brought(reader, data)
    assert reverse("archive:behind", args=[row.pk, "prognoser"]) in text_of(
        reader.get(reverse("archive:rule", args=[row.pk, "MR-42"]))
    )
    for table, words in (("beslut", "Kommunfullmäktige"), ("prognoser", "Oxelöskolan"), ("varden", "Oxelöskolan")):
        assert words in text_of(reader.get(reverse("archive:behind", args=[row.pk, table]))), table
    one = text_of(reader.get(reverse("archive:behind", args=[row.pk, "prognoser"]), {"plats": "oxeloskolan"}))
    assert f">{stored.pk}" in one
    assert "Ramdalsskolan" not in one
    assert reader.get(reverse("archive:behind", args=[row.pk, "lon"])).status_code == 404
    assert wearing("EC").get(reverse("archive:behind", args=[row.pk, "beslut"])).status_code == 403
