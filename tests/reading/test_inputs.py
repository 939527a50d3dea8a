"""Files of all kinds, hostile ones among them: a clear error or a safe reading."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from marks import quick_first
from peaceops.errors import ReadingError
from peaceops.reading import Document, propose
from peaceops.reading.inputs import read_file
from peaceops.reading.page import review_page

DAY = date(2023, 6, 17)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def wrote(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def test_scripts_and_menus_of_a_page_are_not_its_text(tmp_path: Path) -> None:
    page = (
        "<html><head><script>alert('Mali')</script></head><body><nav>Menu</nav><article><p>"
        + "Sweden withdrew its 220 soldiers from MINUSMA in March 2023. " * 8
        + "</p></article></body></html>"
    )
    document = read_file(wrote(tmp_path, "page.html", page.encode()), DAY)
    assert document.media == "html"
    assert "Sweden withdrew" in document.text
    assert "alert" not in document.text
    assert "Menu" not in document.text


def test_a_word_document_gives_its_paragraphs(tmp_path: Path) -> None:
    body = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t>"
        "</w:r></w:p></w:body></w:document>"
    )
    document = read_file(wrote(tmp_path, "a.docx", docx(body)), DAY)
    assert document.text.split() == ["One.", "Two."]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = docx("<w:t>" + "0" * 30_000_000)
    with pytest.raises(ReadingError, match="unpack"):
        read_file(wrote(tmp_path, "bomb.docx", bomb), DAY)


def test_entities_in_a_word_document_are_refused(tmp_path: Path) -> None:
    body = f'<!DOCTYPE a [<!ENTITY b "bbbb">]><w:document {W}><w:body/></w:document>'
    with pytest.raises(ReadingError, match="entities"):
        read_file(wrote(tmp_path, "a.docx", docx(body)), DAY)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.pdf", b"%PDF-1.7\nnothing of the kind", "broken PDF"),
        ("broken.docx", b"PK\x03\x04 and no more", "broken Word document"),
        ("empty.txt", b"", "no text"),
        ("old.doc", b"\xd0\xcf\x11\xe0 old", "old Word"),
        ("noise.txt", bytes(range(256)) * 40, "not text"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(ReadingError, match=said):
        read_file(wrote(tmp_path, name, content), DAY)


def test_an_archive_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(ReadingError, match="archive"):
        read_file(wrote(tmp_path, "a.zip", out.getvalue()), DAY)


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ReadingError, match="100 MB"):
        read_file(path, DAY)


def test_mixed_encodings_are_read_line_by_line_and_said(tmp_path: Path) -> None:
    content = "Côte d'Ivoire\n".encode() + "Séléka\n".encode("cp1252")
    document = read_file(wrote(tmp_path, "mixed.txt", content), DAY)
    assert document.text == "Côte d'Ivoire\nSéléka\n"
    assert document.notes


def test_escape_sequences_do_not_reach_the_terminal(tmp_path: Path) -> None:
    document = read_file(wrote(tmp_path, "a.txt", b"Mali \x1b[31mred\x1b[0m and so on"), DAY)
    assert "\x1b" not in document.text


def test_an_endless_line_is_read(model: None) -> None:
    text = "word " * 60_000 + "Sweden withdrew its 220 soldiers from MINUSMA."
    found = propose(Document("a.txt", text, DAY), model=False)
    assert any(one.kind == "departure" for one in found)


def test_what_a_document_says_is_shown_escaped() -> None:
    text = 'Sweden withdrew its 220 <img src=x onerror="x()"> soldiers from MINUSMA.'
    document = Document("<b>.txt", text, DAY)
    page = review_page([document], propose(document, mission="MINUSMA", model=False))
    assert "<img" not in page
    assert "<b>" not in page
    assert "&lt;img" in page


def test_signs_nobody_sees_do_not_hide_a_word(tmp_path: Path) -> None:
    text = "Swe\u200bden with\u00addrew its\u202e 220 sol\u2060diers from MINUSMA."
    document = read_file(wrote(tmp_path, "a.txt", text.encode()), DAY)
    (one,) = [p for p in propose(document, model=False) if p.kind == "departure"]
    assert one.subject == "SWE"
    assert document.text[one.start : one.end] == one.quotation


@pytest.mark.parametrize("sign", quick_first([" ", "a", "Mali, ", "1 000 ", '"said "'], 3))
def test_an_endless_line_of_anything_ends(sign: str) -> None:
    text = sign * (60_000 // len(sign)) + " Sweden withdrew its 220 soldiers from MINUSMA."
    found = propose(Document("a.txt", text, DAY), model=False)
    assert any(one.subject == "SWE" for one in found) or sign == '"said "'


def test_a_pdf_of_many_pages_is_read_to_its_last(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    pytest.importorskip("pypdf")
    source = tmp_path / "a.typ"
    source.write_text(
        "#for page in range(30) [Nothing happened. #pagebreak()]\n"
        "Sweden withdrew its 220 soldiers from MINUSMA in March 2023."
    )
    path = tmp_path / "a.pdf"
    typst.compile(str(source), output=str(path))
    document = read_file(path, DAY)
    assert document.media == "pdf"
    assert any(one.subject == "SWE" for one in propose(document, model=False))
    path.write_bytes(path.read_bytes()[:-2000])
    try:
        cut = read_file(path, DAY).text
    except ReadingError as error:
        assert "PDF" in str(error)
    else:
        assert cut
