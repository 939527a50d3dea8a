"""A delegate walks the desk in Chromium: what a renewal asks for, from the calendar to the files.

Each story is told at one width and in one colour scheme, so that all of them are used. On every
page of every story nothing may scroll sideways, complain in the console, or ask another host.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="needs playwright")

from docx import Document
from playwright.sync_api import BrowserContext, Download, Page, expect

from peaceops.case import load_case
from web.conftest import NOISE, WCAG
from web.test_read import ARTICLE

if TYPE_CHECKING:
    from web.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine."""

WATCH = """
const watch = () => {
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const wide = [...document.querySelectorAll("main *")].filter(
      (part) => part.getBoundingClientRect().right > page.clientWidth && !part.closest(".scroll"));
    const names = wide.slice(0, 5).map((part) => part.outerHTML.slice(0, 80)).join(" ");
    console.error(`${location.pathname} scrolls sideways: ${names}`);
  }
};
addEventListener("load", watch);
addEventListener("htmx:afterSettle", watch);
"""

DAY = "2023-02-15"
UNMISS = f"/UNMISS?as_of={DAY}"
WHAT_IF = f"/UNMISS/what-if?as_of={DAY}"
WIRE = """\
Bamako, 16 June. Mali's foreign minister called for the withdrawal of MINUSMA without delay.

Britain said on Friday that it was pulling out its 300 troops from MINUSMA.

Sweden withdrew its 220 soldiers from MINUSMA in March 2023.

Germany said that it will withdraw its 600 soldiers from MINUSMA by May 2024.
"""

Visit = Callable[..., Page]


@pytest.fixture
def visit(make_context: Callable[..., BrowserContext], served: Served) -> Iterator[Visit]:
    """Opens a page of the desk as a reader with a window of some width and a scheme."""
    complaints: list[str] = []

    def request(address: str) -> None:
        if not address.startswith((served.address + "/", "data:", "blob:")):
            complaints.append(f"asked another host: {address}")

    def open_page(
        path: str, width: int = 1280, scheme: str = "light", *, scripts: bool = True
    ) -> Page:
        context = make_context(width, scheme, scripts=scripts, patience=PATIENCE)
        expect.set_options(timeout=PATIENCE)
        context.add_init_script(WATCH)
        context.on("request", lambda asked_for: request(asked_for.url))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on(
            "console",
            lambda line: None if NOISE in line.text else complaints.append(line.text),
        )
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    assert complaints == []


def save(page: Page, press: Callable[[], None], folder: Path) -> Path:
    """What a press of a link or button downloads, as a file of its suggested name."""
    with page.expect_download() as download:
        press()
    file: Download = download.value
    path = folder / file.suggested_filename
    file.save_as(path)
    return path


def test_what_ends_next_month_is_found_and_opened(visit: Visit) -> None:
    page = visit(f"/?as_of={DAY}", 1280, "light")
    page.get_by_label("In words, month by month").check()
    march = page.locator(".by-month section", has=page.get_by_role("heading", name="March 2023"))
    ending = march.locator("li", has_text="mandate ends")
    expect(ending).to_have_count(2)
    ending.filter(has_text="UNMISS").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("UNMISS")
    expect(page.locator(".days-left")).to_contain_text("28 days left in the mandate")
    expect(page).to_have_url(re.compile(re.escape(UNMISS)))


def test_a_mission_is_opened_as_of_a_past_date(visit: Visit) -> None:
    page = visit("/UNMISS", 390, "dark")
    page.get_by_label("Another day").fill(DAY)
    expect(page).to_have_url(re.compile(f"as_of={DAY}"))
    expect(page.locator(".days-left")).to_contain_text("28 days left in the mandate")
    page.locator(".facts").get_by_text("S/RES/2625 (2022)").first.wait_for()
    page.get_by_role("link", name="What if", exact=True).click()
    expect(page.locator("form.as-of .words")).to_have_text("As of 15 February 2023")


def test_china_abstains_the_odds_move_and_back_undoes_it(visit: Visit) -> None:
    page = visit(WHAT_IF, 1280, "dark")
    headline = page.locator("#headline")
    expect(headline).to_contain_text("Nothing is supposed")
    page.locator('svg.council a[data-member="CHN"]').click()
    page.get_by_label("abstains", exact=True).check()
    expect(page.locator(".sentences")).to_contain_text("China abstains.")
    unanimous = page.locator("table.moves tr", has_text="Renew").first
    expect(unanimous).to_be_visible()
    expect(headline).to_contain_text("every member votes in favour")
    supposed, as_it_is = re.findall(r"(\d+)\s%", headline.inner_text())[:2]
    assert int(supposed) < int(as_it_is), "an abstention makes unanimity less likely"
    page.go_back()
    expect(headline).to_contain_text("Nothing is supposed")
    assert "abstains" not in page.url


