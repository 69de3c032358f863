"""Stories of roles, in the browser, without any shortcut past the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spelregler.demo.ledger import sie_file

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "src/spelregler/ui/tests/vendor/axe.min.js"
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
MAIN_PAGES = {
    "hem": "/",
    "enheter": "/enheter/",
    "mal": "/mal/",
    "ramar": "/ramar/",
    "enhet": "/enheter/oxeloskolan/",
    "policy": "/policyn/MR/",
}
OTHER_PAGES = (
    "/policyn/",
    "/policyn/CP/",
    "/regel/MR-48/",
    "/roller/",
    "/mal/agare/",
    "/ramar/un/",
    "/beslut/",
    "/logga-in/",
    "/sok/?q=skola",
    "/tillganglighet/",
    "/hjalp/",
    "/hjalp/systemforvaltare/sakerhetskopiera/",
    "/hjalp/?q=huvudboken",
)


def given_logged_in_as(page: Page, words: str) -> None:
    """Choose someone of the cast by the words of the role."""
    page.goto("/logga-in/")
    card = page.locator("li.card", has=page.locator(".roles", has_text=words)).first
    card.get_by_role("button").click()
    page.wait_for_url("**/")


def when_wearing(page: Page, words: str) -> None:
    """Change role in the header."""
    page.locator("details.role summary").click()
    page.locator("details.role button", has_text=words).first.click()


def given_a_second_look(page: Page) -> None:
    """What cannot be undone is looked at once more, and done."""
    page.get_by_role("button", name="Ja, gör det").click()


def then_axe_is_content(page: Page) -> None:
    """No violation, on any page, in any state that a story reaches; and it is the page, not word of its failure."""
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") < 500, page.url
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    found = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in result["violations"]]
    assert found == [], page.url


class TestThePages:
    @pytest.mark.parametrize("name", MAIN_PAGES)
    def test_the_main_pages_are_accessible_and_are_kept_as_pictures(self, page, name):
        ARTEFACTS.mkdir(exist_ok=True)
        page.set_viewport_size({"width": 1440, "height": 900})
        given_logged_in_as(page, "ordförande, utbildningsnämnden")
        page.goto(MAIN_PAGES[name])
        then_axe_is_content(page)
        page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)

    @pytest.mark.parametrize("path", OTHER_PAGES)
    def test_so_are_the_others(self, page, path):
        page.goto(path)
        then_axe_is_content(page)

    @pytest.mark.parametrize("path", MAIN_PAGES.values())
    @pytest.mark.parametrize(
        "page", [{"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}], indirect=True
    )
    def test_a_phone_in_the_dark_needs_no_sideways_scrolling(self, page, path):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 391
        then_axe_is_content(page)


class TestTheChair:
    def test_sees_what_is_expected_and_is_told_what_is_not_hers(self, page):
        given_logged_in_as(page, "ordförande, utbildningsnämnden")
        expect(page.locator("h1")).to_contain_text("Ordförande")
        expect(page.locator("main")).to_contain_text("MR-19")
        expect(page.locator("main")).to_contain_text("örvaltningschef")
        page.goto("/enheter/oxeloskolan/")
        expect(page.locator("main")).not_to_contain_text("Enhetens egna poster")
        expect(page.get_by_role("button", name="Flytta pengar")).to_have_count(0)


class TestTheUnitManager:
    @pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
    def test_moves_money_inside_the_frame_without_javascript(self, page):
        given_logged_in_as(page, "Oxelöskolan")
        page.goto("/enheter/oxeloskolan/")
        page.get_by_label("Belopp, tkr").fill("25")
        page.get_by_role("button", name="Flytta pengar").click()
        expect(page.locator("main")).to_contain_text("Pengarna är flyttade.")


class TestTheDepartmentHead:
    def test_answers_a_signal_and_the_rule_is_followed(self, page):
        given_logged_in_as(page, "ldreomsorg")
        page.goto("/enheter/bjorntorp/")
        page.get_by_label("Skäl").first.fill("Vi går igenom larmrutinen tillsammans med enheten.")
        page.get_by_role("button", name="Skriv in ställningstagandet").first.click()
        given_a_second_look(page)
        expect(page.locator("main")).to_contain_text("Ställningstagandet är inskrivet.")
        expect(page.locator("main")).to_contain_text("i dialog")


class TestTheResident:
    def test_reads_the_policy_and_follows_a_rule_to_its_evidence_in_both_languages(self, page):
        page.goto("/policyn/MR/")
        page.get_by_role("link", name="Enheten håller sig inom sin ram", exact=True).first.click()
        expect(page.locator("main")).to_contain_text("Oxelöskolan")
        page.get_by_role("button", name="English").click()
        expect(page.locator("main")).to_contain_text("The answer now")

    def test_goes_from_the_first_page_with_the_keyboard_alone(self, page):
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Hoppa till innehållet")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


class TestALedger:
    """A controller imports a ledger: chooses the file, sees what it changes, and imports it."""

    def test_a_controller_imports_a_ledger(self, page, tmp_path):
        file = tmp_path / "november.se"
        file.write_bytes(re.sub(rb"#KSUMMA[^\n]*\n", b"", sie_file()))  # other bytes, the same ledger
        given_logged_in_as(page, "Controller")
        page.goto("/ramar/")
        page.get_by_role("link", name="Bokföringen").click()
        then_axe_is_content(page)
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Visa planen").click()
        expect(page.get_by_text("Varje månad är som den är lagrad")).to_be_visible()
        expect(page.get_by_text("oförändrad")).to_have_count(10)
        then_axe_is_content(page)
        page.get_by_role("button", name="Läs in filen").click()
        expect(page.get_by_text("november.se är inläst: 3150 rader.")).to_be_visible()
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Visa planen").click()
        expect(page.get_by_text("Filen ändrar inget")).to_be_visible()

    def test_a_chair_is_told_whom_to_ask_about_vouchers(self, page):
        given_logged_in_as(page, "ordförande, utbildningsnämnden")
        page.goto("/enheter/oxeloskolan/verifikationer/")
        expect(page.get_by_text("Ställ frågan till förvaltningschefen")).to_be_visible()


class TestAValueOnItsWay:
    """A head teacher reports, the department head returns one, then approves it; only then the thread changes."""

    def outcome(self, page) -> str:
        page.goto("/mal/oxeloskolan-trygghet/")
        return page.locator("table.data tbody td").first.inner_text()

    def test_from_pasted_cells_to_the_red_thread(self, page):
        before = self.outcome(page)
        given_logged_in_as(page, "Oxelöskolan")
        page.goto("/mal/rapportera/")
        then_axe_is_content(page)
        page.get_by_text("Klistra in från ett kalkylblad").click()
        page.get_by_label("Celler från Excel").fill("Elever som är trygga i skolan\t71,5\nElevernas frånvaro\t6,4")
        page.get_by_role("button", name="Lägg i raderna").click()
        page.get_by_role("button", name="Skicka in för godkännande").click()
        expect(page.locator("main")).to_contain_text("2 värden är inskickade.")
        assert self.outcome(page) == before
        given_logged_in_as(page, "Förvaltningschef, utbildning")
        page.goto("/mal/godkann/")
        then_axe_is_content(page)
        row = page.locator("tr", has_text="Elever som är trygga i skolan")
        row.get_by_label("Skäl att återsända").fill("Räkna om med höstens enkät")
        row.get_by_role("button", name="Återsänd").click()
        assert self.outcome(page) == before
        given_logged_in_as(page, "Oxelöskolan")
        page.goto("/mal/rapportera/")
        expect(page.locator("main")).to_contain_text("Räkna om med höstens enkät")
        page.get_by_label("Värde: Elever som är trygga i skolan").fill("91,5")
        page.get_by_role("button", name="Skicka in för godkännande").click()
        given_logged_in_as(page, "Förvaltningschef, utbildning")
        page.goto("/mal/godkann/")
        page.get_by_label("Välj Elever som är trygga i skolan").check()
        page.get_by_role("button", name="Godkänn de valda").click()
        assert self.outcome(page) != before


def test_a_table_is_copied_as_a_spreadsheet_reads_it(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/ramar/")
    table = page.locator("table", has_text="Utbildningsnämnden").first
    button = page.get_by_role("button", name="Kopiera").first
    button.click()
    expect(page.get_by_role("button", name="Kopierat")).to_be_visible()
    rows = [row.split("\t") for row in page.evaluate("navigator.clipboard.readText()").splitlines()]
    assert rows[0][:2] == ["tkr", "Ram"]
    # Another story may have changed a figure: the copy says what the page says, as numbers.
    shown = [as_number(row[-1]) for row in table.locator("tr").evaluate_all(CELLS)]
    copied = [row[-1] for row in rows]
    assert copied[1:] == shown[1:]
    assert all(re.fullmatch(r"-?\d+(,\d+)?", figure) for figure in copied[1:])


CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"


def as_number(figure: str) -> str:
    """How a spreadsheet reads a figure that a page shows: without spaces, with a hyphen for minus."""
    return re.sub(r"\s", "", figure).replace("\N{MINUS SIGN}", "-")
