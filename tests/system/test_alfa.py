"""One page of each kind, as the browser built it, read by Siteimprove Alfa: it knows rules that axe does not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.engines import alfa, snapshot, true_ones
from tests.system.test_stories import MAIN_PAGES, OTHER_PAGES, given_logged_in_as

pytestmark = pytest.mark.browser

KINDS: dict[str, tuple[str, ...]] = {
    "": OTHER_PAGES,
    "ordförande, utbildningsnämnden": tuple(MAIN_PAGES.values()),
    "Rektor, Oxelöskolan": ("/mal/rapportera/", "/ramar/prognos/oxeloskolan/", "/enheter/oxeloskolan/poster/"),
    "Nämndsekreterare": (
        "/beslut/nytt/",
        "/ramar/flytta/",
        "/ramar/overforing/",
        "/ramar/god-ekonomisk-hushallning/",
        "/organisationen/organ/kf/plats/",
        "/organisationen/ny-mandatperiod/",
    ),
    "Förvaltningschef, Utbildning": ("/uppfoljning/un/", "/mal/attraktiv-bostadsort/", "/regel/MR-30/"),
    "HR-strateg": ("/organisationen/forvaltning/kommunstyrelseforvaltningen/",),
    "Controller": ("/ramar/bokforing/",),
}
"""By who reads it, nobody being a resident: what axe is asked about, and one of each sort of form and table beside."""

FALSE = {
    ("sia-r60", "details"): "a fold around one form is named by its summary, which is read first",
}
"""What Alfa finds and we keep, and why."""

BAD = "<!DOCTYPE html><html lang=sv><title>Prov</title><main><h1>Prov</h1><h3>Ett steg för långt ned</h3></main></html>"


def test_alfa_finds_no_fault(page: Page) -> None:
    snapshots, script = {}, snapshot()
    for role, paths in KINDS.items():
        if role:
            given_logged_in_as(page, role)
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            snapshots[f"{role} {path}"] = page.evaluate(script)
    page.set_content(BAD)
    snapshots["bad"] = page.evaluate(script)
    found = alfa(snapshots)
    assert "sia-r53" in {each.rule for each in found if each.address == "bad"}, "it sees a fault"
    assert true_ones([each for each in found if each.address != "bad"], FALSE) == []
