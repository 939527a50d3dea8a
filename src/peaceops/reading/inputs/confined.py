"""Parsers of PDF, HTML and DOCX in a process of their own, with limits of time and memory.

A file can be made to keep a parser busy for hours, to eat the machine's memory, or to bring down
the interpreter. A process of its own can be ended, whatever it is doing, and it is given no key.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from peaceops.errors import ReadingError
from peaceops.reading.inputs.limits import MOST_MEMORY, MOST_SECONDS

_NAMES = {"pdf": "a PDF", "docx": "a Word document", "html": "a web page"}


def text_of(
    media: str,
    content: bytes,
    where: str,
    *,
    seconds: int = MOST_SECONDS,
    memory: int = MOST_MEMORY,
) -> tuple[str, tuple[str, ...]]:
    """Read a document in a process of its own.

    Args:
        media: ``pdf``, ``docx`` or ``html``.
        content: The file; a page of HTML in UTF-8.
        where: Its name, for errors.
        seconds: When the process is ended.
        memory: Bytes it may take, where the system can bound them.

    Returns:
        The text, and notes on what could not be read.

    Raises:
        ReadingError: The parser refuses it, or it takes longer or more memory than it may.
    """
    request = json.dumps({"media": media, "seconds": seconds, "memory": memory})
    try:
        process = subprocess.run(
            [sys.executable, "-P", "-m", "peaceops.reading.inputs.worker"],
            input=request.encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadingError(
            f"takes longer than {seconds} seconds to read as {_NAMES[media]}",
            where=where,
            cause="a file made to keep its reader busy, or a very long one",
            remedy="open it in a program you trust and save the part you need as plain text",
        ) from None
    except OSError as error:
        raise ReadingError(
            f"cannot be read: its reader cannot be started ({error.strerror})",
            where=where,
            remedy="close other programs, or save the document as plain text",
        ) from error
    return _answer(process, media, where)


def _environment() -> dict[str, str]:
    """The parent's environment without keys and settings of ours, and where its modules are."""
    settings = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().endswith(("_KEY", "_TOKEN", "_SECRET", "_PASSWORD"))
    }
    # One thread: a library that starts one for each core takes memory for each.
    settings |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return settings | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _answer(
    process: subprocess.CompletedProcess[bytes], media: str, where: str
) -> tuple[str, tuple[str, ...]]:
    try:
        answer: dict[str, Any] = json.loads(process.stdout)
    except ValueError:
        raise ReadingError(
            f"breaks the reader of {_NAMES[media]}",
            where=where,
            cause="a damaged file, or one made to do so",
            remedy="open it in a program you trust and save the text as plain text",
        ) from None
    if answer.get("memory"):
        raise ReadingError(
            f"takes more memory than the reader of {_NAMES[media]} is given",
            where=where,
            cause="a file made to unpack to more than it should, or a very long one",
            remedy="save the part you need as plain text",
        )
    if "error" in answer:
        raise ReadingError(where=where, **answer["error"])
    return str(answer["text"]), tuple(answer["notes"])
