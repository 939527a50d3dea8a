"""Bytes to text, whatever the encoding, and text without characters that nobody sees."""

from __future__ import annotations

import re

from peaceops.characters import CONTROL, cleaned, control_characters
from peaceops.encodings import by_mark, by_zeros
from peaceops.errors import ReadingError

# Signs that take no room: they part a word for a search and for nobody else.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065"
    "\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SOFT_END = re.compile("\u00ad[ \t]*\n[ \t]*")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What a terminal obeys: a colour, a title, a cursor moved.
_SEQUENCE = re.compile(
    r"\x1b\[[0-?]{0,40}[ -/]{0,4}[@-~]|\x1b\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\)"
)
_CONTROL = re.compile(f"[{CONTROL}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTER = re.compile(r"[^\W\d_]")
_BY_LINE = ("some lines are not UTF-8; those were read as Windows-1252",)
_UTF7 = (b"+/v8", b"+/v9", b"+/v+", b"+/v/")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
# Encodings of pages that are honoured when a page declares them; no other codec is ever looked up.
_HONOURED = re.compile(
    r"windows-?125[0-8]|cp125[0-8]|iso-?8859-?\d{1,2}|latin-?1|koi8-?[ru]|macintosh|cp866|"
    r"gb2312|gbk|gb18030|big5(?:-hkscs)?|shift[_-]jis|euc-(?:jp|kr)|tis-620",
    re.IGNORECASE,
)


def decode(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """Decode text: by its byte order mark, as UTF-8, as its page declares, else as Windows-1252.

    Windows-1252 is tried line by line, and what came out is told in a note.

    Raises:
        ReadingError: It is UTF-7, more than a hundredth of it is not text, or its encoding cannot
            be told.
    """
    text, notes = _decoded(content, where)
    sample = text[:200_000]
    odd = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if odd > 10 + len(sample) / 100:
        raise ReadingError(
            "is not text",
            where=where,
            cause="a binary file, whatever its name",
            remedy="give plain text, HTML, PDF or DOCX",
        )
    if notes == _BY_LINE and _is_foreign(sample):
        raise ReadingError(
            "its encoding cannot be told",
            where=where,
            cause="it is neither UTF-8 nor a western code page",
            remedy="save it as UTF-8",
        )
    return text, notes


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace control characters, which no document needs, and drop signs that take no room.

    Line ends of every kind become line feeds.

    Returns:
        The text, and a note that names the control characters, if there were any.
    """
    text = _SOFT_END.sub("", _LINE_END.sub("\n", text))
    notes: tuple[str, ...] = ()
    names = control_characters(text)
    if names:
        listed = ", ".join(names[:8]) + (" and more" if len(names) > 8 else "")
        notes = (f"control characters were replaced with spaces: {listed}",)
        text = cleaned(_SEQUENCE.sub(" ", text))
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text)), notes


def _decoded(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    if content.startswith(_UTF7):
        raise ReadingError(
            "is written in UTF-7, which is not read",
            where=where,
            cause="an encoding of old mail that can hide what a text says",
            remedy="save it as UTF-8",
        )
    encoding = by_mark(content) or by_zeros(content) or "utf-8-sig"
    if encoding != "utf-8-sig":
        return content.decode(encoding, errors="replace"), ()
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError as error:
        unmarked = error.object  # as the codec counts it: without the mark
        return _by_declaration(unmarked) or _by_line(unmarked)


def _by_declaration(content: bytes) -> tuple[str, tuple[str, ...]] | None:
    declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii") if declared else ""
    if not _HONOURED.fullmatch(name):
        return None
    try:
        return content.decode(name), (f"read as {name}, as the page declares",)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_line(content: bytes) -> tuple[str, tuple[str, ...]]:
    return "\n".join(_line(line) for line in content.split(b"\n")), _BY_LINE


def _is_foreign(sample: str) -> bool:
    """Whether a text read as Windows-1252 has more accents than any language written in it."""
    letters = _LETTER.findall(sample)
    accented: int = sum(letter > "\x7f" for letter in letters)
    return accented > max(40, 0.3 * len(letters))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
