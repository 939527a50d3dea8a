"""The PDF: key figures as text, outline, metadata, same bytes, and no markup obeyed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from peaceops.brief import page as pages
from peaceops.brief import pdf as pdf_module
from peaceops.brief.document import Brief
from peaceops.brief.glyphs import by_number, lacking, without_glyph
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Page
from peaceops.brief.pdf import to_pdf
from peaceops.domain import array_cache

STATUS = Path("/proc/self/status")


def megabytes_used() -> float:
    """Memory of this process that is in use now."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(array_cache.VARIABLE, array_cache.OFF)


@pytest.fixture(scope="module")
def pdf(full_page: Page) -> bytes:
    return to_pdf(full_page)


@pytest.fixture(scope="module")
def written(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def text(written: list[str]) -> str:
    return _joined(written)


def _text(pdf: bytes) -> str:
    return _joined(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def _joined(written: Iterable[str]) -> str:
    return re.sub(r"[\s\u00a0]+", " ", " ".join(written))


@pytest.mark.parametrize(
    "figure",
    [
        "14 days",
        "30 Jun 2023",
        "13-0-2",
        "15,209",
        "13,986",
        "Technical rollover",
        "violence_country_months: ",
    ],
)
def test_key_figures_are_in_the_text(text: str, figure: str):
    assert figure in text


def test_charts_are_drawings_with_text_and_not_pictures(text: str, pdf: bytes):
    assert re.search(r"Mar 2022: 1,3\d\d", text)
    assert "Tombouctou" in text
    # The head of an image is never packed: it is a stream, and a stream stands by itself.
    kinds = set(re.findall(rb"/Subtype\s*/(\w+)", pdf))
    assert b"Link" in kinds and b"Image" not in kinds


def test_pages_are_numbered_and_named(written: list[str]):
    for place, page in enumerate(written, start=1):
        assert f"{place} / {len(written)}" in page
        assert "16 June 2023" in page


def test_title_and_outline(pdf: bytes, full_page: Page):
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "MINUSMA: options brief, as of 16 June 2023"
    sections = [one.title for one in reader.outline if not isinstance(one, list)]
    assert sections == [*(section.title for section in full_page.parts), "Tables in full"]


def test_tables_that_a_screen_folds_away_stand_in_full(full_page: Page, text: str):
    folded = [
        block
        for section in full_page.sections
        for block in pages.flat(section.blocks)
        if isinstance(block, pages.Table) and block.folded
    ]
    assert len(folded) >= 8
    for table in folded:
        assert table.caption.replace("\u00a0", " ") in text, table.id
    months = next(table for table in folded if table.id == "violence-months")
    for row in months.rows:
        assert " ".join(cell.text for cell in row).replace("\u00a0", " ") in text


def test_the_document_bears_the_as_of_date_and_not_the_clock(pdf: bytes):
    assert re.findall(rb"CreationDate \(D:(\d{8})", pdf) in ([b"20230616"], [])
    assert b"D:2023" in pdf


@pytest.mark.slow
@pytest.mark.usefixtures("no_cache")
def test_the_same_brief_gives_the_same_bytes(full: Brief, pdf: bytes):
    assert to_pdf(lay_out(replace(full))) == pdf


@pytest.mark.slow
def test_hostile_text_is_set_as_it_stands(hostile: Brief):
    text = _text(to_pdf(lay_out(hostile)))
    assert '#import "@preview/x"' in text
    assert '<script>alert("x")</script>' in text


def test_a_near_empty_brief_is_set(empty_page: Page):
    text = _text(to_pdf(empty_page))
    assert "UNTSO" in text
    assert "Not known here: " in text


@pytest.fixture(scope="module")
def foreign(full: Brief) -> Page:
    """A brief with a statement by a speaker whose name no font of the PDF can write."""
    assert full.case is not None
    words = {
        "speaker": "\u8fea\u5965\u666e \u0414\u0438\u043e\u043f",
        "quotation": "\u0646\u0637\u0644\u0628 \u0633\u062d\u0628",
        "text": "Asks `rm` to \x1b[2J leave.",
    }
    first, *rest = full.case.statements
    statements = (first.model_copy(update=words), *rest)
    return lay_out(replace(full, case=full.case.model_copy(update={"statements": statements})))


@pytest.mark.slow
def test_a_character_without_a_glyph_stands_by_its_number_and_is_told(foreign: Page):
    text = _text(to_pdf(foreign))
    assert "\x00" not in text
    assert "[U+8FEA U+5965 U+666E] \u0414\u0438\u043e\u043f" in text
    assert "3 characters have no glyph in the fonts of the PDF" in text
    absent = lacking(foreign)
    assert absent is not None
    assert absent.characters == ("\u5965", "\u666e", "\u8fea")
    assert any(place.startswith("Statements in the assumptions file S") for place in absent.places)


@pytest.mark.slow
def test_other_scripts_and_the_users_backquotes_stand_as_they_are(foreign: Page):
    text = _text(to_pdf(foreign))
    assert "`rm`" in text
    assert any(words in text for words in ("\u0646\u0637\u0644\u0628", "\u0628\u0644\u0637\u0646"))


def test_what_was_set_once_is_kept_but_never_an_analysts_case(
    empty_page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(array_cache.VARIABLE, str(tmp_path))
    first = to_pdf(empty_page)
    with monkeypatch.context() as patch:
        patch.delattr(pdf_module, "set_apart")
        assert to_pdf(empty_page) == first
    to_pdf(replace(empty_page, with_case=True))
    assert len(list((tmp_path / pdf_module.PAGES).iterdir())) == 1


def test_a_page_says_whether_a_case_stands_behind_it(full_page: Page, empty_page: Page):
    assert full_page.with_case
    assert not empty_page.with_case


def test_a_usual_brief_lacks_no_glyph(full_page: Page, empty_page: Page):
    assert lacking(full_page) is None
    assert lacking(empty_page) is None


def test_the_fonts_are_asked_which_characters_they_hold():
    text = "C\u00f4te d\u2019Ivoire \u0416 \u0628 \u2192 \u1ea5 \u4e2d \ud55c \U0001f600"
    assert without_glyph(text) == frozenset("\u4e2d\ud55c\U0001f600")
    assert by_number("a \u4e2d\u4e2d] b", frozenset("\u4e2d]")) == "a [U+4E2D U+4E2D U+005D] b"


@pytest.mark.slow
@pytest.mark.skipif(not STATUS.exists(), reason="the system does not say how much memory is used")
@pytest.mark.usefixtures("no_cache")
def test_setting_one_page_after_another_does_not_use_up_the_memory(full_page: Page) -> None:
    to_pdf(full_page)
    to_pdf(full_page)
    before = megabytes_used()
    for _ in range(4):
        to_pdf(full_page)
    assert megabytes_used() - before < 40, "typst remembers every page it has set"
