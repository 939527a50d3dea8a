"""A case in Chromium: a statement by form, a mistake mended, and the link to the brief on it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
import uvicorn

from peaceops.edition import Edition
from peaceops.web import Rules, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHROMIUM = Path("/usr/bin/chromium")
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the system, or the one Playwright installed."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(
                executable_path=CHROMIUM if CHROMIUM.exists() else None, args=["--no-sandbox"]
            )
        except Error as error:
            pytest.skip(f"no Chromium to open pages with: {error}")
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def desk(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that listens."""
    folder = tmp_path_factory.mktemp("served") / "cases"
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(edition, folder, Rules(port=0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not complain, but of refusals that are asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
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


def copy(page: Page, desk: str, name: str) -> None:
    page.goto(f"{desk}/cases/minusma-2023-06")
    page.get_by_label("Name of the copy").fill(name)
    page.get_by_role("button", name="Copy").click()
    page.wait_for_url(f"**/cases/{name}?saved=*")


def test_a_statement_is_added_and_a_mistake_mended_where_it_stands(page: Page, desk: str) -> None:
    copy(page, desk, "mali")
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


def test_a_problem_in_the_text_leads_to_its_line(page: Page, desk: str) -> None:
    copy(page, desk, "text")
    page.goto(f"{desk}/cases/text/text")
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


def test_two_tabs_save_one_case_and_the_second_is_told(page: Page, desk: str) -> None:
    copy(page, desk, "tabs")
    other = page.context.new_page()
    for tab, statement in ((page, "wane-on-consent"), (other, "mali-asks-to-leave")):
        tab.goto(f"{desk}/cases/tabs/edit/statements/{statement}")
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
    browser: Browser, desk: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": 390, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    copy(page, desk, f"fit-{scheme}")
    case = f"/cases/fit-{scheme}"
    page.goto(f"{desk}{case}/edit/statements/wane-on-consent")
    page.get_by_label("What is said, in your words").fill("More.")
    page.get_by_role("button", name="Save").click()
    earlier = page.get_by_role("link", name="What changed").get_attribute("href")
    refused = f"{case}/add/statements?kind=departure"
    forms = ("edit/options/increase", "add/assumptions?start=exit-risk", "add/changes?of=increase",
             "add/changes?of=increase&kind=tasks", "text", "history", "about")  # fmt: skip
    paths = ("/cases", case, earlier, refused, *(f"{case}/{form}" for form in forms))
    for path in paths:
        page.goto(f"{desk}{path}")
        if path == refused:
            page.get_by_role("button", name="Save").click()
            assert page.get_by_role("alert").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        violations = Axe().run(page, options=WCAG).response["violations"]
        assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in violations] == []
    context.close()


def test_cases_are_written_without_scripts(browser: Browser, desk: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    copy(page, desk, "plain")
    page.get_by_role("link", name="Change: Increase").click()
    page.get_by_label("Name").first.fill("More troops")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/cases/plain?saved=*")
    assert page.get_by_role("heading", name="More troops").is_visible()
    context.close()
