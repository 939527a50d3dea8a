"""The first page in Chromium: the map that moves, the list while one types, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api", reason="needs playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from web.conftest import NOISE, WCAG

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=30_000)


def refused(failure: str | None) -> bool:
    """Whether a request failed by itself; one that a reader left behind was cut short."""
    return failure != "net::ERR_ABORTED"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test for whatever the browser complains of."""
    complaints: list[str] = []
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "requestfailed",
        lambda request: complaints.append(request.url) if refused(request.failure) else None,
    )
    page.on(
        "console",
        lambda message: None if NOISE in message.text else complaints.append(message.text),
    )
    yield page
    page.close()
    assert complaints == []


def with_map(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#map").scroll_into_view_if_needed()
    page.locator(".map.moves").wait_for()


def test_the_map_that_moves_takes_the_place_of_the_picture(page: Page, address: str) -> None:
    with_map(page, f"{address}/?as_of=2023-02-15")
    expect(page.locator(".map > svg")).to_be_hidden()
    expect(page.locator(".map canvas")).to_be_visible()
    expect(page.locator(".map-mark")).to_have_count(page.locator("#missions tbody tr").count())


def test_a_mark_opens_its_card_by_the_keyboard_and_closes_it(page: Page, address: str) -> None:
    with_map(page, f"{address}/?as_of=2023-02-15")
    mark = page.get_by_role("button", name=re.compile("^MINUSMA,"))
    mark.focus()
    page.keyboard.press("Enter")
    card = page.locator(".map-card")
    expect(card).to_contain_text("30 Jun 2023, in 135 days")
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()
    mark.click()
    link = card.get_by_role("link", name="Open MINUSMA")
    expect(link).to_have_attribute("href", "/MINUSMA?as_of=2023-02-15")


def test_the_list_follows_what_is_typed_and_sorted(page: Page, address: str) -> None:
    page.goto(f"{address}/?as_of=2023-02-15")
    page.locator("#q").press_sequentially("sudan", delay=20)
    expect(page.locator("#count")).to_contain_text("3 of 22 missions")
    expect(page.locator("#q")).to_be_focused()
    page.get_by_role("link", name="Deaths, 12 months").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Deaths")
    page.wait_for_url(f"{address}/?as_of=2023-02-15&q=sudan&sort=deaths&order=desc")
    page.locator("#kind").select_option("special political mission")
    expect(page.locator("#count")).to_contain_text("1 of 22 missions")
    page.get_by_role("link", name="A month earlier").click()
    page.wait_for_url(re.compile("as_of=2023-01-15"))
    assert "q=sudan" in page.url and "sort=deaths" in page.url


def test_a_day_that_is_stepped_to_by_arrows_waits_for_enter(page: Page, address: str) -> None:
    page.goto(f"{address}/council/rule?as_of=2023-06-16")
    day = page.locator("#as-of")
    day.focus()
    page.keyboard.press("ArrowUp")
    expect(day).to_have_value("2023-07-16")
    expect(day).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.url.endswith("as_of=2023-06-16")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/council/rule?as_of=2023-05-16")


def test_the_odds_come_when_they_are_worked_out(page: Page, address: str) -> None:
    page.goto(f"{address}/?as_of=2022-02-15&host=MLI")
    expect(page.locator("#missions tbody td").last).to_contain_text("%")
    assert page.url == f"{address}/?as_of=2022-02-15&host=MLI"


def test_without_scripts_the_picture_has_links_and_the_form_answers(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?as_of=2023-02-15")
    expect(page.locator(".map > svg a")).to_have_count(22)
    page.get_by_label("Search").fill("abyei")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#count")).to_contain_text("1 of 22 missions")
    assert "as_of=2023-02-15" in page.url
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    chromium: Browser, address: str, width: int, scheme: str
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    with_map(page, f"{address}/?as_of=2023-02-15")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    result = Axe().run(page, options=WCAG)
    assert result.violations_count == 0, result.generate_report()
    context.close()
