"""The Council's pages in Chromium: browse a member's votes, save a chart's data, break no rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="needs playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "/council",
    "/council/votes?member=CHN&vote=abstain",
    "/council/votes/S/2022/720",
    "/council/members",
    "/council/members/CHN",
    "/council/agreement",
    "/council/rule?RUS=no",
    "/council/consent",
    "/track-record",
    "/track-record/votes",
    "/track-record/forecasts?mission=UNMISS",
)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test for whatever the browser complains of."""
    complaints: list[str] = []
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None,
    )
    yield page
    page.close()
    assert complaints == []


def test_a_delegate_browses_the_votes_of_one_member(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/council?as_of=2023-02-15")
    page.get_by_role("link", name="Gabon").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gabon on the Council")
    with page.expect_download() as download:
        page.get_by_role("link", name="Data (CSV)").click()
    file = tmp_path / "years.csv"
    download.value.save_as(file)
    assert file.read_text().startswith("year,yes,no,abstain,not_participating,absent,drafts")
    page.get_by_role("link", name="All its votes").click()
    page.get_by_label("Its vote").select_option("abstained")
    page.get_by_label("From year").fill("2022")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("p[aria-live]")).to_contain_text("votes of Gabon")
    page.locator("table.votes tbody th a").first.click()
    expect(page.locator(".group.abstain")).to_contain_text("Gabon")
    assert "as_of=2023-02-15" in page.url


def test_a_chart_answers_to_the_pointer_and_is_saved(page: Page, address: str) -> None:
    page.goto(f"{address}/council/members/CHN?as_of=2023-02-15")
    canvas = page.locator("figure.chart canvas")
    expect(canvas).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "China on the Council.png"
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    tooltip = page.locator("#vg-tooltip-element")
    for share in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85):  # some year has a bar there
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.7, steps=5)
        if tooltip.is_visible():
            break
    expect(tooltip).to_contain_text("Drafts")


def test_without_scripts_the_chart_is_drawn_and_the_rule_answers(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/council/members/CHN?as_of=2023-02-15")
    expect(page.locator("figure.chart svg rect").first).to_be_visible()
    page.goto(f"{address}/council/rule?as_of=2023-02-15")
    page.get_by_label("Russian Federation").select_option("against")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#ruling h2")).to_have_text("Not adopted: vetoed")
    context.close()


def test_the_calculator_answers_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/council/rule?as_of=2023-02-15")
    expect(page.locator("#ruling h2")).to_have_text("Adopted")
    page.get_by_label("China").select_option("against")
    expect(page.locator("#ruling h2")).to_have_text("Not adopted: vetoed")
    assert "CHN=no" in page.url


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_wcag_or_scrolls_sideways(
    chromium: Browser, address: str, path: str, scheme: str
) -> None:
    width = 390 if scheme == "dark" else 1280
    context = chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address + path)
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    # axe is put into the page as a script, which the policy of the desk lets in nowhere.
    client = context.new_cdp_session(page)
    client.send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert result.violations_count == 0, result.generate_report()
    context.close()
