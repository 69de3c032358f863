"""A § that is another kind of decision is shown and asked about before goals or a package are taken to it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Vision
from spelregler.apps.organisation.models import Body
from spelregler.platform.looking import DONE, LOOK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_asked_again")]


def test_a_vision_is_not_taken_to_another_decision_before_somebody_has_said_that_it_is_meant(wearing):
    council = Body.objects.get(kind="council")
    other = Decision.objects.create(
        body=council, decided_on=date(2026, 10, 14), paragraph="77", title="Taxa", text="Taxan antas.", kind="other"
    )
    said = {"vision": "En ny vision", "decided_on": "2026-10-14", "paragraph": "77", "start": "2026-10-20", LOOK: DONE}
    client, new = wearing("SE"), reverse("goals:adopt_vision")
    asked = client.post(new, said)
    assert asked.status_code == 400
    assert "§ 77, Taxa" in asked.content.decode()
    assert not Vision.objects.filter(text="En ny vision").exists()
    assert client.post(new, said | {"meant": str(other.pk + 999)}).status_code == 400
    done = client.post(new, said | {"meant": str(other.pk)})
    assert done.status_code == 302, done.context["form"].errors
    assert Vision.objects.get(text="En ny vision").decision == other
