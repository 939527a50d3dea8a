"""What if as a delegate uses it: at the horseshoe and by keyboard; saved, and loaded again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

pytest.importorskip("fastapi", reason="the desk is an extra: pip install 'peaceops[web]'")
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGE = "/UNMISS/what-if?as_of=2023-02-15"
PATIENCE = 60_000
"""Milliseconds that an answer may take on a busy machine."""


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    yield page
    page.close()
    assert not problems


def test_a_delegate_supposes_saves_and_comes_back(page: Page) -> None:
    page.goto(PAGE)
    headline = page.locator("#headline")
    expect(headline).to_contain_text("Nothing is supposed")

    # Click China on the horseshoe, and have it abstain.
    page.locator('svg.council a[data-member="CHN"]').click()
    abstains = page.get_by_label("abstains", exact=True)
    expect(abstains).to_be_visible()
    abstains.check()
    expect(page.locator(".sentences")).to_contain_text("China abstains.")
    expect(page).to_have_url(re.compile("position=CHN%3Dabstains"))
    expect(headline).to_contain_text("every member votes in favour")
    seat = page.locator('svg.council a[data-member="CHN"]')
    expect(seat).to_have_attribute("aria-label", re.compile("as it is: yes"))

    # Drag an assumption by keyboard: the number beside it follows, and the focus stays.
    drag = page.locator("#assume-replaced-value-range")
    drag.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#assume-replaced-value")).to_have_value("35")
    expect(page.locator(".sentences")).to_contain_text("35 % (0 to 80 %)")
    expect(page).to_have_url(re.compile("assume=replaced%3D0%3A0.35%3A0.8"))
    expect(drag).to_be_focused()

    # India leaves.
    page.locator("#leave-0").select_option("IND")
    expect(page.locator(".sentences")).to_contain_text("India leaves with all its personnel")
    page.locator("#leave-0-number").fill("2300")
    page.locator("#leave-0-number").press("Tab")
    expect(page.locator(".sentences")).to_contain_text("India leaves with 2,300 uniformed")
    expect(page.get_by_role("heading", name="What those who leave take with them")).to_be_visible()

    # Back is undo.
    page.go_back()
    expect(page.locator(".sentences")).to_contain_text("India leaves with all its personnel")
    page.go_forward()
    expect(page.locator(".sentences")).to_contain_text("India leaves with 2,300 uniformed")

    # Save, and find it again.
    page.get_by_label("Save as a case called").fill("india-leaves")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#saved")).to_contain_text("india-leaves")
    page.reload()
    expect(page).to_have_url(re.compile("case=india-leaves"))
    expect(headline).to_contain_text("Nothing is supposed")
    expect(page.locator("#case")).to_have_value("india-leaves")


def test_what_is_low_pushes_what_is_likeliest(page: Page) -> None:
    page.goto(PAGE)
    low = page.locator("#assume-replaced-low-range")
    low.focus()
    page.keyboard.press("End")
    for side in ("low", "value", "high"):
        expect(page.locator(f"#assume-replaced-{side}")).to_have_value("100")


def test_changing_the_day_keeps_what_was_supposed_since(page: Page) -> None:
    page.goto(PAGE)
    page.locator("#host").select_option("restricts")
    expect(page.locator(".sentences")).to_contain_text("South Sudan restricts the mission.")
    page.locator("#as-of").fill("2023-02-14")
    page.locator("#as-of").dispatch_event("change")
    expect(page).to_have_url(re.compile("as_of=2023-02-14"))
    expect(page.locator(".sentences")).to_contain_text("South Sudan restricts the mission.")


def test_without_scripts_the_form_has_a_button(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{PAGE}&member=CHN")
    page.get_by_label("abstains", exact=True).check()
    page.locator("#leave-0").select_option("IND")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.locator(".sentences")).to_contain_text("China abstains.")
    expect(page.locator(".sentences")).to_contain_text("India leaves with all its personnel")
    page.get_by_role("link", name="Take out: China abstains.").click()
    expect(page.locator(".sentences")).not_to_contain_text("China abstains.")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_does_not_scroll_sideways(
    chromium: Browser, address: str, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        base_url=address,
        bypass_csp=True,  # the checker puts a script of its own into the page
    )
    page.set_default_timeout(PATIENCE)
    page.goto(f"{PAGE}&member=CHN&position=CHN=abstains&leaves=Narnia:5&leaves=IND")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert results.violations_count == 0, results.generate_report()
    page.close()
