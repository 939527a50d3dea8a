"""A case in Chromium: a statement by form, a mistake mended, and the link to the brief on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from web.conftest import WCAG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that must not complain, but of refusals that are asked for."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: "status of 4" in message.text or complaints.append(message.text),
    )
    yield page
    context.close()
    assert complaints == []


def copy(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/cases/minusma-2023-06")
    page.get_by_label("Name of the copy").fill(name)
    page.get_by_role("button", name="Copy").click()
    page.wait_for_url(f"**/cases/{name}?saved=*")


def test_a_statement_is_added_and_a_mistake_mended_where_it_stands(
    page: Page, address: str
) -> None:
    copy(page, address, "mali")
    page.get_by_label("Add a statement").select_option(label="Position of a member of the Council")
    page.get_by_role("button", name="Fill in").first.click()
    page.get_by_label("Member").select_option(label="China")
    page.get_by_label("Position").select_option(label="Abstains")
    page.get_by_label("Certainty").fill("90")
    page.get_by_label("Who says it").fill("Representative of China")
    page.get_by_label("What is said, in your words").fill("Will abstain.\nThat is all.")
    page.get_by_label("Source").fill("S/PV.9350")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").get_by_role("link", name="Certainty").click()
    certainty = page.get_by_label("Certainty")
    assert certainty.evaluate("field => document.activeElement === field")
    error = page.locator(f"#{certainty.get_attribute('aria-describedby').split()[-1]}")  # type: ignore[union-attr]
    assert "90 per cent is 0.9" in error.inner_text()
    certainty.fill("0.9")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/cases/mali?saved=*")
    statement = page.locator("#statement-china-abstains")
    assert "Will abstain." in statement.inner_text()
    assert "0.9" in statement.inner_text()
    link = page.get_by_role("link", name="Brief with this case")
    assert link.get_attribute("href") == "/MINUSMA?as_of=2023-06-16&case=mali"
    statement.get_by_role("button", name="Take out").click()
    assert page.locator("#statement-china-abstains").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.locator("#statement-china-abstains").count() == 1


def test_a_problem_in_the_text_leads_to_its_line(page: Page, address: str) -> None:
    copy(page, address, "text")
    page.goto(f"{address}/cases/text/text")
    editor = page.get_by_label("Text of the case")
    text = editor.input_value()
    editor.fill(text.replace("country: FRA", "country: Frnace", 1))
    page.get_by_role("button", name="Save", exact=True).click()
    number = text.split("\n").index("    country: FRA") + 1
    page.get_by_role("link", name=f"Line {number}").click()
    chosen = editor.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == "    country: Frnace"
    assert page.locator(".gutter").inner_text().split()[-1] == str(text.count("\n") + 1)
    editor.fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/cases/text?saved=*")


def test_two_tabs_save_one_case_and_the_second_is_told(page: Page, address: str) -> None:
    copy(page, address, "tabs")
    other = page.context.new_page()
    for tab, statement in ((page, "wane-on-consent"), (other, "mali-asks-to-leave")):
        tab.goto(f"{address}/cases/tabs/edit/statements/{statement}")
    page.get_by_label("What is said, in your words").fill("Theirs.")
    page.get_by_role("button", name="Save").click()
    other.get_by_label("What is said, in your words").fill("Ours.")
    other.get_by_role("button", name="Save").click()
    assert other.get_by_role("heading", name="Changed meanwhile").is_visible()
    other.get_by_role("button", name="Save both together").click()
    other.wait_for_url("**/cases/tabs?saved=*")
    assert "Theirs." in other.locator("#statement-wane-on-consent").inner_text()
    assert "Ours." in other.locator("#statement-mali-asks-to-leave").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_cases_are_accessible_and_fit_a_telephone(
    chromium: Browser, address: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(
        viewport={"width": 390, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    copy(page, address, f"fit-{scheme}")
    case = f"/cases/fit-{scheme}"
    page.goto(f"{address}{case}/edit/statements/wane-on-consent")
    page.get_by_label("What is said, in your words").fill("More.")
    page.get_by_role("button", name="Save").click()
    earlier = page.get_by_role("link", name="What changed").get_attribute("href")
    refused = f"{case}/add/statements?kind=departure"
    forms = ("edit/options/increase", "add/assumptions?start=exit-risk", "add/changes?of=increase",
             "add/changes?of=increase&kind=tasks", "text", "history", "about")  # fmt: skip
    paths = ("/cases", case, earlier, refused, *(f"{case}/{form}" for form in forms))
    for path in paths:
        page.goto(f"{address}{path}")
        if path == refused:
            page.get_by_role("button", name="Save").click()
            assert page.get_by_role("alert").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        violations = Axe().run(page, options=WCAG).response["violations"]
        assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in violations] == []
    context.close()


def test_cases_are_written_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    copy(page, address, "plain")
    page.get_by_role("link", name="Change: Increase").click()
    page.get_by_label("Name").first.fill("More troops")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/cases/plain?saved=*")
    assert page.get_by_role("heading", name="More troops").is_visible()
    context.close()
