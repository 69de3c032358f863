"""What becomes of a mistake is said of every address that takes a form; what cannot be undone is looked at first."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import spelregler
from spelregler.apps.autonomy import operations
from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.organisation.models import Unit
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.forms import PlainForm
from tests.conftest import TODAY
from tests.posting_views import classes_used, posting_views, view_of

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nothing_is_asked_again")]
TABLE = Path(spelregler.__file__).parents[2] / "docs" / "undo.md"
KINDS = {"undo", "new act", "looked at", "page"}
ON_THE_PAGE = "on the page"
"""What is looked at on the page itself needs no look of its own."""
UNIT = "oxeloskolan"


def told() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| (.+) \|$", TABLE.read_text("utf-8"), re.M)
    return {name: (kind, how) for name, kind, how in rows}


def asks(name: str) -> bool:
    """The view behind the address deals with a form that is looked at first."""
    return any(issubclass(each, PlainForm) and each.look is not None for each in classes_used(view_of(name)))


def test_every_address_that_takes_a_form_says_what_becomes_of_a_mistake() -> None:
    assert set(told()) == set(posting_views()), "put it in docs/undo.md"
    assert {kind for kind, _how in told().values()} == KINDS


def test_what_undoes_is_there() -> None:
    named = {each for _kind, how in told().values() for each in re.findall(r"`([a-z_]+:[a-z_]+)`", how)}
    assert named <= set(posting_views())
    assert all("`" in how for kind, how in told().values() if kind == "undo")


def test_what_cannot_be_undone_is_looked_at_first() -> None:
    looked = {name for name, (kind, how) in told().items() if kind == "looked at" and ON_THE_PAGE not in how}
    assert {name for name in looked if not asks(name)} == set()


class TestTheLook:
    """A result to an assignment, told once."""

    RESULT = "Skolorna har infört läsgrupper.\nMer än hälften deltar."

    @pytest.fixture
    def head(self, wearing: Callable) -> Client:
        return wearing("FC", department="utbildningsforvaltningen")

    @pytest.fixture
    def form(self, head: Client) -> tuple[str, dict[str, str]]:
        row = Assignment.objects.get(addressee__department__code="utbildningsforvaltningen", reported_on=None)
        page = head.get(reverse("decisions:assignment", args=[row.pk])).content.decode()
        address = reverse("decisions:report_back", args=[row.pk])
        return address, {**hidden(page.split(f'action="{address}"')[1]), "result": self.RESULT, "effect": ""}

    def test_comes_first_says_what_will_happen_and_stores_nothing(self, head, form) -> None:
        address, said = form
        assert said["look"] == "ask"
        look = head.post(address, said)
        page = html.unescape(look.content.decode())
        assert look.status_code == 200
        assert "Det här går inte att ångra." in page
        assert self.RESULT in page
        assert not Assignment.objects.filter(result__contains="läsgrupper").exists()
        again = hidden(look.content.decode().split("data-look")[1])
        assert head.post(address, {**again, "look": "done"}).status_code == 302
        assert Assignment.objects.filter(result__contains="läsgrupper").exists()

    def test_what_was_typed_comes_back_to_be_changed_and_is_looked_at_anew(self, head, form) -> None:
        address, said = form
        look = head.post(address, said).content.decode()
        back = head.post(address, {**hidden(look.split("data-look")[1]), "look": "change"})
        assert back.status_code == 200
        assert self.RESULT in html.unescape(back.content.decode())
        assert 'name="look" value="ask"' in back.content.decode()
        assert not Assignment.objects.filter(result__contains="läsgrupper").exists()

    def test_a_fault_is_told_at_its_field_before_any_look(self, head, form) -> None:
        address, said = form
        answer = head.post(address, {**said, "result": ""})
        assert answer.status_code == 400
        assert "data-look" not in answer.content.decode()

    def test_a_role_that_may_not_is_refused_before_any_look(self, form, wearing) -> None:
        address, said = form
        answer = wearing("EC", unit=UNIT).post(address, {"result": said["result"], "look": "ask"})
        assert answer.status_code == 403


def hidden(part: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', part.split("</form>")[0])
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


LONG = "Vi har sett att frånvaron ökar i årskurs åtta.\nDärför börjar vi med mentorssamtal varje vecka."


class TestLongTextComesBack:
    """After a fault, after a refusal by the operation, and after a token that is used already."""

    @pytest.fixture
    def signal(self) -> int:
        return operations.open_signal(
            unit=Unit.objects.get(code=UNIT), ground="MR-50", opened_on=TODAY, evidence="prov", who=SYSTEM
        ).pk

    def test_the_reason_of_a_stand_after_a_fault(self, wearing, signal) -> None:
        client = wearing("FC", department="utbildningsforvaltningen")
        answer = client.post(reverse("autonomy:stand", args=[signal]), {"reason": LONG, "choice": "something else"})
        assert answer.status_code == 400
        assert LONG in html.unescape(answer.content.decode())

    def test_the_text_of_a_decision_after_a_refusal(self, wearing) -> None:
        """The same paragraph is in the registry already: only the operation knows."""
        client, held = wearing("SE"), Decision.objects.filter(body__code="un").order_by("pk")[0]
        said = {
            "body": "un",
            "decided_on": str(held.decided_on),
            "paragraph": held.paragraph,
            "title": "Samma paragraf",
            "text": LONG,
            "kind": "other",
        }
        answer = client.post(reverse("decisions:new"), said)
        assert answer.status_code == 400
        assert LONG in html.unescape(answer.content.decode())

    def test_a_reason_after_the_role_was_refused(self, wearing, signal) -> None:
        answer = wearing("EC", unit=UNIT).post(reverse("autonomy:stand", args=[signal]), {"reason": LONG})
        assert answer.status_code == 403
        assert LONG in html.unescape(answer.content.decode())

    def test_a_statement_after_its_token_was_used_for_another(self, wearing, signal) -> None:
        """Sent again from the browser's memory with something else in it: told so, and the words stand there."""
        client = wearing("EC", unit=UNIT)
        address = reverse("autonomy:statement", args=[signal])
        page = client.get(reverse("autonomy:unit", args=[UNIT])).content.decode()
        said = hidden(page.split(f'action="{address}"')[1])
        assert client.post(address, {**said, "text": "Först detta."}).status_code == 302
        answer = client.post(address, {**said, "text": LONG})
        assert answer.status_code == 409
        assert LONG in html.unescape(answer.content.decode())
