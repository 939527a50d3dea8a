"""The text of a PDF, page by page."""

from __future__ import annotations

import re
from io import BytesIO

from peaceops.errors import ReadingError
from peaceops.reading.inputs.limits import MOST_CHARACTERS, MOST_PAGES
from peaceops.reading.inputs.plain import clean

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def pdf_text(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:  # noqa: C901
    """Text of all pages, and notes on pages that could not be read.

    Raises:
        ReadingError: pypdf is missing, the file is broken or locked, or it is too long.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError:
        raise ReadingError(
            "is a PDF, and the reader of PDFs is not installed",
            where=where,
            remedy="install peaceops[reading]",
        ) from None
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError(
                "is locked with a password", where=where, remedy="save it without the password"
            )
        pages = len(reader.pages)
    except ReadingError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        IndexError,
        OSError,
        NotImplementedError,
        ImportError,
    ) as error:
        raise ReadingError(
            f"is a broken PDF ({type(error).__name__})",
            where=where,
            remedy="open it in a viewer and print it to a new PDF",
        ) from error
    if pages > MOST_PAGES:
        raise ReadingError(f"has {pages:,} pages; up to {MOST_PAGES:,} are read", where=where)
    texts, failed, size = [], [], 0
    for number in range(pages):
        try:
            text = reader.pages[number].extract_text() or ""
        except Exception as error:
            # A page's fonts and streams can be wrong in more ways than pypdf names.
            if isinstance(error, MemoryError):
                raise
            failed.append(number + 1)
            continue
        size += len(text)
        if size > MOST_CHARACTERS:
            raise ReadingError("unpacks to more text than is read", where=where)
        texts.append(_HYPHEN.sub("", text))
    if pages and len(failed) == pages:
        raise ReadingError("is a broken PDF: no page can be read", where=where)
    notes = (f"pages that could not be read: {failed[:20]}",) if failed else ()
    return clean("\n".join(texts)), notes
