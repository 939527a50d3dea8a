"""Output on any console: no encoding, closed pipe or missing stream may cost the answer."""

from __future__ import annotations

import codecs
import contextlib
import errno
import json
import math
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TextIO

import typer

ERRORS = "peaceops.plain"
_PLAIN = {
    "→": "->", "←": "<-", "×": "x", "–": "-", "—": "-", "−": "-", "…": "...", "“": '"', "”": '"',
    "„": '"', "‘": "'", "’": "'", "•": "*", "±": "+/-", "≥": ">=", "≤": "<=", "≈": "~",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "·": "-", "½": "1/2",
}  # fmt: skip


def prepare_streams() -> None:
    """Let standard output and error write every character, in plain letters if need be.

    A console with another encoding than UTF-8 (Windows code pages, the C locale) lacks arrows and
    accents. They are written as ``->`` or without the accent; what has no such form as ``?``.
    """
    codecs.register_error(ERRORS, _in_plain_letters)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # started without a console or with the stream closed
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif not _is_utf8(stream):
            with contextlib.suppress(AttributeError, ValueError, OSError):
                stream.reconfigure(errors=ERRORS)
        else:  # names of files may hold bytes that are no text
            with contextlib.suppress(AttributeError, ValueError, OSError):
                stream.reconfigure(errors="backslashreplace")


def print_json(content: Any, *, indent: int | None = 2) -> None:
    """Print an answer as JSON that any program reads: a number that is none becomes null.

    On a console that is not UTF-8, other letters are written as escapes, so that nothing changes.
    """
    typer.echo(
        json.dumps(
            _finite(content), indent=indent, ensure_ascii=not _is_utf8(sys.stdout),
            allow_nan=False, default=_of_date,
        )
    )  # fmt: skip


def print_csv(rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows as CSV; texts that a spreadsheet would run as a formula are made plain texts."""
    from peaceops.spreadsheet import to_csv

    typer.echo(to_csv(rows), nl=False)


def is_closed_pipe(error: BaseException) -> bool:
    """Tell whether the reader of our output went away (``| head``), which is no failure of ours."""
    return isinstance(error, BrokenPipeError) or (
        isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.ESHUTDOWN)
    )


def leave_streams() -> None:
    """Point output at nothing, so that closing it at the end says nothing more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def _is_utf8(stream: TextIO | None) -> bool:
    name = getattr(stream, "encoding", None) or "ascii"
    with contextlib.suppress(LookupError):
        return codecs.lookup(name).name == "utf-8"
    return False


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_plain(sign, error.encoding) for sign in text), error.end


def _plain(sign: str, encoding: str) -> str:
    if sign in _PLAIN:
        return _PLAIN[sign]
    parts = unicodedata.normalize("NFKD", sign)
    base = "".join(part for part in parts if not unicodedata.combining(part))
    try:
        base.encode(encoding)
    except UnicodeEncodeError:
        return "?"
    return base or "?"


def _of_date(content: object) -> str:
    if isinstance(content, date):
        return content.isoformat()
    raise TypeError(f"{type(content).__name__} cannot be written as JSON")


def _finite(content: Any) -> Any:
    if isinstance(content, float) and not math.isfinite(content):
        return None
    if isinstance(content, dict):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(value) for value in content]
    return content
