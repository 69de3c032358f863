"""Measured values: only for whoever holds the key, and no person in them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from spelregler.apps.policy.models import Finding
from spelregler.config import nightly
from spelregler.platform import clock, measured

pytest.importorskip("prometheus_client", reason="needs prometheus-client (make setup)")
pytestmark = pytest.mark.django_db
KEY = "a-long-key-of-the-monitoring"


@pytest.fixture
def key(settings, tmp_path):
    settings.SPELREGLER_METRICS_KEY, settings.HOME = KEY, tmp_path
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["kommun.example"], True
    return {"HTTP_AUTHORIZATION": f"Bearer {KEY}", "HTTP_HOST": "127.0.0.1"}


def told(key) -> dict[str, float]:
    answer = Client().get("/matvarden/", **key)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_without_a_key_there_is_no_such_address():
    assert Client().get("/matvarden/").status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer wrong", f"Bearer {KEY}x", "Bearer å"])
def test_another_key_is_refused(key, given):
    answer = Client().get("/matvarden/", **{**key, "HTTP_AUTHORIZATION": given})
    assert answer.status_code == 403
    assert b"spelregler_" not in answer.content


def test_requests_are_counted_by_pattern_and_status(key):
    before = told(key)
    path = '{method="GET",route="/organisationen/person/<code:code>/",status="'
    for person in ("eva-ek", "bo-by"):
        asked = Client().get(f"/organisationen/person/{person}/?q=x", HTTP_HOST="kommun.example", secure=True)
    after = told(key)
    name = f"spelregler_requests_total{path}{asked.status_code}" + '"}'
    assert after[name] - before.get(name, 0) == 2
    timed = 'spelregler_request_seconds_count{route="/organisationen/person/<code:code>/"}'
    assert after[timed] - before.get(timed, 0) == 2
    assert not any("eva" in each for each in after)


def test_the_queue_the_night_and_the_findings_are_told(key):
    Finding.objects.create(
        clause="MR-1", scope_kind="x", scope="x", scope_name="x", status="breach", seen_from=clock.today()
    )
    nightly.night.enqueue()
    long_ago = clock.now() - timedelta(minutes=10)
    DBTaskResult.objects.update(enqueued_at=long_ago)
    ended = nightly.night.enqueue()
    DBTaskResult.objects.filter(id=ended.id).update(status="SUCCESSFUL", finished_at=clock.now())
    found = told(key)
    assert found["spelregler_queue_waiting"] == 1
    assert 600 <= found["spelregler_queue_oldest_seconds"] < 660
    assert abs(found["spelregler_night_ended_timestamp_seconds"] - clock.now().timestamp()) < 60
    assert found['spelregler_findings{status="breach"}'] == 1
    assert found["spelregler_worker_silent_seconds"] == float("inf")
    assert found["spelregler_backup_made_timestamp_seconds"] == 0


COUNTS = """
import django; django.setup()
from time import perf_counter
from django.http import HttpResponse
from django.test import RequestFactory
from spelregler.platform import measured
for _ in range(3):
    measured.count(RequestFactory().get("/x"), HttpResponse(), began=perf_counter())
"""
READS = """
import django; django.setup()
from prometheus_client import generate_latest
from spelregler.platform import measured
print(generate_latest(measured.all_processes()).decode())
"""


@pytest.mark.once
def test_what_several_processes_count_is_told_together(tmp_path, settings, monkeypatch):
    settings.HOME, settings.SPELREGLER_METRICS_KEY = tmp_path, KEY
    monkeypatch.setenv(measured.SHARED, "")
    measured.begin_anew()
    environment = {**os.environ, "SPELREGLER_HOME": str(tmp_path), "SPELREGLER_METRICS_KEY": KEY}

    def run(code: str) -> str:
        ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        return ran.stdout

    run(COUNTS)
    run(COUNTS)
    assert 'spelregler_requests_total{method="GET",route="-",status="200"} 6.0' in run(READS)
