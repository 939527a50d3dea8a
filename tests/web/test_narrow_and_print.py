"""A telephone is shown what comes first, a wide screen and paper all of it; scripts or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="needs playwright")

from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 120_000
TELEPHONE, TABLET, WIDE, PAPER = 390, 768, 1280, 695
HIGHEST = {
    "/": 3_800,
    "/UNMISS?as_of=2023-02-15&whole=yes": 5_800,
    "/track-record": 4_300,
    "/track-record/forecasts?as_of=2023-02-15": 4_200,
    "/cases/minusma-2023-06": 4_600,
    "/data": 3_000,
}
"""Pixels that a page may be high on a telephone: about half of what it is unfolded, or less."""
FOLDED = "details.second"
Open = Callable[..., Page]


@pytest.fixture
def open_page(make_context: Callable[..., BrowserContext]) -> Open:
    def go(path: str, width: int, *, scripts: bool = True, scheme: str = "light") -> Page:
        page = make_context(width, scheme, scripts=scripts, patience=PATIENCE).new_page()
        page.goto(path)
        return page

    return go


def height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def shown_in_folds(page: Page) -> list[bool]:
    """Of each fold, whether a reader sees what is in it."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll("details.second")].map((fold) =>
            [...fold.children].filter((child) => child.localName !== "summary")
              .some((child) => child.checkVisibility({ contentVisibilityAuto: true })))"""
        )
    )


@pytest.mark.parametrize("path", HIGHEST)
def test_a_telephone_is_shown_what_comes_first(open_page: Open, path: str) -> None:
    page = open_page(path, TELEPHONE)
    assert height(page) < HIGHEST[path]
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE
    folds = page.locator(FOLDED)
    if folds.count():
        assert not any(shown_in_folds(page))
        folds.first.locator("summary").first.click()
        assert shown_in_folds(page)[0]


@pytest.mark.parametrize("path", HIGHEST)
def test_a_wide_screen_and_a_tablet_are_shown_all(open_page: Open, path: str) -> None:
    for width in (WIDE, TABLET):
        page = open_page(path, width)
        page.evaluate("document.querySelector('#in-words')?.click()")
        assert all(shown_in_folds(page))
        assert not page.locator(f"{FOLDED} > summary:visible").count()
        assert not page.locator(".all-rows:visible").count()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_all_is_reached_on_a_telephone(open_page: Open) -> None:
    page = open_page("/track-record/forecasts", TELEPHONE, scripts=False)
    rows = page.locator("table.cards tbody tr")
    assert rows.count() > 20
    assert rows.locator("visible=true").count() == 10
    page.locator(".all-rows label").click()
    assert rows.locator("visible=true").count() == rows.count()
    page = open_page("/cases/minusma-2023-06", TELEPHONE, scripts=False)
    last = page.locator("#statement-algiers-accord")
    expect(last).to_be_hidden()
    page.get_by_text("more statements").click()
    expect(last).to_be_visible()


def test_the_first_options_and_then_all_of_them(open_page: Open) -> None:
    page = open_page("/UNMISS?as_of=2023-02-15&whole=yes", TELEPHONE)
    options = page.locator("#in-short table.options tbody tr")
    assert options.locator("visible=true").count() == 3
    page.locator("#in-short .all-rows input").press("Space")
    assert options.locator("visible=true").count() == options.count() > 3


def test_an_address_of_a_part_opens_its_fold(open_page: Open) -> None:
    page = open_page("/UNMISS?as_of=2023-02-15&whole=yes#chart-sites", TELEPHONE)
    expect(page.locator("#chart-sites")).to_be_visible()
    page = open_page("/cases/minusma-2023-06#statement-algiers-accord", TELEPHONE)
    expect(page.locator("#statement-algiers-accord")).to_be_visible()


@pytest.mark.parametrize(
    "path", [*HIGHEST, "/council/votes", "/UNMISS/what-if?as_of=2023-02-15&host=restricts"]
)
def test_on_paper_nothing_is_missing_but_what_is_pressed(open_page: Open, path: str) -> None:
    page = open_page(path, PAPER)
    page.emulate_media(media="print")
    for pressed in (
        "header.desk",
        "footer.desk",
        "nav",
        "button",
        "a.button",
        "a.remove",
        ".all-rows label",
    ):
        assert not page.locator(f"{pressed}:visible").count(), pressed
    head = page.locator(".printed").first
    expect(head).to_be_visible()
    expect(head).to_contain_text("what was known at the end of")
    assert re.search(r"http://127\.0\.0\.1:\d+/\S*as_of=\d{4}-\d\d-\d\d", head.inner_text())
    assert not page.locator(f"{FOLDED} > summary:visible").count()
    larger = page.evaluate(
        """() => [...document.querySelectorAll("td .interval")].filter((part) => {
          const size = (element) => parseFloat(getComputedStyle(element).fontSize);
          return part.checkVisibility() && size(part) > size(part.parentElement);
        }).length"""
    )
    assert not larger, "second lines are larger than first ones"
    cut = page.evaluate(
        """() => [...document.querySelectorAll("table, figure, svg")].filter((part) => {
          const box = part.getBoundingClientRect();
          return part.checkVisibility() && box.width > 1 && box.right > innerWidth + 1;
        }).map((part) => part.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_a_page_printed_from_a_telephone_is_the_same_paper(open_page: Open, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="needs pypdf to read what was printed")
    page = open_page("/cases/minusma-2023-06", TELEPHONE, scheme="dark")
    file = tmp_path / "case.pdf"
    page.pdf(path=str(file), format="A4", prefer_css_page_size=True)
    text = " ".join(part.extract_text() for part in pypdf.PdfReader(str(file)).pages)
    words = " ".join(text.split())
    assert "Agreement for Peace and Reconciliation" in words, "the last statement is folded"
    assert "16 June 2023" in words
    assert "Copy it to change it" not in words