def test_the_cost_a_head_is_dragged_by_keyboard(visit: Visit) -> None:
    page = visit(f"{WHAT_IF}&option=increase", 390, "light")
    page.get_by_text("Planning assumptions", exact=True).click()
    drag = page.get_by_label(re.compile("^Cost of a mission a year, for each .*: likeliest"))
    drag.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#assume-cost-per-head-value")).to_have_value("78,000")
    expect(page.locator(".sentences")).to_contain_text("78,000 US dollars")
    expect(page.locator("#headline")).to_contain_text("cost")
    expect(page.locator("table.moves tbody", has_text="Cost").first).to_be_visible()
    expect(drag).to_be_focused()


def test_india_leaves_and_the_case_is_saved_and_exported(
    visit: Visit, served: Served, tmp_path: Path
) -> None:
    page = visit(WHAT_IF, 1280, "light")
    page.locator("#leave-0").select_option("IND")
    expect(page.locator(".sentences")).to_contain_text("India leaves with all its personnel")
    expect(page.get_by_role("heading", name="What those who leave take with them")).to_be_visible()
    page.get_by_label("Save as a case called").fill("india-leaves")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#saved")).to_contain_text("india-leaves")
    page.reload()
    expect(page.locator("#case")).to_have_value("india-leaves")
    (departure,) = load_case(served.cases / "india-leaves.yaml").statements
    assert departure.country == "IND"
    word = save(page, page.get_by_role("link", name="Word").click, tmp_path)
    document = Document(str(word))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "UNMISS" in text
    assert "India" in text + str(
        [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )


def test_an_article_is_read_and_three_statements_move_the_odds(
    visit: Visit, served: Served, tmp_path: Path
) -> None:
    document = ARTICLE
    if not document.exists():
        document = tmp_path / "wire.txt"
        document.write_text(WIRE, encoding="utf-8")
    page = visit("/read", 390, "light")
    page.get_by_label("Or choose files").set_input_files(str(document))
    page.get_by_label("Day of publication").fill("2023-06-17")
    page.get_by_label("Where it is from").fill("An article")
    page.get_by_role("button", name="Read", exact=True).click()
    numbers = page.locator(".numbers a").all_inner_texts()[-3:]
    for number in numbers:
        card = page.locator(f"#s{number}")
        card.get_by_label("Accept").check()
    expect(page.locator(".tally")).to_contain_text("3 statements accepted")
    page.get_by_role("button", name="What those accepted move together").click()
    expect(page.locator("#together .moved")).to_contain_text("points")
    page.get_by_label("Name of a new case").fill("from-the-article")
    page.get_by_role("button", name="Save to the case").click()
    expect(page.locator(".saved")).to_contain_text("3 statements were added")
    page.get_by_role("link", name="The brief on MINUSMA with it").click()
    expect(page.locator("#expected-action")).to_be_visible()
    assert len(load_case(served.cases / "from-the-article.yaml").statements) == 3


def test_the_votes_of_one_member_are_browsed(visit: Visit) -> None:
    page = visit(f"/council?as_of={DAY}", 390, "dark")
    page.get_by_role("link", name="China").first.click()
    page.get_by_role("link", name="All its votes").click()
    page.get_by_label("Its vote").select_option("abstained")
    page.get_by_label("Mission", exact=True).fill("UNMISS")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("p[aria-live]")).to_contain_text("votes of China")
    page.locator("table.votes tbody th a").first.click()
    expect(page.locator(".group.abstain")).to_contain_text("China")
    assert f"as_of={DAY}" in page.url


def test_the_rule_is_tried_with_two_abstentions_and_a_veto(visit: Visit) -> None:
    page = visit(f"/council/rule?as_of={DAY}", 1280, "dark")
    ruling = page.locator("#ruling")
    for member in ("Gabon", "China"):
        page.get_by_label(member).select_option("abstains")
    expect(ruling).to_contain_text("13 in favour, 0 against, 2 abstaining")
    expect(ruling.get_by_role("heading")).to_have_text("Adopted")
    page.get_by_label("Russian Federation").select_option("against")
    expect(ruling.get_by_role("heading")).to_have_text("Not adopted: vetoed")
    page.reload()
    expect(ruling).to_contain_text("12 in favour, 1 against, 2 abstaining")


def test_a_chart_is_downloaded_and_cited(visit: Visit, tmp_path: Path) -> None:
    page = visit(UNMISS, 1280, "dark")
    figure = page.locator("figure#chart-fan")
    figure.locator("details.credit summary").click()
    data = save(page, figure.get_by_role("link", name="data (CSV)").click, tmp_path)
    with data.open(encoding="utf-8-sig") as lines:
        assert len(list(csv.DictReader(lines))) > 12
    drawing = save(page, figure.get_by_role("link", name="picture (SVG)").click, tmp_path)
    assert "<svg" in drawing.read_text(encoding="utf-8")[:2000]
    picture = save(page, figure.get_by_role("link", name="picture (PNG)").click, tmp_path)
    assert picture.read_bytes().startswith(b"\x89PNG")
    expect(figure.locator("details.credit")).to_contain_text("as of 15 Feb 2023")
    expect(figure.locator("details.credit")).to_contain_text("Uppsala Conflict Data Program")


