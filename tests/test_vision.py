"""The vision grows out of a dialogue with residents; the secretary enters both, and everybody reads them (MR-11)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.goals.models import Vision, VisionDialogue
from spelregler.apps.policy.models import Finding

VISION, ADOPT, TALK = (reverse(f"goals:{name}") for name in ("vision", "adopt_vision", "vision_dialogue"))
DECISION = {"vision": "Havet nära, alla med.", "vision_en": "", "decided_on": "2026-10-28", "paragraph": "§ 91"}
HELD = {"held_on": "2026-10-20", "audience": "Möte i Koordinaten", "taken_in": "", "feedback_on": ""}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def now() -> str:
    return Finding.objects.get(clause="MR-11", seen_to=None).status


def test_the_council_adopts_and_the_one_before_is_history(wearing):
    before = Vision.objects.get()
    assert wearing("SE").post(ADOPT, DECISION).status_code == 302
    before.refresh_from_db()
    held = Vision.objects.get(end=None)
    assert (held.start, before.end, str(held.decision)) == (
        date(2026, 10, 28),
        date(2026, 10, 28),
        "Kommunfullmäktige 2026-10-28 § 91",
    )
    text = text_of(Client().get(VISION))
    assert "Havet nära, alla med." in text
    assert before.text in text
    assert before.text in text_of(Client().get(VISION, {"per": "2026-10-27"}))


@pytest.mark.both
def test_a_dialogue_turns_the_rule_once_residents_were_told(wearing):
    client = wearing("SE")
    assert now() == "kept"  # the term before had its own
    assert client.post(TALK, HELD).status_code == 302
    assert now() == "attention"
    row = VisionDialogue.objects.get(audience="Möte i Koordinaten")
    page = reverse("goals:vision_feedback", args=[row.pk])
    assert client.post(page, {"taken_in": "", "feedback_on": "2026-11-01"}).status_code == 400
    assert client.post(page, {"taken_in": "Båtplatser.", "feedback_on": "2026-11-01"}).status_code == 302
    assert now() == "kept"
    assert "Båtplatser." in text_of(Client().get(VISION))
    assert client.post(page, {"taken_in": "Igen.", "feedback_on": "2026-11-01"}).status_code == 400


@pytest.mark.once
@pytest.mark.parametrize(
    ("page", "form"),
    [
        (ADOPT, DECISION | {"decided_on": "2026-11-03"}),
        (ADOPT, DECISION | {"start": "2026-10-01"}),
        (TALK, HELD | {"held_on": "2026-11-03"}),
        (TALK, HELD | {"feedback_on": "2026-10-25"}),
    ],
    ids=["not decided yet", "before its decision", "not held yet", "feedback without words"],
)
def test_what_cannot_be_is_refused_and_stays_typed(wearing, page, form):
    response = wearing("SE").post(page, form)
    assert response.status_code == 400
    assert f'value="{form.get("paragraph", form.get("audience"))}"' in response.content.decode()
    assert (Vision.objects.count(), VisionDialogue.objects.count()) == (1, 1)


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "EM", "EC", "FC", "KC", "CT", "Np", "KF"])
def test_nobody_else_enters_it(wearing, role):
    client, row = wearing(role), VisionDialogue.objects.get()
    feedback = reverse("goals:vision_feedback", args=[row.pk])
    for page, form in ((ADOPT, DECISION), (TALK, HELD), (feedback, {"taken_in": "X", "feedback_on": "2026-11-01"})):
        assert client.post(page, form).status_code == 403
    assert "/mal/vision/ny/" not in text_of(client.get(VISION))
    assert Vision.objects.count() == 1
