"""The text of a PDF, page by page, columns one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from peaceops.errors import ReadingError
from peaceops.reading.inputs.columns import Columns, in_columns, same_words
from peaceops.reading.inputs.hyphens import joined
from peaceops.reading.inputs.limits import MOST_CHARACTERS, MOST_PAGES

_REMEDY = "open it in a viewer and print it to a new PDF"


def pdf_text(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Text of all pages, and notes on pages that could not be read or are set in columns.

    Raises:
        ReadingError: pypdf is missing, the file is broken or locked, or it is too long.
    """
    reader = _opened(content, where)
    pages: list[_PageText] = []
    failed: list[int] = []
    size = 0
    for number, page in enumerate(_pages(reader, where), start=1):
        try:
            pages.append(_page_text(number, page))
        except Exception as error:
            # A page's fonts and streams can be wrong in more ways than pypdf names.
            if isinstance(error, MemoryError):
                raise
            failed.append(number)
            continue
        size += len(pages[-1].text)
        if size > MOST_CHARACTERS:
            raise ReadingError(
                f"unpacks to more than {MOST_CHARACTERS:,} characters of text",
                where=where,
                remedy="split the document",
            )
    if failed and not pages:
        raise ReadingError("is a broken PDF: no page can be read", where=where, remedy=_REMEDY)
    return _put_together(pages, failed)


@dataclass(frozen=True)
class _PageText:
    number: int
    text: str
    columns: Columns | None = None
    is_picture: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether its columns hold the words that the file's own order gives."""
        return self.columns is not None and same_words(self.columns.text, self.text)


def _put_together(pages: list[_PageText], failed: list[int]) -> tuple[str, tuple[str, ...]]:
    """The text of all pages, and notes on how it was read."""
    columned = [page for page in pages if page.columns is not None]
    # A document is set in one way: its other pages tell of a page that does not flow by itself.
    flowing = [page for page in columned if page.columns and page.columns.flows]
    parted = [page for page in columned if page.is_whole and 2 * len(flowing) >= len(columned)]
    texts = [page.columns.text if page in parted and page.columns else page.text for page in pages]
    notes = (
        (failed, "could not be read"),
        (
            [page.number for page in pages if page.is_picture],
            "a picture without text; run it through text recognition first",
        ),
        (
            [page.number for page in parted],
            "set in columns; these were read one after the other",
        ),
        (
            [page.number for page in columned if page not in parted],
            "seemingly in columns, read along the rows; sentences may be broken",
        ),
    )
    return (
        "\n".join(joined(text) for text in texts),
        tuple(f"{_numbers(listed)} {words}" for listed, words in notes if listed),
    )


def _opened(content: bytes, where: str) -> Any:
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
    except ImportError:
        raise ReadingError(
            "is a PDF, and the reader of PDFs is not installed",
            where=where,
            remedy="install peaceops[reading]",
        ) from None
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as error:
        raise _broken(error, where) from error
    if locked:
        raise ReadingError(
            "is locked with a password", where=where, remedy="save it without the password"
        )
    return reader


def _pages(reader: Any, where: str) -> Any:
    try:
        count = len(reader.pages)
    except Exception as error:
        raise _broken(error, where) from error
    if count > MOST_PAGES:
        raise ReadingError(
            f"has {count:,} pages; up to {MOST_PAGES:,} are read",
            where=where,
            remedy="split the document",
        )
    if not count:
        raise ReadingError("is a PDF without a page", where=where, remedy=_REMEDY)
    return reader.pages


def _page_text(number: int, page: Any) -> _PageText:
    """The text in the order of the file, and the columns it seems to be set in."""
    text = page.extract_text() or ""
    if not text.strip():
        return _PageText(number, text, is_picture="/XObject" in (page.get("/Resources") or {}))
    try:
        printed = page.extract_text(
            extraction_mode="layout", layout_mode_scale_weight=1.5, layout_mode_strip_rotated=True
        )
        return _PageText(number, text, in_columns(printed))
    except Exception:
        # The layout is a second look: where it fails, the order of the file stands.
        return _PageText(number, text)


def _broken(error: Exception, where: str) -> ReadingError:
    if isinstance(error, MemoryError):
        raise error
    if type(error).__name__ == "DependencyError":
        return ReadingError(
            "is locked in a way that needs the package cryptography",
            where=where,
            remedy="save it without the lock, or install cryptography",
        )
    return ReadingError(f"is a broken PDF ({type(error).__name__})", where=where, remedy=_REMEDY)


def _numbers(pages: list[int]) -> str:
    """Page numbers as a reader writes them: 1-3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    listed = ", ".join(f"{low}-{high}" if high > low else f"{low}" for low, high in runs[:12])
    more = f" and {len(runs) - 12} more" if len(runs) > 12 else ""
    return f"{'pages' if len(pages) > 1 else 'page'} {listed}{more}:"