def test_a_figure_leads_to_its_rows_and_on_to_the_table(visit: Visit) -> None:
    page = visit(UNMISS, 390, "light")
    page.locator("#expected-action .cites a").first.click()
    panel = page.locator("dialog#evidence")
    expect(panel.locator(".rows table").first).to_be_visible()
    rows = panel.locator("section.rows").first
    table = rows.locator("h3 a").inner_text()
    rows.locator(".files-of a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(table)
    expect(page.locator("table.rows tbody tr").first).to_be_visible()
    assert f"as_of={DAY}" in page.url


def test_a_table_is_filtered_and_downloaded(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"/data?as_of={DAY}", 390, "dark")
    page.locator("section[aria-labelledby=subject-1] summary").click()  # folded on a telephone
    page.get_by_role("link", name="votes", exact=True).click()
    page.get_by_label("Column", exact=True).select_option("vote")
    page.get_by_label("Value", exact=True).fill("abstain")
    page.get_by_role("button", name="Filter").click()
    total = page.locator("p.total")
    expect(total).to_contain_text("meet the conditions")
    file = save(page, page.get_by_role("link", name="Download CSV").click, tmp_path)
    with file.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["vote"] for row in rows} == {"abstain"}
    assert total.inner_text().startswith(f"{len(rows):,} rows")


def test_an_example_of_sql_is_run(visit: Visit) -> None:
    page = visit(f"/data/sql?as_of={DAY}", 1280, "light")
    page.locator("section[aria-labelledby=examples] a").first.click()
    expect(page.locator("#answer table tbody tr").first).to_be_visible()
    page.get_by_label("Question").fill("SELECT count(*) AS missions FROM missions")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer")).to_contain_text("missions")
    expect(page.locator("#answer [role=status]")).to_contain_text("1 row.")
    assert f"as_of={DAY}" in page.url


def test_the_record_says_where_a_method_loses_to_its_baseline(visit: Visit) -> None:
    page = visit("/track-record", 1280, "light")
    lost = page.locator(".sentences .lost").first
    expect(lost).to_contain_text("higher than that of the best simple method")
    what = lost.inner_text().split(",")[0]
    row = page.locator("tbody tr", has_text=what).filter(has_text="−").first
    expect(row).to_contain_text("%")
    ours, simple = (float(row.locator("td").nth(place).inner_text()) for place in (1, 3))
    assert ours > simple, "a lower error is better"


KINDS = {
    "now": f"/?as_of={DAY}",
    "mission": UNMISS,
    "a part of the annex": f"{UNMISS}&part=options",
    "in French": f"{UNMISS}&lang=fr",
    "evidence of a figure": f"/UNMISS/figures/mandate.ends?as_of={DAY}",
    "a gap": f"/UNMISS/gaps/mission.cost?as_of={DAY}",
    "a statement": "/MINUSMA/statements/wane-on-consent?as_of=2023-06-16&case=minusma-2023-06",
    "what if": f"{WHAT_IF}&member=CHN&position=CHN%3Dabstains&leave=IND",
    "read": "/read",
    "cases": "/cases",
    "a case": "/cases/minusma-2023-06",
    "its text": "/cases/minusma-2023-06/text",
    "its history": "/cases/minusma-2023-06/history",
    "Council": f"/council?as_of={DAY}",
    "votes": f"/council/votes?as_of={DAY}&member=CHN&vote=abstain",
    "a vote": "/council/votes/S/2022/720",
    "members": f"/council/members?as_of={DAY}",
    "a member": f"/council/members/CHN?as_of={DAY}",
    "who votes like whom": f"/council/agreement?as_of={DAY}",
    "the rule": f"/council/rule?as_of={DAY}&RUS=no",
    "consent": f"/council/consent?as_of={DAY}",
    "track record": "/track-record",
    "odds of votes": "/track-record/votes",
    "replays": "/track-record/forecasts?mission=UNMISS",
    "data": "/data",
    "a table": f"/data/votes?as_of={DAY}",
    "repairs": "/data/strength/repairs",
    "SQL": "/data/sql?query=SELECT%20*%20FROM%20missions",
    "API": "/api",
    "a problem": "/NOSUCH",
}
"""One page of each kind."""
SETTLED = "#living[aria-busy], #missions[hx-get]"
"""What a page shows while it waits for a part that takes some seconds."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_can_be_read_with_scripts_off(
    make_context: Callable[..., BrowserContext], kind: str
) -> None:
    page = make_context(390, scripts=False, patience=PATIENCE).new_page()
    page.goto(KINDS[kind])
    expect(page.locator("#living[aria-busy]")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    assert len(page.locator("main").text_content() or "") > 70
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("look", [(1280, "light"), (390, "dark")], ids=["1280 light", "390 dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_breaks_a_rule_of_wcag(
    make_context: Callable[..., BrowserContext], kind: str, look: tuple[int, str]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    width, scheme = look
    # axe is put into the page as a script, which the policy of the desk lets in nowhere.
    page = make_context(width, scheme, patience=PATIENCE, bypass_csp=True).new_page()
    page.goto(KINDS[kind])
    expect(page.locator(SETTLED)).to_have_count(0, timeout=PATIENCE)
    violations = Axe().run(page, options=WCAG).response["violations"]
    broken = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations]
    assert broken == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
