"""Every page of the room in a small town: who sees it, who is told why not, and what is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.frames import operations
from spelregler.apps.frames.models import CarryOver, Forecast, UnitFrame
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, START, TKR, WHO, Town
from spelregler.apps.organisation.models import Body, Municipality, Post, Unit
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.organisation.operations.structure import add_person, add_post
from spelregler.apps.organisation.operations.tenure import appoint
from spelregler.platform.accounts.operations import open_account

pytestmark = pytest.mark.once

SECRETARY, CONTROLLER = Post.Kind.COMMITTEE_SECRETARY, Post.Kind.CONTROLLER
HEAD, MANAGER, EMPLOYEE, RESIDENT = Post.Kind.DEPARTMENT_HEAD, Post.Kind.UNIT_MANAGER, Post.Kind.EMPLOYEE, "resident"
EVERYBODY = [SECRETARY, CONTROLLER, HEAD, MANAGER, EMPLOYEE, RESIDENT]
UNIT = "skolan"
MINUTES = {"decided_on": "2026-10-28", "paragraph": "97", "text": "Nämnden beslutar."}

SignIn = Callable[[str], Client]


@pytest.fixture
def school(town: Town) -> Unit:
    """A unit with a frame, and the council above its committee."""
    Municipality.objects.create(code="0481", name="Strandby", start_day=date(2020, 1, 1))
    Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)
    unit = town.unit(UNIT)
    operations.set_unit_frame(
        unit=unit, committee_frame=town.frame, amount_ore=400 * TKR, decided_on=SHARED_OUT, who=WHO
    )
    return unit


@pytest.fixture
def sign_in(town: Town, school: Unit) -> SignIn:
    """A client signed in with a post of the kind in the town; `resident` has not signed in."""

    def log_in(kind: str) -> Client:
        client = Client()
        if kind == RESIDENT:
            return client
        where = {HEAD: {"department": town.department}, MANAGER: {"department": town.department, "unit": school}}
        code = kind.replace("_", "-")
        post = add_post(code=code, title=kind, kind=Post.Kind(kind), who=WHO, **where.get(Post.Kind(kind), {}))
        person = add_person(code=f"p-{code}", name=f"Person {kind}", who=WHO)
        appoint(post=post, person=person, start=START, who=WHO)
        account = open_account(email=f"{code}@kommun.example", name=person.name, who=WHO)
        client.force_login(give_account(person=person.code, account=account, who=WHO).account)
        return client

    return log_in


OPEN = [
    ("overview", []),
    ("committee", ["un"]),
    ("proposals", [2027]),
    ("internal", [2027, "un"]),
    ("forecasts", []),
    ("forecasts_of", ["un"]),
    ("forecast", [UNIT]),
    ("sound", []),
    ("reprioritisations", []),
    ("carry_overs", []),
]
CLOSED = [
    ("enter_budget", [2026], {SECRETARY}),
    ("enter_internal", [2026, "un"], {SECRETARY}),
    ("carry", ["un"], {SECRETARY}),
    ("report_for_committee", ["un"], {CONTROLLER, HEAD}),
    ("moves_of", ["un"], {SECRETARY, CONTROLLER, HEAD, MANAGER}),
    ("ledger", [], {CONTROLLER}),
    ("ledger_codes", [], {CONTROLLER}),
    ("committed", [], {CONTROLLER}),
    ("unit_vouchers", [UNIT], {CONTROLLER, MANAGER}),
]
GONE = [
    ("committee", ["finns-inte"]),
    ("internal", [2027, "finns-inte"]),
    ("proposal", [999]),
    ("forecasts_of", ["finns-inte"]),
    ("forecast", ["finns-inte"]),
    ("reprioritisation", [999]),
    ("carry", ["finns-inte"]),
    ("unit_vouchers", ["finns-inte"]),
    ("enter_budget", [2031]),
]


@pytest.mark.parametrize(("name", "args"), OPEN, ids=[name for name, _args in OPEN])
@pytest.mark.parametrize("kind", [RESIDENT, CONTROLLER])
def test_what_is_decided_is_open(sign_in: SignIn, name: str, args: list[object], kind: str) -> None:
    assert sign_in(kind).get(reverse(f"frames:{name}", args=args)).status_code == 200


@pytest.mark.parametrize(("name", "args", "seen_by"), CLOSED, ids=[name for name, *_rest in CLOSED])
def test_the_rest_is_for_those_whose_work_it_is(
    sign_in: SignIn, name: str, args: list[object], seen_by: set[str]
) -> None:
    page = reverse(f"frames:{name}", args=args)
    found = {kind: sign_in(kind).get(page).status_code for kind in EVERYBODY}
    assert found == {kind: 200 if kind in seen_by else 403 for kind in EVERYBODY}


@pytest.mark.parametrize(("name", "args"), GONE, ids=[name for name, _args in GONE])
def test_what_does_not_exist_is_not_found(sign_in: SignIn, name: str, args: list[object]) -> None:
    for kind in (CONTROLLER, SECRETARY):
        assert sign_in(kind).get(reverse(f"frames:{name}", args=args)).status_code == 404


def test_a_committee_without_a_frame_has_a_page_that_leads_to_where_one_is_entered(sign_in: SignIn) -> None:
    """MR-13's evidence leads here also where nothing is decided."""
    Body.objects.create(code="fn", name="Fritidsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    page, enter = reverse("frames:committee", args=["fn"]), reverse("frames:enter_budget", args=[NOW.year])
    for kind in (RESIDENT, SECRETARY):
        answer = sign_in(kind).get(page)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Nämnden har ingen beslutad ram" in text
        assert reverse("frames:overview") in text
        assert (enter in text) == (kind == SECRETARY)


CHOSEN = {"month", "money_unit"}
"""What is chosen in a list: something that is not in it cannot be shown again."""
POSTS = [
    # address, who may, whom it refuses, what is sent, and the field that it is wrong at
    ("draft", [2027], CONTROLLER, EMPLOYEE, {"title": " ", "track": "june"}, "id_title"),
    ("enter_internal", [2026, "un"], SECRETARY, HEAD, {**MINUTES, "net:skolan": "mycket"}, "id_net:skolan"),
    ("carry", ["un"], SECRETARY, HEAD, {**MINUTES, "net:skolan": "1.200"}, "id_net:skolan"),
    ("report_for_committee", ["un"], HEAD, MANAGER, {"month": "13", "amount": "1 100"}, "id_month"),
    ("report_forecast", [UNIT], MANAGER, HEAD, {"amount": "x", "comment": "Två klasser till"}, "own_amount"),
    ("tell_event", [UNIT], MANAGER, RESIDENT, {"month": "12", "amount": "0", "reason": "Nya stolar"}, "event_amount"),
    (
        "move",
        ["un"],
        HEAD,
        EMPLOYEE,
        {"from_unit": UNIT, "to_unit": UNIT, "amount": "1", "reason": "a"},
        "move_to_unit",
    ),
    ("set_move_limit", ["un"], SECRETARY, HEAD, {"amount": "-", "paragraph": "9"}, "limit_amount"),
    ("enter_figures", [], CONTROLLER, HEAD, {"year": "abc", "kind": "budget", "result": "1"}, "figures_year"),
    ("decide_deficit", [], SECRETARY, CONTROLLER, {**MINUTES, "year": "2019", "reason": "Lån"}, "deficit_kind"),
    ("set_financial_target", [], SECRETARY, CONTROLLER, {**MINUTES, "year": "2026"}, "target_target_pct"),
    ("judge_sound", [], SECRETARY, CONTROLLER, {**MINUTES, "year": "2025"}, "judgement_operational"),
    ("ledger_upload", [], CONTROLLER, HEAD, {"responsibility": "1", "activity": "två"}, "file_activity"),
    ("ledger_choose_table", [], CONTROLLER, HEAD, {"account": "Konto", "money_unit": "öre"}, "table_money_unit"),
    ("ledger_choose_internal", [], CONTROLLER, HEAD, {"accounts": "allt"}, "id_accounts"),
    ("committed_upload", [], CONTROLLER, HEAD, {"money_unit": "tkr"}, "id_file"),
]


@pytest.mark.parametrize(
    ("name", "args", "by", "outsider", "said", "field"), POSTS, ids=[name for name, *_rest in POSTS]
)
def test_a_fault_stands_at_its_field_and_what_was_typed_is_kept(
    sign_in: SignIn, name: str, args: list[object], by: str, outsider: str, said: dict[str, str], field: str
) -> None:
    address = reverse(f"frames:{name}", args=args)
    assert sign_in(outsider).post(address, said).status_code == 403
    answer = sign_in(by).post(address, said)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert f'id="{field}_error"' in text
    for name_typed, typed in said.items():
        if name_typed not in CHOSEN and typed.strip():
            assert f'value="{typed}"' in text or f">\n{typed}<" in text, typed


def test_the_head_reports_and_the_secretary_answers(sign_in: SignIn, town: Town) -> None:
    said = {"month": "10", "amount": "1 100", "comment": "Fler elever"}
    assert sign_in(HEAD).post(reverse("frames:report_for_committee", args=["un"]), said).status_code == 302
    forecast = Forecast.objects.get(body=town.committee)
    assert (forecast.amount_ore, forecast.month) == (1_100 * TKR, date(2026, 10, 1))
    answer = reverse("frames:answer_forecast", args=["un", forecast.pk])
    secretary = sign_in(SECRETARY)
    early = secretary.post(answer, {**MINUTES, "kind": "measures"})
    assert early.status_code == 400, "the decision is older than what it answers"
    assert 'id="id_decided_on_error"' in early.content.decode()
    assert secretary.post(answer, {**MINUTES, "kind": "measures", "decided_on": NOW.isoformat()}).status_code == 302
    assert Forecast.objects.get(pk=forecast.pk).answered_by is not None


def test_the_secretary_enters_a_split_and_what_was_carried(sign_in: SignIn, town: Town) -> None:
    secretary = sign_in(SECRETARY)
    split = {**MINUTES, "decided_on": NOW.isoformat(), "net:skolan": "450"}
    assert secretary.post(reverse("frames:enter_internal", args=[2026, "un"]), split).status_code == 302
    assert UnitFrame.objects.get(unit__code=UNIT, end=None).amount_ore == 450 * TKR
    carried = {**MINUTES, "decided_on": NOW.isoformat(), "paragraph": "98", "net:un": "20"}
    assert secretary.post(reverse("frames:carry", args=["kf"]), carried).status_code == 400, "the council has no budget"
    assert not CarryOver.objects.exists()
