"""Choosing what is compared: followed and changed, refused at the field with the choice kept, and who may not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.comparison.models import FollowedKpi, Kpi, ReferenceGroup
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, resident

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("town")]
FOLLOW, KPI = reverse("comparison:follow"), "N00945"
PAGE, STOP = reverse("comparison:kpi", args=[KPI]), reverse("comparison:unfollow", args=[KPI])


@pytest.fixture(autouse=True)
def catalogue(town):
    for number in (KPI, "N00946"):
        Kpi.objects.create(kolada_id=number, title=f"Antal {number}", description="", operating_area="Alla")
    ReferenceGroup.objects.create(kolada_id="G1", title="Liknande kommuner, Oxelösund, 2025")


@pytest.fixture
def controller(town):
    return holder(Post.Kind.CONTROLLER)


def test_one_is_found_followed_compared_with_a_group_and_let_go(controller):
    assert controller.post(FOLLOW, {"kpi": KPI, "direction": "higher"}).headers["Location"] == PAGE
    assert controller.post(FOLLOW, {"kpi": KPI, "direction": "lower", "group": "G1"}).status_code == 302
    followed = FollowedKpi.objects.get()
    assert (followed.direction, followed.group.kolada_id) == ("lower", "G1")
    shown = words(controller.get(PAGE))
    assert '<option value="lower" selected>' in shown
    assert STOP in shown
    controller.post(FOLLOW, {"kpi": KPI, "direction": "none"})
    assert FollowedKpi.objects.get().group.kolada_id == "G1", "a form that asks about no group keeps the one chosen"
    assert controller.post(STOP).status_code == 302
    words(controller.get(PAGE), 404)
    words(controller.post(STOP), 404)


@pytest.mark.parametrize(
    ("said", "field"), [({"direction": "uppåt"}, "id_direction"), ({"group": "finns-inte"}, "id_group")]
)
def test_what_is_not_among_the_choices_stands_at_its_field(controller, said, field):
    text = words(controller.post(FOLLOW, {"kpi": KPI, "direction": "higher", "group": "G1", **said}), 400)
    assert error_at(text, field)
    assert f'value="{KPI}"' in text
    assert not FollowedKpi.objects.exists()


def test_a_figure_that_kolada_no_longer_has_is_told_above_the_form(controller):
    text = words(controller.post(FOLLOW, {"kpi": "N99999", "direction": "higher"}), 400)
    assert "finns inte i Koladas katalog" in text
    assert not FollowedKpi.objects.exists()


def test_outsiders_read_and_choose_nothing(town, controller):
    controller.post(FOLLOW, {"kpi": KPI, "direction": "higher"})
    for client in (holder(Post.Kind.UNIT_MANAGER), resident()):
        for address in (PAGE, reverse("comparison:list"), f"{reverse('comparison:catalogue')}?q=antal"):
            assert 'method="post" action="/jamforelse' not in words(client.get(address))
        words(client.post(FOLLOW, {"kpi": "N00946", "direction": "higher"}), 403)
        words(client.post(STOP), 403)
    assert FollowedKpi.objects.get().kpi.kolada_id == KPI
