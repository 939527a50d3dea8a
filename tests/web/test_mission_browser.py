"""A mission's page in Chromium: values of charts, evidence at the side, parts that open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi", reason="the desk is an extra: pip install 'peaceops[web]'")


from web.conftest import WCAG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
UNMISS = "/UNMISS?as_of=2023-02-15"


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The page of UNMISS, opened at 1280 pixels; nothing on it may complain."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(UNMISS)
    opened.wait_for_selector("#annex")
    yield opened
    assert complaints == []
    context.close()


def test_a_page_that_is_being_made_fills_by_itself(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.set_default_timeout(60_000)
    page.goto("/UNMOGIP?as_of=2023-06-15")
    assert "being put together" in page.locator("[role=status].making").inner_text()
    page.wait_for_selector("#expected-action")
    assert page.locator("[role=status].making").count() == 0
    page.close()


def test_without_scripts_the_page_comes_whole(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/UNMOGIP?as_of=2023-06-14")
    page.wait_for_selector("#expected-action")
    assert page.locator("#pictures svg").count() > 1
    page.locator("details#mission summary").first.click()
    page.locator("details#mission .part-content a").first.click()
    page.wait_for_selector("details#mission[open] .part-content p")
    assert "part=mission" in page.url
    context.close()


def test_a_chart_tells_its_values(page: Page) -> None:
    fan = page.locator("#chart-fan > svg")
    fan.scroll_into_view_if_needed()
    page.wait_for_selector("#chart-fan > svg[data-drawn]")
    page.locator('#chart-fan [class*="reading_"] > line').nth(30).hover(force=True)
    box = page.locator("#reading")
    assert box.is_visible()
    assert "Median" in box.inner_text()
    fan.focus()
    page.keyboard.press("Home")
    assert "Deaths on record" in box.inner_text()
    page.keyboard.press("Escape")
    assert not box.is_visible()


def test_pictures_drawn_by_hand_tell_their_values_too(page: Page) -> None:
    box = page.locator("#reading")
    page.locator("#chart-council > svg").focus()
    page.keyboard.press("ArrowRight")
    assert "Albania: yes" in box.inner_text()
    page.keyboard.press("ArrowRight")
    assert "Brazil: yes" in box.inner_text()
    page.locator("#chart-sites svg circle.event").first.hover(force=True)
    assert "deaths" in box.inner_text()


def test_a_live_chart_stays_in_the_place_of_its_picture(page: Page) -> None:
    size = "(svg) => [svg.getBoundingClientRect().width, svg.getBoundingClientRect().height]"
    over_time = page.locator("#chart-over-time > svg")
    before = over_time.evaluate(size)
    over_time.scroll_into_view_if_needed()
    page.wait_for_selector("#chart-over-time > svg[data-drawn]")
    assert over_time.evaluate(size) == before
    bottom = "(svg) => svg.getBoundingClientRect().bottom"
    letters = over_time.locator("g.plot text").all()
    lowest = max(text.evaluate(bottom) for text in letters)
    assert lowest <= over_time.evaluate(bottom)


def test_a_mark_opens_its_evidence_at_the_side(page: Page) -> None:
    page.locator("#expected-action .cites a").first.click()
    panel = page.locator("dialog#evidence[open]")
    panel.locator(".rows table").first.wait_for()
    assert "row" in panel.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("dialog#evidence[open]").count() == 0
    assert page.url.endswith(UNMISS)


def test_a_part_of_the_annex_opens_in_place(page: Page) -> None:
    assert page.locator("#chart-trade-offs").count() == 0
    page.locator("details#options > summary").click()
    page.wait_for_selector("#chart-trade-offs svg")
    page.locator("#chart-trade-offs > svg.on-wide").scroll_into_view_if_needed()
    page.wait_for_selector("#chart-trade-offs > svg[data-drawn]")


def test_the_page_is_short_until_it_is_opened(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollHeight") < 4600


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_accessible(chromium: Browser, address: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        base_url=address,
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(UNMISS)
    page.wait_for_selector("#annex")
    page.locator("details#mission > summary").click()
    page.wait_for_selector("#chart-strength svg")
    page.locator("#expected-action .cites a").first.click()
    page.wait_for_selector("dialog#evidence[open] .rows table")
    results = Axe().run(page, options=WCAG)
    assert results.response["violations"] == []
    page.keyboard.press("Escape")
    assert Axe().run(page, options=WCAG).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
