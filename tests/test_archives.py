"""The municipality's archive is taken out, and read where it is brought: word for word, never mixed with one's own."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from spelregler.apps.archive.files.own_archive import write_own
from spelregler.apps.archive.models import BroughtArchive
from spelregler.apps.archive.queries import place_of
from spelregler.apps.evaluation.models import Evidence
from spelregler.apps.policy.models import Adoption, Finding
from spelregler.cli import program
from spelregler.exchange.archive import ADOPTIONS, answers_in, contents_of, faults, looked_at, write
from spelregler.platform import clock
from spelregler.platform.audit.models import AuditRow
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


def taken_out(client: Client) -> bytes:
    answer = client.get(reverse("archive:take_out"))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def brought(client: Client, data: bytes) -> BroughtArchive:
    sent = {"file": SimpleUploadedFile("arkiv.zip", data, content_type="application/zip")}
    assert client.post(reverse("archive:bring"), sent).status_code == 302
    return BroughtArchive.objects.latest("pk")


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
    answer = reader.post(reverse("archive:bring"), {"file": SimpleUploadedFile("a.zip", changed(data))})
    assert answer.status_code == 400
    assert "answers/MR-42.jsonl" in text_of(answer)
    for wrong in (b"ett brev", b""):
        assert reader.post(reverse("archive:bring"), {"file": SimpleUploadedFile("a.zip", wrong)}).status_code == 400
    assert not BroughtArchive.objects.exists()
    assert [each for each in (tmp_path / "archives").iterdir() if not each.name.startswith(".")] == []


def test_the_same_is_brought_once_and_can_be_put_away(wearing):
    reader = wearing("SE")
    data = taken_out(wearing("KC"))
    row = brought(reader, data)
    assert reader.post(reverse("archive:bring"), {"file": SimpleUploadedFile("a.zip", data)}).status_code == 400
    later = reader.post(reverse("archive:bring"), {"file": SimpleUploadedFile("b.zip", made_later(data))})
    assert later.status_code == 400
    assert "redan inläst" in text_of(later)
    lies = place_of(row.sha256)
    assert lies.is_file()
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert reader.post(reverse("archive:put_away", args=[row.pk])).status_code == 302
    assert not lies.exists()
    assert reader.get(reverse("archive:one", args=[row.pk])).status_code == 404


def test_others_neither_take_it_out_nor_read_one(wearing):
    row = brought(wearing("KC"), taken_out(wearing("KC")))
    pages = (("list", []), ("take_out", []), ("bring", []), ("one", [row.pk]), ("rule", [row.pk, "MR-42"]))
    asked = {(role, page) for role in ("CI", "EC", "FC", "N", "HR", "UN", "CT") for page, _about in pages}
    refused = {
        (role, name)
        for role in ("CI", "EC", "FC", "N", "HR", "UN", "CT")
        for client in [wearing(role)]
        for name, about in pages
        if client.get(reverse(f"archive:{name}", args=about)).status_code == 403
    }
    assert refused == asked


def test_the_secretary_brings_and_reads_and_does_not_take_out(wearing):
    secretary = wearing("SE")
    assert "Hämta arkivet" not in text_of(secretary.get(reverse("archive:list")))
    assert secretary.get(reverse("archive:take_out")).status_code == 403
    assert reverse("archive:list") in text_of(secretary.get(reverse("policy:documents")))
