"""Values by file: fetched with their keys, looked through in the background, submitted, and not yet counted."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from spelregler.apps.goals.files.requested_values import COLUMNS
from spelregler.apps.goals.models import Measurement, ReportedValue
from spelregler.platform import heartbeat, progress, working

UNIT = "oxeloskolan"
PLACE = {column.name: number for number, column in enumerate(COLUMNS, 1)}


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def manager(wearing, home):
    return wearing("EC", unit=UNIT)


def fetched(client):
    return load_workbook(BytesIO(client.get(reverse("goals:value_download", args=["xlsx"])).content))


def filled(client, value):
    """The fetched table with one figure written in its first row that has none."""
    book = fetched(client)
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[PLACE["value"] - 1].value is None)
    row[PLACE["value"] - 1].value = value
    for other in sheet.iter_rows(min_row=2):
        if other[0].row != row[0].row:
            other[PLACE["value"] - 1].value = None
            other[PLACE["numerator"] - 1].value = other[PLACE["denominator"] - 1].value = None
    out = BytesIO()
    book.save(out)
    return out.getvalue(), row[0].row


def sent(client, data, name="varden.xlsx"):
    """The address of the work that the file began."""
    answer = client.post(reverse("goals:value_try"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def text_at(client, address):
    return client.get(address).content.decode()


@pytest.mark.once
def test_what_is_fetched_is_what_is_asked(manager):
    titles = [cell.value for cell in next(fetched(manager).worksheets[0].iter_rows(max_row=1))]
    assert titles == [column.title("sv") for column in COLUMNS]
    units = {row[PLACE["unit"] - 1].value for row in fetched(manager).worksheets[0].iter_rows(min_row=2)}
    assert units <= {UNIT, None, ""}


def test_a_file_is_looked_through_in_the_background_and_then_submitted(manager, home, the_worker_works):
    before, counted = ReportedValue.objects.count(), Measurement.objects.count()
    data, _row = filled(manager, 71)
    address = sent(manager, data)
    assert "väntar på sin tur" in text_at(manager, address)
    the_worker_works()
    shown = text_at(manager, address)
    assert "1 nya, 0 ändrade, 0 oförändrade" in shown.replace("\n", " ")
    assert ReportedValue.objects.count() == before
    answer = manager.post(f"{address}skicka/")
    the_worker_works()
    assert "Värdena är inskickade" in text_at(manager, answer.headers["Location"])
    value = ReportedValue.objects.latest("pk")
    assert (value.state, value.value) == ("submitted", 71)
    assert Measurement.objects.count() == counted
    assert list((home / "uploads").iterdir()) == list((home / "progress").glob("*")) == []


def test_a_cell_that_is_no_number_is_named_by_row_and_column_and_nothing_is_submitted(manager, the_worker_works):
    before = ReportedValue.objects.count()
    data, row = filled(manager, "sjuttio")
    address = sent(manager, data)
    the_worker_works()
    shown = text_at(manager, address)
    assert f"rad {row}, kolumn H" in shown
    assert "Skicka in de här värdena" not in shown
    assert ReportedValue.objects.count() == before


def test_a_value_that_is_not_asked_is_refused_with_the_way(manager, the_worker_works):
    book = fetched(manager)
    sheet = book.worksheets[0]
    sheet.cell(2, PLACE["indicator"]).value = "nagon-annans"
    sheet.cell(2, PLACE["value"]).value = 1
    out = BytesIO()
    book.save(out)
    address = sent(manager, out.getvalue())
    the_worker_works()
    assert "efterfrågas inte av dig" in text_at(manager, address)


def test_a_work_is_seen_by_whoever_began_it_alone(manager, wearing):
    data, _row = filled(manager, 71)
    address = sent(manager, data)
    for role in ("CT", "FC", "CI"):
        assert wearing(role).get(address).status_code == 404


@pytest.mark.once
def test_the_elected_are_told_the_rule(wearing, home):
    for role in ("N", "Np", "KF"):
        answer = wearing(role).get(reverse("goals:value_file"))
        assert answer.status_code == 403
        assert "MR-" in answer.content.decode()


@pytest.mark.both
def test_a_role_that_is_taken_away_meanwhile_submits_nothing(manager, the_worker_works):
    from spelregler.apps.organisation.models import Appointment
    from tests.conftest import TODAY

    data, _row = filled(manager, 71)
    address = sent(manager, data)
    Appointment.objects.filter(post__unit__code=UNIT, post__kind="unit_manager").update(end=TODAY - timedelta(days=1))
    the_worker_works()
    assert "inte längre din" in DBTaskResult.objects.get(id=address.split("/")[-2]).return_value["error"]


def lent_to(address, *workers):
    """The work is being done by the last of the workers."""
    works = DBTaskResult.objects.filter(id=address.split("/")[-2])
    works.update(status="RUNNING", worker_ids=list(workers))
    return works


def test_the_page_says_that_a_worker_was_killed_and_the_work_is_taken_up_again(manager, the_worker_works):
    address = sent(manager, filled(manager, 71)[0])
    lent_to(address, "killed")
    assert "Arbetaren har slutat svara" in text_at(manager, address)
    with heartbeat.beating("killed"):
        assert "Arbetaren har slutat svara" not in text_at(manager, address)
    working.take_up(working.Lenders())
    assert "tas upp en gång till" in text_at(manager, address)
    the_worker_works()
    assert "1 nya, 0 ändrade" in text_at(manager, address).replace("\n", " ")


@pytest.mark.both
def test_the_page_says_that_no_worker_runs_only_where_none_does(manager):
    address = sent(manager, filled(manager, 71)[0])
    assert "Ingen arbetare är igång" not in text_at(manager, address)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=2))
    assert "Ingen arbetare är igång" in text_at(manager, address)
    with heartbeat.beating("busy"):
        assert "upptagen med ett annat arbete" in text_at(manager, address)


def test_a_file_that_kills_its_worker_twice_is_failed_in_words(manager, the_worker_works):
    before = ReportedValue.objects.count()
    address = sent(manager, filled(manager, 71)[0])
    lent_to(address, "killed", "killed too")
    working.take_up(working.Lenders())
    the_worker_works()
    assert "Arbetet avbröts två gånger" in text_at(manager, address)
    assert ReportedValue.objects.count() == before


@pytest.mark.both
def test_a_worker_killed_after_it_had_stored_does_not_store_twice_and_says_that_it_is_stored(manager, the_worker_works):
    address = sent(manager, filled(manager, 71)[0])
    the_worker_works()
    address = manager.post(f"{address}skicka/").headers["Location"]
    the_worker_works()
    stored = ReportedValue.objects.count()
    lent_to(address, "killed").update(return_value=None)
    working.take_up(working.Lenders())
    the_worker_works()
    assert ReportedValue.objects.count() == stored
    assert "varden.xlsx är lagrad" in text_at(manager, address)


def test_how_far_it_has_come_is_told_while_it_works(manager, monkeypatch):
    """The work stores in one transaction; its progress is seen from outside all the same."""
    key, seen = "0" * 32, []
    monkeypatch.setattr(progress, "SECONDS_BETWEEN", 0)
    with progress.told_of(key)(4) as step:
        for _each in range(4):
            step(1)
            seen.append(progress.progress_of(key).percent)
    assert seen == [25, 50, 75, 100]
    progress.forget(key)
    assert progress.progress_of(key) is None
