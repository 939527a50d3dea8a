"""The text of a file: told from its bytes whether it is UTF-8, UTF-16 or UTF-32."""

from __future__ import annotations

from pathlib import Path

from peaceops.characters import printable
from peaceops.encodings import by_mark, by_zeros
from peaceops.errors import SourceError

OTHER_ENCODING = "the file is written in another encoding than UTF-8"


def encoding_of(content: bytes) -> str:
    """Tell the encoding of a text by its mark, or by where its NUL bytes stand."""
    return by_mark(content) or by_zeros(content) or "utf-8-sig"


def decoded(content: bytes, path: Path) -> str:
    """Decode the whole content of a file; a byte order mark is left out.

    Args:
        content: The bytes, unpacked.
        path: Whose content it is, for errors.

    Raises:
        SourceError: A byte does not belong to the encoding.
    """
    used = encoding_of(content)
    try:
        return content.decode(used)
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


def glimpse(head: bytes) -> str:
    """Decode the first bytes of a file as well as can be, to look at its header."""
    used = encoding_of(head)
    whole = head[: len(head) - len(head) % 4] if used.startswith(("utf-16", "utf-32")) else head
    return whole.decode(used, errors="replace")
