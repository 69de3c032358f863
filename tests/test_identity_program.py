"""The table of groups, edited with the program."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from spelregler.apps.organisation.models import Post
from spelregler.cli import program
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(program, ["identity", *words])


@pytest.fixture
def post():
    return Post.objects.filter(kind=Post.Kind.CONTROLLER).first()


def test_a_row_is_decided_listed_and_ended(post):
    told = run("give", "scim", "controllers", post.code, "--decision", "ks", "2026-10-05", "7")
    assert told.exit_code == 0, told.output
    (row,) = json.loads(run("groups", "--format", "json").stdout)
    assert (row["group"], row["decision"]) == ("controllers", "ks 2026-10-05 § 7")
    assert AuditRow.objects.filter(act="decide-group-mapping").count() == 1
    assert run("stop", str(row["number"])).exit_code == 0
    assert json.loads(run("groups", "--format", "json").stdout) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--decision", "ks", "2026-10-05", " "), "beslut"),
        (("--decision", "finns-inte", "2026-10-05", "7"), "finns-inte"),
        (("--decision", "ks", "i fjol", "7"), "i fjol"),
        (("--decision", "ks", date.max.isoformat(), "7"), "2200-12-31"),
    ],
)
def test_without_a_decision_nothing_is_given(post, words, told):
    answer = run("give", "scim", "controllers", post.code, *words)
    assert answer.exit_code == 2
    assert told in answer.output


def test_an_unknown_row_is_said():
    assert run("stop", "4711").exit_code == 2
