"""What runs in the database's own process: one question in, its rows out, then the end.

It is started by ``peaceops.edition.sql.asking`` as ``python -m``. On standard input it is given a
line of JSON with the question, the limits and the tables, and the tables' rows after it; on
standard output it answers with one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from threading import Event, Lock, Timer
from typing import Any

import duckdb
import pyarrow

from peaceops.edition.sql.allowed import Refused, refuse_others
from peaceops.process_limits import bound_process

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "python_enable_replacements": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "temp_directory": "",
    "threads": 1,
}
MOST_ANSWER = 20_000_000
"""Characters of an answer."""
GRACE = 0.5
"""Seconds after which a question that was interrupted is ended."""
BASE = 1_500_000_000
"""Bytes of addresses that Python, Arrow and the tables take beside the database."""


def main() -> None:
    """Answer the question on standard input."""
    request = json.loads(sys.stdin.buffer.readline())
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tables = {
        name: pyarrow.ipc.open_stream(sys.stdin.buffer.read(size)).read_all()
        for name, size in request["tables"]
    }
    # The parent bounds the time anyway.
    bound_process(AS=request["memory"] + BASE, CPU=int(request["seconds"]) + 10, FSIZE=0, CORE=0)
    done = Lock()

    def end(content: dict[str, Any]) -> None:
        """Give the answer, and end whatever still runs."""
        if done.acquire(blocking=False):
            answer.write(json.dumps(content, allow_nan=False).encode())
            answer.close()
            os._exit(0)

    # A function at work on one long value hears of no interruption.
    hard = Timer(request["seconds"] + GRACE, end, [{"limit": "time"}])
    hard.daemon = True
    hard.start()
    try:
        content = _answer(request, tables)
    except MemoryError:
        content = {"limit": "memory"}
    end(content)
    hard.join()


def _answer(request: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    settings = {**SETTINGS, "memory_limit": f"{request['memory']}B"}
    with duckdb.connect(":memory:", config=settings) as database:
        over = Event()

        def stop() -> None:
            over.set()
            database.interrupt()

        timer = Timer(request["seconds"], stop)
        timer.daemon = True
        timer.start()
        try:
            refuse_others(database, request["query"], request["every"])
            for name, rows in tables.items():
                database.register(name, rows)
            database.execute("SET lock_configuration = true")
            database.execute(request["query"])
            columns = [(str(name), str(kind)) for name, kind, *_ in database.description or ()]
            return _rows(database, columns, request["rows"])
        except Refused as refusal:
            return _error(refusal.what, refusal.remedy)
        except duckdb.OutOfMemoryException:
            return {"limit": "memory"}
        except duckdb.Error as error:
            return {"limit": "time"} if over.is_set() else _wrong(error)
        except (ValueError, OverflowError, TypeError) as error:
            # Python has no value for it, such as for an interval of a million years.
            return _error(
                f"a value of the answer cannot be written: {str(error)[:200]}",
                "cast it to a text, as CAST(value AS VARCHAR)",
                "it is larger than any day, interval or number that is given back",
            )
        finally:
            timer.cancel()


def _rows(
    database: duckdb.DuckDBPyConnection, columns: list[tuple[str, str]], most: int
) -> dict[str, Any]:
    rows: list[list[Any]] = []
    room = MOST_ANSWER
    while len(rows) <= most:
        part = database.fetchmany(min(200, most + 1 - len(rows)))
        if not part:
            break
        plain = [[_plain(value) for value in row] for row in part]
        room -= sum(len(json.dumps(row)) for row in plain)
        if room < 0:
            return {"limit": "memory"}
        rows += plain
    return {"columns": columns, "rows": rows[:most], "more": len(rows) > most}


def _error(what: str, remedy: str, cause: str | None = None) -> dict[str, Any]:
    return {"error": {"what": what, "cause": cause, "remedy": remedy}}


def _wrong(error: duckdb.Error) -> dict[str, Any]:
    """What the database says is wrong, without its advice on files and settings."""
    lines = str(error).splitlines() or ["no reason is told"]
    remedy = next((line for line in lines if line.startswith("Candidate bindings")), None)
    if remedy is None and isinstance(error, duckdb.ParserException):
        remedy = "write it as SELECT ... FROM table WHERE ..., and look near the word that is named"
    return _error(
        f"the question cannot be answered: {lines[0]}",
        remedy or "look at the names of the tables and their columns",
    )


def _plain(value: Any) -> Any:  # noqa: PLR0911
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if isfinite(value) else None
        case Decimal():
            whole = value.is_finite() and value == value.to_integral_value()
            return int(value) if whole else float(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case bytes():
            return value.hex()
        case list() | tuple() | set():
            return [_plain(part) for part in value]
        case dict():
            return {str(name): _plain(part) for name, part in value.items()}
    return str(value)


if __name__ == "__main__":
    main()
