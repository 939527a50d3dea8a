"""A question in SQL, asked in a process of its own with limits of time, rows and memory.

A query can keep a database busy for hours, eat the machine's memory, or look for files. A process
of its own can be ended, whatever it is doing; it is given the rows that were known on the day, no
key and no path, and it can open and write no file.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from peaceops.errors import EditionError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peaceops.edition.rows import KnownRows

MOST_SECONDS, MOST_ROWS = 5.0, 1000
"""What a question is given where nothing else is said."""
MOST_QUERY = 10_000
"""Characters of a question."""
MOST_MEMORY = 500_000_000
"""Bytes that the database may take."""
STARTING = 20.0
"""Seconds that a busy machine may take to start the process and hand it the rows."""


class QueryLimitError(EditionError):
    """A question in SQL takes more time or memory than it is given."""


@dataclass(frozen=True)
class SqlAnswer:
    """The rows that a question in SQL gave.

    Attributes:
        as_of: The day whose knowledge was asked.
        edition: Name of the edition.
        query: The question.
        columns: Name and type of each column, in DuckDB's words.
        rows: The rows, as plain values: days as text, numbers finite.
        more: Whether there are more rows than are given.
    """

    as_of: date
    edition: str
    query: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool

    def table(self) -> pl.DataFrame:
        """The rows as a table of texts and numbers; columns of one name are numbered."""
        names = list[str]()
        taken, counts = {name for name, _ in self.columns}, dict[str, int]()
        for name, _ in self.columns:
            number, free = counts.get(name, 0) + 1, name
            while number > 1 and (free := f"{name}_{number}") in taken:
                number += 1
            counts[name] = number
            taken.add(free)
            names.append(free)
        return pl.DataFrame(
            [[_in_cell(value) for value in row] for row in self.rows],
            schema=names,
            orient="row",
            infer_schema_length=None,
            strict=False,
        )


def ask(
    view: KnownRows,
    edition: str,
    tables: Iterable[str],
    query: str,
    *,
    seconds: float = MOST_SECONDS,
    rows: int = MOST_ROWS,
    memory: int = MOST_MEMORY,
) -> SqlAnswer:
    """Answer a question in SQL; see ``View.ask``.

    Args:
        view: What was known on the day.
        edition: Name of the edition.
        tables: Names of the tables that may be asked.
        query: The question.
        seconds: Time that it is given.
        rows: Rows that are given back at most.
        memory: Bytes that the database may take.

    Raises:
        QueryLimitError: It takes more time or memory.
        EditionError: It is wrong, long, or asks for more than the tables.
    """
    _check(query)
    words = set(re.findall(r"\w+", query.casefold()))
    every = sorted(tables)
    contents = [(name, _stream(view.table(name))) for name in every if name in words]
    request = {
        "query": query,
        "seconds": seconds,
        "rows": rows,
        "memory": memory,
        "every": every,
        "tables": [[name, len(content)] for name, content in contents],
    }
    sent = b"".join((json.dumps(request).encode(), b"\n", *(content for _, content in contents)))
    answer = _answer(sent, seconds)
    if answer.get("limit"):
        raise _over(answer["limit"], seconds)
    if "error" in answer:
        raise EditionError(**answer["error"])
    return SqlAnswer(
        view.as_of,
        edition,
        query,
        tuple((name, kind) for name, kind in answer["columns"]),
        tuple(map(tuple, answer["rows"])),
        answer["more"],
    )


def _check(query: str) -> None:
    if not query.strip() or len(query) > MOST_QUERY:
        raise EditionError(
            f"a question in SQL has 1 to {MOST_QUERY:,} characters, not {len(query):,}",
            remedy="write one SELECT, as SELECT * FROM missions",
        )
    if "\x00" in query or any("\ud800" <= sign <= "\udfff" for sign in query):
        raise EditionError("the question holds signs that are no text", remedy="write it anew")


def _stream(rows: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.write_ipc_stream(buffer, compat_level=pl.CompatLevel.oldest())
    return buffer.getvalue()


def _answer(sent: bytes, seconds: float) -> dict[str, Any]:
    try:
        process = subprocess.run(
            [sys.executable, "-P", "-m", "peaceops.edition.sql.worker"],
            input=sent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=seconds + STARTING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _over("time", seconds) from None
    except OSError as error:
        raise QueryLimitError(
            f"the database cannot be started ({error.strerror})",
            remedy="close other programs, or ask again in a while",
        ) from error
    try:
        answer: dict[str, Any] = json.loads(process.stdout)
    except ValueError:
        if process.returncode > 0:
            raise RuntimeError("the database's process broke off") from None
        # The system ended it: by the limit of processor time, or for want of memory.
        raise _over("time" if process.returncode == -24 else "memory", seconds) from None
    return answer


def _environment() -> dict[str, str]:
    """Where modules are, and nothing else of the parent's environment: no key, no home."""
    kept_names = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    settings = {name: os.environ[name] for name in kept_names if name in os.environ}
    settings |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return settings | {"OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


def _over(limit: str, seconds: float) -> QueryLimitError:
    if limit == "time":
        return QueryLimitError(
            f"the question takes longer than {seconds:g} seconds",
            cause="tables joined without a condition, or rows without end",
            remedy="join on columns that both tables have, or ask of fewer rows",
        )
    return QueryLimitError(
        "the question takes more memory than it is given",
        cause="very long texts or lists, or tables joined without a condition",
        remedy="ask of fewer rows, or group them",
    )


def _in_cell(value: Any) -> Any:
    """A value as a cell of a table holds it: lists and records as text."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
