"""Files to documents: plain text, HTML, PDF and DOCX, each read with limits.

Nothing in a file is executed or fetched. The kind is told by the first bytes and not by the name.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from peaceops.errors import ReadingError
from peaceops.reading.document import Document
from peaceops.reading.inputs.docx import docx_text
from peaceops.reading.inputs.html import html_text, looks_like_html
from peaceops.reading.inputs.limits import MOST_BYTES, MOST_CHARACTERS
from peaceops.reading.inputs.pdf import pdf_text
from peaceops.reading.inputs.plain import decode

__all__ = ["read_file"]


def read_file(path: Path, published: date) -> Document:
    """Read a file as a document.

    Raises:
        ReadingError: It cannot be opened, is larger than 50 MB, holds no text, is broken, or
            unpacks to more than it should.
    """
    where = str(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadingError("is a folder", where=where, remedy="name the files in it")
        if size > MOST_BYTES:
            raise ReadingError(
                f"is {size / 1e6:,.0f} MB large; documents of up to {MOST_BYTES // 10**6} MB are "
                "read",
                where=where,
                remedy="save the part you need as a file of its own",
            )
        content = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"cannot be opened: {error.strerror}", where=where) from error
    media, text, notes = _text_of(content, where)
    if len(text) > MOST_CHARACTERS:
        raise ReadingError(
            f"holds {len(text):,} characters of text; up to {MOST_CHARACTERS:,} are read",
            where=where,
            remedy="split the document",
        )
    if not text.strip():
        raise ReadingError(
            "holds no text",
            where=where,
            cause="a scan without a text layer" if media == "pdf" else None,
            remedy="run it through text recognition first" if media == "pdf" else None,
        )
    return Document(path.name, text, published, media, notes)


def _text_of(content: bytes, where: str) -> tuple[str, str, tuple[str, ...]]:
    if content[:1024].lstrip().startswith(b"%PDF"):
        text, notes = pdf_text(content, where)
        return "pdf", text, notes
    if content.startswith(b"PK\x03\x04"):
        return "docx", docx_text(content, where), ()
    for magic, name in (
        (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"),
        (b"{\\rtf", "an RTF file"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
    ):
        if content.startswith(magic):
            raise ReadingError(
                f"is {name}", where=where, remedy="save it as plain text, HTML, PDF or DOCX"
            )
    text, notes = decode(content, where)
    if looks_like_html(text):
        return "html", html_text(text, where), notes
    return "text", text, notes
