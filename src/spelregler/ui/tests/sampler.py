"""Every component on one page, with invented figures: what the looks are tested on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.template import Context, Engine
from django.template.loader import get_template

from spelregler.domain.money import Money
from spelregler.ui.charts import BarPart, FrameBar
from spelregler.ui.page import (
    Addresses,
    Crumb,
    NavItem,
    Page,
    Pager,
    Refusal,
    RoleChoice,
    RuleMark,
    StatCard,
    ThreadColumn,
    ThreadGoal,
    Tile,
    TileGroup,
    TodoItem,
)
from spelregler.ui.pictures import Bullet, BurnLine, BurnMonth, Knot, Level, bullets, thread

TODAY = date(2026, 11, 2)
tkr = Money.from_tkr

TEMPLATE = """{% extends "ui/base.html" %}{% load ui %}
{% block main %}
<h2>Todo</h2>{% todo_list todo today %}{% todo_list nothing today %}
<h2>State</h2><div class="cards">{% for stat in stats %}{% card stat %}{% endfor %}</div>
{% frame_bar bar %}{% burn_line line %}{% picture measured %}{% picture threaded %}
<h2>Figures</h2><p>{% figure amount source="derived" day=today %} {% pct "-2.1" %} {% spark series "rising" %}</p>
{% table label="Goals" %}
<thead><tr><th scope="col" aria-sort="ascending"><a href="?s=1">Goal</a></th><th scope="col" class="num">Outcome</th>
<th scope="col">State</th></tr></thead>
<tbody><tr><th scope="row">Teachers, %</th><td class="num">{% num "53.8" %} {% source_mark "found" %}</td>
<td>{% status "breach" "ej" %} {% bullet "53.8" 72 "breach" %}</td></tr></tbody>{% endtable %}
<h2>Field</h2><div class="bodies"><a class="body" href="#">Council<small>vision</small></a></div>{% tiles groups %}
<h2>Thread</h2>{% goal_columns columns %}
{% refusal refused %}
<h2>Nothing</h2>{% empty_state "No decisions yet" "They stand here once minutes are approved." "#" "Read minutes" %}
{% pager pages %}
<form method="post">{% errors form %}{% for bound in form %}{% field bound %}{% endfor %}
<div class="buttons"><button class="ds-button" type="submit">Decide</button></div></form>
{% endblock %}"""


class SampleForm(forms.Form):
    reason = forms.CharField(label="Reason", widget=forms.Textarea, help_text="What it rests on.")
    until = forms.DateField(  # noqa: TID251  the look knows no field of the ground
        label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    choice = forms.ChoiceField(label="Choice", choices=[("a", "Dialogue"), ("b", "No")], widget=forms.RadioSelect)


def sample_page(**changes: Any) -> Page:
    """A page of the demo with everything in its frame."""
    role_assignment = RoleChoice(key="Np:un", label="ordförande, utbildningsnämnden", current=True)
    values: dict[str, Any] = {
        "title": "Utbildningsnämnden",
        "lead": "Du styr med mål och ram.",
        "municipality": "Oxelösund (demo)",
        "today": TODAY,
        "as_of": TODAY,
        "path": "/mal/",
        "crumbs": [Crumb(label="Hem", url="/"), Crumb(label="Mål")],
        "nav": [
            NavItem(label="Hem", url="/", current=True),
            NavItem(label="Mål", url="/mal/", count=2),
        ],
        "rules": [
            RuleMark(id="MR-13", title="Mål och ram", status="kept", url="/policy/MR-13", evidence="19 mål."),
            RuleMark(
                id="MR-19",
                title="Svara i tid",
                status="breach",
                evidence="35 dagar.",
                evidence_url="/x",
                evidence_label="Prognoserna",
                who="nämnden",
                now="Besluta",
            ),
            RuleMark(id="MR-7", title="Utbildning", status="not_assessed"),
        ],
        "is_demo": True,
        "role": role_assignment,
        "role_choices": [role_assignment, RoleChoice(key="KF", label="ledamot, kommunfullmäktige")],
        "person": "Anna Lind",
        "keep": [("vy", "tabell")],
        "query": "vy=tabell",
        "addresses": Addresses(
            search="/sok",
            set_language="/sprak",
            change_role="/roll",
            log_out="/ut",
            account="/konto",
            accessibility="/tillganglighet",
        ),
    }
    return Page(**(values | changes))


def _bar() -> FrameBar:
    return FrameBar(
        label="Ramen",
        frame=tkr(372_000),
        outcome=tkr(312_900),
        outcome_label="Utfall t.o.m. oktober",
        forecast=tkr(379_812),
        forecast_low=tkr(377_900),
        forecast_high=tkr(381_600),
        parts=[BarPart(label="Oxelöskolan", frame=tkr(78_500)), BarPart(label="Förskolorna", frame=tkr(121_000))],
        source="invented",
    )


def _line() -> BurnLine:
    months = [
        BurnMonth(
            month=m,
            frame=tkr(100 * m),
            outcome=tkr(102 * m) if m < 11 else None,
            forecast=tkr(103 * m) if m > 9 else None,
        )
        for m in range(1, 13)
    ]
    return BurnLine(label="Månad för månad", months=months, forecast_low=tkr(1190), forecast_high=tkr(1300))


def sample_context() -> dict[str, Any]:
    """What the sampler's template prints, beside its page."""
    form = SampleForm({"choice": "x"})
    form.is_valid()
    tiles = [Tile(label="Björntorp", status="breach", status_text="ingripande", url="#")]
    return {
        "today": TODAY,
        "todo": [
            TodoItem(
                title="Besluta",
                date=date(2026, 10, 28),
                when_words="5 dagar sedan",
                late=True,
                url="#",
            ),
            TodoItem(title="Värdera", date=date(2026, 11, 11), minutes=25, url="#", clause="MR-14"),
        ],
        "nothing": [],
        "stats": [StatCard(title="Mål", value="14 av 19", status="attention", note="delår", source="invented")],
        "bar": _bar(),
        "line": _line(),
        "measured": bullets(
            [
                Bullet(label="Andel", value=Decimal("53.8"), target=Decimal(72), status="breach", status_text="ej"),
                Bullet(label="Nöjda", value=None, target=Decimal(80), status="not_assessed", status_text="ej mätbart"),
            ],
            title="Mått",
            language="sv",
        ),
        "threaded": thread(
            [Level(name="Vision", knots=[Knot(label="Hav", chosen=True)]), Level(name="Åtgärder", knots=[])],
            title="Röda tråden",
            language="sv",
        ),
        "amount": tkr(-7_812),
        "series": [1, 2, None, 4],
        "groups": [TileGroup(label="Äldreomsorgsförvaltningen", tiles=tiles, note="205 000 tkr")],
        "columns": [
            ThreadColumn(title="Vision", goals=[ThreadGoal(label="Hav", url="#", lit=True)]),
            ThreadColumn(title="Åtgärd", goals=[ThreadGoal(label="Läxhjälp", broken="hör till inget mål")]),
        ],
        "refused": Refusal(
            title="Inte nämndens sak", reason="Utförandet är de anställdas.", clause="MR-24", way="Fråga."
        ),
        "pages": Pager(number=2, pages=9, total=171, previous_url="#", next_url="#"),
        "form": form,
    }


def render_sampler(**changes: Any) -> str:
    """The whole page as HTML."""
    engine: Engine = get_template("ui/base.html").backend.engine  # type: ignore[attr-defined]  # Django's own engine
    context = Context({"page": sample_page(**changes), "csrf_token": "token", **sample_context()})
    return engine.from_string(TEMPLATE).render(context)
