"""The bytes of a case file as text, or a plain refusal; nothing that is read can block."""

from __future__ import annotations

from pathlib import Path

from peaceops.durable import NotRegular, TooLarge, read_regular
from peaceops.encodings import by_mark
from peaceops.errors import CaseError

MAX_BYTES = 4_000_000
_SAVE = "save it as UTF-8 (in an editor: Save as, encoding UTF-8)"


def case_text(path: Path) -> str:
    """Give the text of a case file: UTF-8, or UTF-16 or UTF-32 with its mark at the start.

    Raises:
        FileNotFoundError: There is no such file.
        CaseError: It is no regular file, cannot be opened, is too large, or is not in UTF-8.
    """
    try:
        content = read_regular(path, most=MAX_BYTES)
    except FileNotFoundError:
        raise
    except NotRegular as error:
        raise CaseError(str(error.strerror), where=str(path), remedy="name a case file") from error
    except TooLarge as error:
        raise CaseError(
            f"is larger than {MAX_BYTES:,} bytes, the most that a case may be",
            where=str(path),
            remedy="name a case file; a case holds statements, not the documents themselves",
        ) from error
    except (OSError, ValueError) as error:
        raise CaseError(
            f"cannot be read: {getattr(error, 'strerror', None) or error}",
            where=str(path),
            remedy="check the name and the rights of the file",
        ) from error
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    marked = by_mark(content)
    if marked is None and b"\0" in content[:200]:
        raise CaseError(
            "holds zero bytes: it is no text file, or UTF-16 without its mark",
            where=str(path),
            remedy=_SAVE,
        )
    return _decoded_as(content, marked or "utf-8", path)


def _decoded_as(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        # The content as the codec counts it: without the mark where it is UTF-8.
        before, rest = error.object[: error.start], error.object[error.start :]
        line = before.decode(encoding, "replace").count("\n") + 1
        byte = rest[:1]
        guess = byte.decode("cp1252", "ignore") if encoding.startswith("utf-8") else ""
        raise CaseError(
            f"is not in {encoding[:6].upper().rstrip('-')}: byte 0x{byte.hex()} on this line",
            where=f"{path}, line {line}",
            cause=f"it is {guess!r} in the Windows encoding" if guess.isprintable() else None,
            remedy=_SAVE,
        ) from error
