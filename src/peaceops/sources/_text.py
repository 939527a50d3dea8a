"""The text of a file: told from its bytes whether it is UTF-8, UTF-16 or UTF-32."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from peaceops.characters import printable
from peaceops.errors import SourceError

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096
OTHER_ENCODING = "the file is written in another encoding than UTF-8"


@dataclass(frozen=True)
class Text:
    """A decoded text.

    Attributes:
        text: The text, without a byte order mark.
        encoding: The encoding it was read by, when that is not UTF-8.
    """

    text: str
    encoding: str = ""


def encoding_of(content: bytes) -> str:
    """Tell the encoding of a text by its mark, or by where its NUL bytes stand.

    Without a mark, text in a Latin script has a NUL in every second byte of UTF-16.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 4:
        return "utf-8-sig"
    if odd > 0.5 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.5 * half and odd < 0.02 * half:
        return "utf-16-be"
    return "utf-8-sig"


def decoded(content: bytes, path: Path, encoding: str = "utf-8") -> Text:
    """Decode the whole content of a file.

    Args:
        content: The bytes, unpacked.
        path: Whose content it is, for errors.
        encoding: The encoding the publisher uses; UTF-8 and UTF-16 are told apart.

    Raises:
        SourceError: A byte does not belong to the encoding.
    """
    used = encoding_of(content) if encoding == "utf-8" else encoding
    try:
        text = content.decode(used)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        shown = "utf-8" if used == "utf-8-sig" else used
        raise SourceError(
            f"byte {content[error.start]:#04x} is not {shown}",
            where=f"{printable(path.name)}, line {row}",
            cause="the file was saved in another encoding, or was cut short",
            remedy="save it as UTF-8, or download it again",
        ) from error
    return Text(text, "" if used in ("utf-8-sig", encoding) else used.upper()[:6])


def glimpse(head: bytes) -> str:
    """Decode the first bytes of a file as well as can be, to look at its header."""
    used = encoding_of(head)
    whole = head[: len(head) - len(head) % 4] if used.startswith(("utf-16", "utf-32")) else head
    return whole.decode(used, errors="replace")
