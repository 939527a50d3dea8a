"""Make the pictures of the desk's tutorial, ``docs/desk/*.png``, from a desk that is served.

Usage: ``python scripts/desk_pictures.py [NAME ...]``

A desk on the starter edition is started on a free port with an empty folder of cases, and stopped
at the end. Pictures are cuts of a window of 1280 pixels, in light colours, and each is checked to
stay small. Name some to make only those.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

OUT = Path(__file__).parents[1] / "docs" / "desk"
MOST_BYTES = 200_000
PATIENCE = 180_000
"""Milliseconds that a page may take: the first brief of a mission takes some seconds."""
DAY = "2023-02-15"
WIRE = (
    "Bamako, 16 June. “The government of Mali calls for the withdrawal without delay of MINUSMA,” "
    "said Foreign Minister Abdoulaye Diop.\n\n"
    "Germany said on Friday that it will withdraw its 600 soldiers from MINUSMA by May 2024.\n\n"
    "Russian ambassador Vassili Nebenzia said that any decision should be based on the opinion of "
    "the host country.\n"
)


def calendar(page: Page) -> None:
    """What is due, mission by mission."""
    page.goto(f"/?as_of={DAY}")
    cut(page, "calendar", "header.desk", "#calendar .grid", most=680)


def missions(page: Page) -> None:
    """The list of missions, with those whose mandates end within two months."""
    page.goto(f"/?as_of={DAY}&ends=60#list")
    expect(page.locator("#missions tbody td").last).to_contain_text("%")
    cut(page, "missions", "#list", "#missions .scroll", most=620)


def mission(page: Page) -> None:
    """The top of a mission's page: the clock and the headline."""
    page.goto(f"/UNMISS?as_of={DAY}")
    expect(page.locator("#annex")).to_be_visible()
    cut(page, "mission", "header.desk", "#living", most=800)


def evidence(page: Page) -> None:
    """How a figure is known, at the side of the page."""
    page.goto(f"/UNMISS?as_of={DAY}")
    expect(page.locator("#annex")).to_be_visible()
    page.locator("#expected-action .cites a").first.click()
    expect(page.locator("dialog#evidence .rows table").first).to_be_visible()
    page.screenshot(path=OUT / "evidence.png", clip=box(0, 0, 1280, 720))


def what_if(page: Page) -> None:
    """China abstains."""
    page.goto(f"/UNMISS/what-if?as_of={DAY}")
    page.locator('svg.council a[data-member="CHN"]').click()
    page.get_by_label("abstains", exact=True).check()
    expect(page.locator(".sentences")).to_contain_text("China abstains.")
    expect(page.locator("table.moves").first).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    cut(page, "what-if", "h1", "#what-if", most=860)


def read(page: Page) -> None:
    """Statements beside the text that they come from."""
    page.goto("/read")
    page.get_by_label("Paste a text").fill(WIRE)
    page.get_by_label("Day of publication").fill("2023-06-17")
    page.get_by_label("Where it is from").fill("A news agency, 16 June 2023")
    page.get_by_role("button", name="Read", exact=True).click()
    card = page.locator("article.card", has_text="Germany leaves")
    card.get_by_role("button", name="What would it move").click()
    expect(card.locator(".moved")).to_be_visible()
    card.get_by_label("Accept").check()
    page.evaluate("document.activeElement.blur()")
    card.evaluate("card => window.scrollTo(0, card.getBoundingClientRect().top + scrollY - 40)")
    # What is seen in the window: the count of statements accepted stays at its foot.
    page.screenshot(path=OUT / "read.png", clip=box(0, 0, 1280, 900))


def cases(page: Page) -> None:
    """A case: what is stated, by whom, and what is assumed."""
    page.goto("/cases/minusma-2023-06")
    cut(page, "case", "main h1", "main", most=720)


def record(page: Page) -> None:
    """How good the forecasts were, and where a simple method was better."""
    page.goto("/track-record")
    cut(page, "record", "main h1", "section[aria-labelledby=methods]", most=620)


PICTURES: dict[str, Callable[[Page], None]] = {
    "calendar": calendar,
    "missions": missions,
    "mission": mission,
    "evidence": evidence,
    "what-if": what_if,
    "read": read,
    "case": cases,
    "record": record,
}


def box(left: float, top: float, width: float, height: float) -> dict[str, float]:
    return {"x": left, "y": top, "width": width, "height": height}


def cut(page: Page, name: str, first: str, last: str, *, most: int) -> None:
    """Take the page from the top of one part to the end of another, at most so many pixels high."""
    page.evaluate("window.scrollTo(0, 0)")
    start = page.locator(first).first.bounding_box()
    end = page.locator(last).first.bounding_box()
    assert start and end
    top = max(0.0, start["y"] - 16)
    height = min(most, end["y"] + end["height"] + 16 - top)
    path = OUT / f"{name}.png"
    page.screenshot(path=path, clip=box(0, top, 1280, height), full_page=True)  # type: ignore[arg-type]


def shrink(path: Path) -> None:
    """Write a picture with a palette, which text and flat colours need no more than.

    Raises:
        SystemExit: It is still too large for a page of the docs.
    """
    picture = Image.open(path).convert("RGB")
    # By coverage: small marks keep colours of their own, which the median cut would merge.
    picture = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        sys.exit(
            f"{path.name} has {path.stat().st_size:,} bytes; at most {MOST_BYTES:,} are allowed"
        )


@contextmanager
def desk() -> Iterator[str]:
    """The address of a desk that listens, with an empty folder of cases."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            Path(sys.executable).with_name("peaceops"),
            "serve",
            "--port",
            "0",
            "--log",
            "off",
        ]
        process = subprocess.Popen(
            [*command, "--log", "off", "--cases", f"{folder}/cases"],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stderr
            address = re.search(r"http://\S+[^/\s]", process.stderr.readline())
            assert address, "the desk did not start"
            yield address[0]
        finally:
            process.terminate()
            process.wait(30)


def main(names: list[str]) -> None:
    OUT.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    with desk() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = browser.new_context(
            base_url=address, viewport={"width": 1280, "height": 900}, color_scheme="light"
        )
        context.set_default_timeout(PATIENCE)
        for name in names or PICTURES:
            PICTURES[name](page := context.new_page())
            page.close()
            shrink(OUT / f"{name}.png")
            print(f"{name}: {(OUT / f'{name}.png').stat().st_size:,} bytes", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
