"""What a desk writes to its log: a line a request, plain or as JSON, and where a defect arose.

A log holds no text that readers write or documents say, no token and no cookie: of an address it
has the path, the names of the query and the day asked about; of a defect the lines of code, and
not the message, which may quote.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote

from peaceops.questions import NotUnderstood, day_meant

LOGGER = logging.getLogger("peaceops.web")
LONGEST_PATH = 200
"""Characters of a path that are logged."""
MESSAGES = "PEACEOPS_TRACEBACK"
"""Environment variable: set, the log of a defect has its message, which may quote a document."""


def begin_log(kind: str) -> None:
    """Have the desk's records, and the warnings of the server below it, written to standard error.

    Args:
        kind: ``plain``, ``json`` or ``off``.
    """
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if kind == "json" else _Plain())
    if kind == "off":
        handler = logging.NullHandler()
    for name, level in (("peaceops.web", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False


def address_logged(path: str, query: bytes) -> str:
    """An address without what its query says, but for a day.

    >>> address_logged("/data", b"sql=select+1&as_of=2023-02-15")
    '/data?sql&as_of=2023-02-15'
    """
    names = []
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True)[:20]:
        shown = quote(name[:40])
        if name == "as_of" and (day := _day(value)):
            shown += f"={day}"
        names.append(shown)
    return quote(path)[:LONGEST_PATH] + (f"?{'&'.join(names)}" if names else "")


def where_it_arose(error: BaseException) -> str:
    """The lines of code that an error came through, and its kind; its message only if asked for."""
    if os.environ.get(MESSAGES):
        return "".join(traceback.format_exception(error)).rstrip()
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(parts) < 5:
        frames = "".join(traceback.format_tb(cause.__traceback__))
        parts.insert(0, f"Traceback (most recent call last):\n{frames}{type(cause).__qualname__}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n\n".join(parts)


class _Plain(logging.Formatter):
    """A line a record, and below it where a defect arose."""

    def format(self, record: logging.LogRecord) -> str:
        trace = _trace(record)
        line = f"{_moment(record)} {record.getMessage()}"
        return f"{line}\n{trace}" if trace else line


class _Json(logging.Formatter):
    """A JSON object a record, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        content: dict[str, object] = {"time": _moment(record), "level": record.levelname.lower()}
        content |= getattr(record, "fields", None) or {"message": record.getMessage()}
        if trace := _trace(record):
            content["traceback"] = trace
        return json.dumps(content, ensure_ascii=True)


def _trace(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return where_it_arose(error) if error is not None else ""


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _day(text: str) -> str:
    try:
        return str(day_meant(text))
    except NotUnderstood:
        return ""
