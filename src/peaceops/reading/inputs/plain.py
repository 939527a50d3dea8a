"""Bytes to text, whatever the encoding."""

from __future__ import annotations

import re

from peaceops.errors import ReadingError

# Control signs other than tab and line ends; C1 too, which terminals may obey.
# Signs that take no room: they part a word for a search and for nobody else.
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def decode(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Decode text: by its byte order mark, as UTF-8, else as Windows-1252 line by line.

    Raises:
        ReadingError: More than a hundredth of it is not text.
    """
    notes: tuple[str, ...] = ()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        content = content.removeprefix(b"\xef\xbb\xbf")
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = "\n".join(_line(one) for one in content.split(b"\n"))
            notes = ("some lines are not UTF-8; those were read as Windows-1252",)
    odd = len(_CONTROL.findall(text[:200_000]))
    if odd > 10 + len(text[:200_000]) / 100:
        raise ReadingError(
            "is not text",
            where=where,
            cause="a binary file",
            remedy="give plain text, HTML, PDF or DOCX",
        )
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")), notes


def clean(text: str) -> str:
    """Replace control signs, which no document needs, with spaces, and drop unseen ones."""
    return _CONTROL.sub(" ", _UNSEEN.sub("", text))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
