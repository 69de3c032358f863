"""Lines for whoever runs the system: what, how it went, how long; the role and never the person."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
from django.test import Client
from django_tasks import task

from spelregler.platform import logs, request_id


@pytest.fixture
def lines():
    """What is written to standard error with SPELREGLER_LOG=json."""
    out = io.StringIO()
    told = logs.configuration("json")
    told["handlers"]["console"]["stream"] = out
    logging.config.dictConfig(told)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logging.config.dictConfig(logs.configuration("text"))


@pytest.mark.django_db
def test_a_request_leaves_one_line_with_its_id_and_no_query_code_or_key(lines):
    answer = Client().get("/organisationen/person/eva-ek/?per=2026-10-01&q=hemligt")
    [line] = [each for each in lines() if each["logger"] == "spelregler.request"]
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["path"]) == ("GET", "/organisationen/person/<code:code>/")
    assert (line["status"], line["role"]) == (answer.status_code, "CI")
    assert isinstance(line["ms"], int)
    assert "eva" not in json.dumps(line)
    assert "hemligt" not in json.dumps(line)


@pytest.mark.django_db
def test_the_key_of_a_one_time_link_is_in_no_line(lines):
    Client().get("/konto/losenord/valj/1-abc-secretkey/")
    assert lines()
    assert not any("secretkey" in json.dumps(line) for line in lines())


@pytest.mark.django_db
def test_an_address_of_nobody_is_told_as_it_is(lines):
    Client().get("/finns-inte/?x=1")
    told = [each["path"] for each in lines() if each["logger"] == "spelregler.request"]
    assert told == ["/finns-inte/"]


def test_an_error_carries_its_trace_on_the_same_line(lines):
    with request_id.one_request() as own:
        try:
            raise ZeroDivisionError("by nought")
        except ZeroDivisionError:
            logging.getLogger("django.request").exception("Internal Server Error: %s", "/x")
    [line] = lines()
    assert (line["level"], line["request_id"]) == ("error", own)
    assert line["message"] == "Internal Server Error: /x"
    assert "ZeroDivisionError: by nought" in line["trace"]


@task()
def add(one: int, two: int) -> int:
    if two == 0:
        raise ValueError("nought")
    return one + two


@pytest.mark.django_db
def test_a_work_leaves_a_line_with_its_name_and_how_long_it_took(lines, the_worker_works):
    add.enqueue(1, 2)
    add.enqueue(1, 0)
    the_worker_works()
    good, bad = [each for each in lines() if each["logger"] == "spelregler.work"]
    assert (good["task"], good["status"]) == (add.module_path, "successful")
    assert good["ms"] >= 0
    assert bad["status"] == "failed"
    assert bad["level"] == "error"
    assert "ValueError: nought" in bad["trace"]


@pytest.mark.django_db
def test_as_text_only_what_went_wrong_is_told(capsys):
    told = logs.configuration("text")
    assert told["loggers"]["spelregler"]["level"] == "WARNING"
    formatted = logs.TextLines(told["formatters"]["text"]["fmt"])
    record = logging.LogRecord("spelregler", logging.WARNING, "", 0, "odd", None, None)
    logs.RequestId().filter(record)
    assert formatted.format(record).endswith(f"WARNING spelregler [{request_id.current()}] odd")
    record.trace = "Traceback"
    assert formatted.format(record).endswith("odd\nTraceback")
