"""The page in Chromium: no request, no error, no sideways scrolling, light and dark, accessible."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from marks import quick_first
from peaceops.brief.html import to_html
from peaceops.brief.page import Page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the system, or the one Playwright installed."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(
                executable_path=CHROMIUM if CHROMIUM.exists() else None, args=["--no-sandbox"]
            )
        except Error as error:
            pytest.skip(f"no Chromium to open pages with: {error}")
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(full_page: Page, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(to_html(full_page), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize(
    ("scheme", "width"),
    quick_first(
        [
            ("light", 360),
            ("dark", 1280),
            ("light", 800),
            ("light", 1280),
            ("dark", 360),
            ("dark", 800),
        ],
        2,
    ),
)
def test_a_page_opens_without_error_request_or_sideways_scroll(
    browser: Browser, address: str, width: int, scheme: str
):
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(address)
    assert [one for one in said if one != address and not one.startswith("data:")] == []
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 23, 27)")
    bar = page.locator("#chart-council svg rect").first
    assert bar.evaluate("one => getComputedStyle(one).fill") not in ("rgb(0, 0, 0)", "none")
    context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_brief(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.close()


def test_the_annex_is_closed_until_a_link_leads_into_it(browser: Browser, address: str):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollHeight") < 6 * 900
    assert not page.locator("#council").is_visible()
    page.locator("nav a[href='#council']").click()
    assert page.locator("#council").is_visible()
    assert not page.locator("#figures").is_visible()
    page.evaluate("window.scrollTo(0, 0)")
    page.locator(".two-pages .cites a").first.click()
    assert page.locator("#figures").is_visible()
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_no_violation_of_wcag_on_the_open_page(
    browser: Browser, address: str, width: int, scheme: str
):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate(OPEN_ALL)
    violations = Axe().run(page, options=WCAG).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:100]) for rule in violations] == []
    context.close()


def test_figures_behind_a_chart_open_with_the_keyboard(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(f"{address}#violence-months")
    summary = page.locator("#violence-months summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#violence-months table").is_visible()
    page.close()


def test_print_is_light_and_leaves_out_what_only_a_screen_can_use(browser: Browser, address: str):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("nav").is_visible()
    assert page.locator("#options-table").is_visible()
    context.close()


def test_tables_that_a_screen_folds_away_are_printed(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    assert page.locator("#trends table").is_visible()
    assert page.locator("#violence-months tbody tr").last.is_visible()
    assert not page.locator("#violence-months summary").is_visible()
    page.close()


@pytest.mark.parametrize(("width", "shown"), [(390, "on-narrow"), (1280, "on-wide")])
def test_of_a_wide_drawing_a_narrow_screen_shows_the_narrow_one(
    browser: Browser, address: str, width: int, shown: str
):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}#chart-trade-offs")
    drawings = page.locator("#chart-trade-offs svg")
    visible = [drawings.nth(at).get_attribute("class") for at in range(drawings.count())
               if drawings.nth(at).is_visible()]  # fmt: skip
    assert visible == [shown]
    page.close()


def test_the_data_of_a_chart_are_saved_from_the_page_itself(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(f"{address}#chart-violence")
    page.locator("#chart-violence .credit summary").click()
    with page.expect_download() as saving:
        page.locator("#chart-violence .credit a").first.click()
    assert saving.value.suggested_filename == "violence.csv"
    assert "country,month,state_based" in saving.value.path().read_text("utf-8")
    page.close()
