"""The text of a file: told from its bytes whether it is UTF-8, UTF-16 or UTF-32."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from peaceops.characters import printable
from peaceops.encodings import by_mark, by_zeros
from peaceops.errors import SourceError

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
    """Tell the encoding of a text by its mark, or by where its NUL bytes stand."""
    return by_mark(content) or by_zeros(content) or "utf-8-sig"


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
        # The content as the codec counts it: without the mark where it is UTF-8.
        row = error.object.count(b"\n", 0, error.start) + 1
        shown = "utf-8" if used == "utf-8-sig" else used
        raise SourceError(
            f"byte {error.object[error.start]:#04x} is not {shown}",
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
