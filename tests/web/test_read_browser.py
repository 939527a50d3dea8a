"""A delegate reads the article in Chromium, accepts three statements, sees the odds move, saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peaceops.case import load_case
from web.conftest import WCAG
from web.test_read import ARTICLE, DAY, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE = 60_000
DOCUMENT = ARTICLE if ARTICLE.exists() else TEXTS / "minusma-exit-wire-2023.txt"


def opened(chromium: Browser, address: str, *, width: int, scheme: str, scripts: bool) -> Page:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{address}/read")
    page.get_by_label("Or choose files").set_input_files(str(DOCUMENT))
    page.get_by_label("Day of publication").fill(DAY)
    page.get_by_label("Where it is from").fill("An article")
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_selector("#s1")
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_an_article_is_read_and_three_statements_move_the_odds(
    chromium: Browser, address: str, served: Served, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(chromium, address, width=width, scheme=scheme, scripts=True)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    # A click on marked words shows their card.
    mark = page.locator("mark[data-statements]").first
    number = str(mark.get_attribute("data-statements")).split()[0]
    mark.click()
    assert page.evaluate("document.activeElement.id") == f"s{number}"
    moving = [link.inner_text() for link in page.locator(".numbers a").all()][-3:]
    assert len(moving) == 3
    for number in moving:
        card = page.locator(f"#s{number}")
        card.get_by_role("button", name="What would it move").click()
        card.locator(".moved").wait_for()
        card.get_by_label("Accept").check()
    assert "3 statements accepted" in page.locator(".tally").inner_text()
    page.locator(f"#s{moving[0]}").get_by_role("button", name="Change").click()
    page.locator(f"#s{moving[0]} fieldset.form").wait_for()
    assert page.locator(f"#s{moving[0]}").get_by_label("Accept").is_checked()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    report = Axe().run(page, options=WCAG)
    assert report.violations_count == 0, report.generate_report()
    page.locator(f"#s{moving[0]}").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="What those accepted move together").click()
    together = page.locator("#together .moved")
    together.wait_for()
    assert "points" in together.inner_text()
    name = f"read-at-{width}"
    page.get_by_label("Name of a new case").fill(name)
    page.get_by_role("button", name="Save to the case").click()
    page.get_by_text(f"3 statements were added to the case {name}").wait_for()
    statements = load_case(served.cases / f"{name}.yaml").statements
    assert len(statements) == 3
    assert all(statement.quotation for statement in statements)
    link = page.get_by_role("link", name="The brief on MINUSMA with it").get_attribute("href")
    assert link == f"/MINUSMA?as_of={DAY}&case={name}"
    assert not problems


def test_without_scripts_forms_do_it_all(chromium: Browser, address: str, served: Served) -> None:
    page = opened(chromium, address, width=1280, scheme="light", scripts=False)
    number = page.locator(".numbers a").first.inner_text()
    page.locator(f"#s{number}").get_by_role("button", name="What would it move").click()
    page.locator(f"#s{number} .moved").wait_for()
    page.locator(f"#s{number}").get_by_role("button", name="Change").click()
    text = page.locator(f"#s{number}").get_by_label("What is said, in your words")
    text.fill("In my own words.")
    page.locator(f"#s{number}").get_by_role("button", name="Keep the change").click()
    page.locator(f"#s{number}").get_by_label("Accept").check()
    page.get_by_label("Name of a new case").fill("without-scripts")
    page.get_by_role("button", name="Save to the case").click()
    page.get_by_text("1 statement was added to the case without-scripts").wait_for()
    (statement,) = load_case(served.cases / "without-scripts.yaml").statements
    assert statement.text == "In my own words."


def test_files_can_be_dropped(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/read")
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["Mali"], "dropped.txt"));
            document.getElementById("drop").dispatchEvent(
                new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }"""
    )
    assert page.locator("#chosen").inner_text() == "Chosen: dropped.txt"
    assert page.evaluate("document.getElementById('files').files.length") == 1
