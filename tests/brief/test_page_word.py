"""The Word document: styles, notes that resolve, tables within the page, words for pictures."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from peaceops.brief.document import Brief
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Chart, Column, Page, Paragraph, Table, Text, flat
from peaceops.brief.two_pages import alone
from peaceops.brief.word import to_docx
from peaceops.brief.word_pages import TURNED, UPRIGHT
from peaceops.brief.word_tables import fit


@pytest.fixture(scope="module")
def written(full_page: Page) -> bytes:
    return to_docx(full_page)


@pytest.fixture(scope="module")
def document(written: bytes) -> Document:
    return docx.Document(io.BytesIO(written))


@pytest.fixture(scope="module")
def footnotes(written: bytes) -> etree._Element:
    return part(written, "word/footnotes.xml")


def part(written: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return etree.fromstring(archive.read(name))


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def values(document: Document, tag: str, attribute: str) -> list[str]:
    return [element.get(qn(attribute)) for element in document.element.iter(qn(tag))]


def test_headings_are_those_of_the_page_and_in_order(document: Document, full_page: Page):
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
    ]
    assert headings[0] == ("Title", "MINUSMA: options brief")
    sections = [text for style, text in headings if style == "Heading 1"]
    assert sections == [section.title for section in full_page.parts]
    levels = [int(style.removeprefix("Heading ")) for style, _text in headings[1:]]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_style_that_is_used_is_defined(written: bytes, document: Document):
    defined = {style.style_id for style in document.styles}
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"):
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            used = {one.get(qn("w:val")) for one in part(written, name).iter(qn(tag))}
            assert used <= defined, name


def test_the_first_row_of_every_table_repeats_and_no_row_splits(document: Document):
    assert len(document.tables) > 12
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        for row in (first, *others):
            assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
        assert others


def test_no_table_is_wider_than_the_text(document: Document):
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        assert sum(widths) <= UPRIGHT
        for row in table._tbl.tr_lst:
            assert len(row.tc_lst) == len(widths)


def test_every_footnote_is_referred_to_once_and_every_mark_leads_to_one(
    document: Document, footnotes: etree._Element
):
    notes = [note.get(qn("w:id")) for note in footnotes]
    references = values(document, "w:footnoteReference", "w:id")
    assert notes == ["-1", "0", *references]
    assert references == [str(number) for number in range(1, len(references) + 1)]
    bookmarks = values(document, "w:bookmarkStart", "w:name")
    assert len(bookmarks) == len(set(bookmarks))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in bookmarks)
    fields = " ".join(text.text for text in document.element.iter(qn("w:instrText")))
    again = re.findall(r"(?:NOTEREF|PAGEREF) (\w+)", fields)
    anchors = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    anchors += [link.get(qn("w:anchor")) for link in footnotes.iter(qn("w:hyperlink"))]
    assert "NOTEREF" in fields
    assert {*again, *filter(None, anchors)} <= set(bookmarks)


def test_a_note_says_label_value_method_and_publisher_in_one_paragraph(
    footnotes: etree._Element, full_page: Page
):
    lines = [words(note) for note in footnotes]
    deaths = "Deaths in organised violence in Mali, twelve months to April 2023: 2,328 deaths"
    note = next(line for line in lines if deaths in line.replace("\u00a0", " "))
    assert "Sum of UCDP's best estimates by month." in note
    assert note.count("Uppsala Conflict Data Program") == 1
    assert "violence_country_months" not in note, "rows stand in the annex alone"
    assert all(len(footnote.findall(qn("w:p"))) == 1 for footnote in footnotes)


def test_every_picture_is_told_in_words_and_fits(document: Document, full_page: Page):
    blocks = [block for section in full_page.parts for block in flat(section.blocks)]
    charts = [block for block in blocks if isinstance(block, Chart)]
    descriptions = [shape.get("descr") for shape in document.element.iter(qn("wp:docPr"))]
    assert descriptions == [f"{chart.title}. {chart.description}" for chart in charts]
    for shape in document.inline_shapes:
        assert 0 < shape.width <= UPRIGHT * 635
        assert shape.height < 23 * 360_000, "higher than a page"


def test_the_contents_name_every_section_of_the_annex(document: Document, full_page: Page):
    lines = [
        words(paragraph)
        for paragraph in document.element.iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='TOC1']") is not None
    ]
    assert [line for line in lines if line] == [section.title for section in full_page.sections]


def test_properties_bear_the_as_of_date_and_the_bytes_are_the_same(
    document: Document, written: bytes, full_page: Page
):
    properties = document.core_properties
    assert properties.title == "MINUSMA: options brief, as of 16 June 2023"
    assert properties.created.date() == full_page.date
    assert properties.language == "en-GB"
    assert to_docx(full_page) == written


def test_text_that_no_xml_can_hold_is_cleaned(full_page: Page):
    section = replace(
        full_page.sections[0], blocks=(Paragraph((Text("a\x00b\x1f \ud800 <w:p> & \ufffe"),)),)
    )
    page = replace(full_page, name="x\x07y", sections=(section, *full_page.sections[1:]))
    text = "\n".join(line.text for line in docx.Document(io.BytesIO(to_docx(page))).paragraphs)
    assert "a b  \ufffd <w:p> &" in text


def test_hostile_text_stays_text(hostile: Brief):
    document = docx.Document(io.BytesIO(to_docx(lay_out(hostile))))
    assert '<script>alert("x")</script>' in "".join(line.text for line in document.paragraphs)
    external = [link.target_ref for link in document.part.rels.values() if link.is_external]
    assert external
    assert all(address.startswith(("https://", "http://")) for address in external)


def test_a_brief_from_almost_nothing_is_written(empty_page: Page):
    assert "UNTSO" in docx.Document(io.BytesIO(to_docx(empty_page))).paragraphs[0].text


def test_the_two_pages_alone_have_no_contents(full_page: Page):
    document = docx.Document(io.BytesIO(to_docx(alone(full_page))))
    assert not list(document.element.iter(qn("w:sdt")))
    sections = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert sections == [section.title for section in full_page.summary]


def table_of(cells: list[str], *, figures: bool = False) -> Table:
    columns = tuple(Column(f"Column {chr(65 + place)}", figures) for place in range(len(cells)))
    return Table("t", "Caption", columns, (tuple(map(Text, cells)),), csv="t")


def test_a_table_is_as_wide_as_it_needs_and_never_wider_than_the_page():
    short = fit(table_of(["a", "b"]), UPRIGHT, TURNED)
    assert short.total < UPRIGHT / 2
    long = fit(table_of(["word " * 80, "12"]), UPRIGHT, TURNED)
    assert UPRIGHT - 3 <= long.total <= UPRIGHT
    assert long.widths[0] > 5 * long.widths[1]


def test_a_table_of_many_columns_is_set_small_and_then_on_a_turned_page():
    kinds = []
    for count in (6, 10, 16, 40):
        fitted = fit(table_of(["unbreakable"] * count), UPRIGHT, TURNED)
        assert fitted.total <= (TURNED if fitted.landscape else UPRIGHT)
        kinds.append((fitted.small, fitted.landscape))
    assert kinds == [(False, False), (True, False), (True, True), (True, True)]


def test_a_turned_page_has_its_own_header_and_ends(full_page: Page):
    wide = table_of(["unbreakable"] * 16)
    page = replace(
        full_page,
        sections=(replace(full_page.sections[0], blocks=(wide,)), *full_page.sections[1:]),
    )
    sections = docx.Document(io.BytesIO(to_docx(page))).sections
    turned = [section for section in sections if section.page_width > section.page_height]
    assert len(turned) == 1
    assert not turned[0].header.is_linked_to_previous
    assert sections[-1].page_width < sections[-1].page_height


def pages_of(pdf: Path) -> Iterator[str]:
    import pypdf

    for page in pypdf.PdfReader(pdf).pages:
        yield page.extract_text()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_the_summary_takes_two_pages(written: bytes, tmp_path: Path):
    (tmp_path / "brief.docx").write_bytes(written)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "brief.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = list(pages_of(tmp_path / "brief.pdf"))
    contents = next(place for place, text in enumerate(pages) if "Contents" in text)
    assert contents <= 2
    assert len(pages) < 45
