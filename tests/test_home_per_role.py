"""The first page shows each role what matters to it, built from facts alone, and only lines that lead somewhere."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Employment
from tests.conftest import TODAY
from tests.rows_fetched import rows_fetched

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MUNICIPAL = ("Attraktiv bostadsort", "Trygg och värdig ålderdom")
SHOWN = {
    "KFp": (*MUNICIPAL, "Nämndernas ramar 2026", "Det organet väntar på", "Introduktioner"),
    "KF": (*MUNICIPAL, "Nämndernas ramar 2026", "Det organet väntar på"),
    "KSp": ("Ramen: använt, prognos och vad som är kvar", "Det organet väntar på", "Introduktioner"),
    "Np": ("Fler elever når gymnasiet", "372 000 tkr", "Det organet väntar på", "20 dagar försenat", "1 kvar"),
    "N": ("Fler elever når gymnasiet", "Ramen, enhet för enhet", "Introduktioner"),
    "KC": (*MUNICIPAL, "Enheterna, förvaltning för förvaltning", "1 signal väntar på svar", "Försenade uppdrag"),
    "FC": ("Enheter där något pågår", "10 enheter, 1 i dialog", "Förvaltningens uppdrag", "Ramen, enhet för enhet"),
    "EC": ("Betyg i alla ämnen", "78 500 tkr", "Enhetens frihet", "I dialog", "Flytta pengar inom en enhets ram"),
    "EM": (
        "Min enhets mål och vad de leder till",
        "leder till Fler elever når gymnasiet",
        "Mitt uppdrag 2026",
        "Jag kan påverka",
    ),
    "UN": ("Beslutas snart, att samverka om före beslutet", "Fullmäktige beslutar mål och budget", "senast 30 nov"),
    "SO": ("Beslutas snart, att samverka om före beslutet",),
    "CT": (
        "Det som inte är inne",
        "Bokföringen",
        "Till och med oktober",
        "Jag kan göra nu Läs in bokföringen Öppna eller lås en period",
    ),
    "SE": ("Jag kan göra nu För in ett beslut ur protokollet För in vem som har vilken plats eller tjänst",),
    "HR": ("Jag kan göra nu För in vem som har vilken plats eller tjänst",),
    "RE": ("Från regeln till underlaget", "Förtroendevalda", "2 bryts"),
    "CI": (*MUNICIPAL, "900 000 tkr", "Om du vill säga något"),
}
OTHERS = {
    "Enheterna, förvaltning för förvaltning": {"KC"},
    "Förvaltningens uppdrag": {"FC"},
    "Bokföringen": {"CT"},
    "Från regeln till underlaget": {"RE"},
    "Enhetens frihet": {"EC"},
    "Jag kan påverka": {"EM"},
    "För in ett beslut ur protokollet": {"SE"},
    "Läs in bokföringen": {"CT"},
}


def going(text: str) -> str:
    """What the main part of the page says, in running words."""
    main = text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ")


@pytest.mark.parametrize("role", [*SHOWN])
def test_a_role_is_shown_what_matters_to_it_and_not_what_is_anothers(wearing, role):
    said = going(wearing(role).get("/").content.decode())
    for words in SHOWN[role]:
        assert words in said, words
    for words, own in OTHERS.items():
        assert (words in said) == (role in own), words


def test_a_resident_is_spoken_to_of_goals_and_money_not_of_rules(wearing):
    said = going(wearing("CI").get("/").content.decode())
    assert "Reglerna" not in said
    assert "Väntas av mig" not in said


def test_a_chairs_money_is_the_picture_with_the_way_to_its_units(wearing):
    text = wearing("Np").get("/").content.decode()
    assert "Ramdalens förskola" not in text
    assert f'<a href="{reverse("frames:committee", args=["un"])}">Ramen, enhet för enhet</a>' in text


@pytest.mark.parametrize("role", ["KFp", "Np", "KC", "FC", "EC", "EM", "CT", "RE", "UN"])
def test_what_one_may_decide_leads_somewhere(wearing, role):
    text = wearing(role).get("/").content.decode()
    lines = text.partition('id="decide"')[2].partition("</section>")[0]
    for line in re.findall(r"<li>(.*?)</li>", lines, re.DOTALL):
        assert "<a href=" in line or "Det ditt organ" in line or "inget för din roll" in line


def test_ones_own_introduction_waits_until_it_is_held(wearing):
    client = wearing("EM", unit="oxeloskolan")
    assert "Min introduktion Inget kvar" in going(client.get("/").content.decode())
    own = Employment.objects.on(TODAY).filter(unit__code="oxeloskolan", person__account__isnull=False)
    own.update(start="2026-10-20", introduced_on=None)
    assert "Min introduktion Väntar" in going(client.get("/").content.decode())


@pytest.mark.parametrize(("role", "most"), [("KC", 55), ("FC", 63), ("EC", 55), ("EM", 57), ("CT", 57), ("Np", 54)])
def test_the_page_stays_light(wearing, role, most):
    client = wearing(role)
    client.get("/")
    assert rows_fetched(lambda: client.get("/"))["queries"] <= most
