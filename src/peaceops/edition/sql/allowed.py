"""What a question in SQL may name: the edition's tables, and functions that read nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

import duckdb

from peaceops.errors import did_you_mean

TABLE_FUNCTIONS = frozenset({"unnest", "range", "generate_series"})
"""Functions that give rows; every other would read files, settings or the database itself."""
TELLING = frozenset(
    {"current_setting", "getenv", "getvariable", "current_user", "user", "session_user"}
)
"""Functions that tell of the process and not of the data."""
DEEPEST = 400


class Refused(Exception):  # noqa: N818 - becomes an answer
    """A question asks for something that it may not.

    Attributes:
        what: What is refused.
        remedy: What to do.
    """

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


def refuse_others(database: duckdb.DuckDBPyConnection, query: str, tables: Collection[str]) -> None:
    """Refuse a question that is no SELECT, or that names what is no table of the edition.

    Args:
        database: Reads the question.
        query: The question.
        tables: Names of the tables.

    Raises:
        Refused: It is another statement, several, or names something else.
        duckdb.Error: It is no SQL.
    """
    statements = database.extract_statements(query)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise Refused(
            "one SELECT is answered, and no other statement"
            if len(statements) == 1
            else f"one SELECT is answered, not {len(statements)} statements",
            "write one question that begins with SELECT, WITH or FROM",
        )
    rows = database.execute("SELECT json_serialize_sql(?::VARCHAR)", [query]).fetchall()
    tree = json.loads(rows[0][0])
    if tree.get("error"):
        raise Refused("this kind of SELECT is not answered", "write a plain SELECT")
    parts = list(_parts(tree, 0))
    named_here = {
        entry["key"].casefold()
        for part in parts
        for entry in (part.get("map") or () if isinstance(part.get("map"), list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("key"), str)
    }
    every = {name.casefold() for name in tables}
    for part in parts:
        kind = part.get("type")
        if kind == "BASE_TABLE":
            _refuse_table(part, every, named_here, tables)
        elif kind == "TABLE_FUNCTION":
            name = _function_name(part)
            if name not in TABLE_FUNCTIONS:
                raise Refused(
                    f"{name} is no table of the edition, and no file or setting can be read",
                    "ask the edition's tables alone",
                )
        elif kind == "SHOW_REF" and not part.get("query"):
            raise Refused(
                "the tables are not listed by a question",
                "their names and columns stand under Data, and in `peaceops data show`",
            )
        name = str(part.get("function_name", "")).casefold()
        if name in TELLING or name.startswith("pg_"):
            raise Refused(f"{name} tells of the database, not of the data", "leave it out")


def _refuse_table(
    part: dict[str, Any],
    every: Collection[str],
    named_here: Collection[str],
    tables: Collection[str],
) -> None:
    name = str(part.get("table_name", ""))
    qualified = any(part.get(key) for key in ("schema_name", "catalog_name"))
    path = (part.get("qualified_name") or {}).get("path") or [name]
    plain = name.casefold()
    if not qualified and len(path) == 1 and (plain in every or plain in named_here):
        return
    shown = ".".join(map(str, path))[:80]
    raise Refused(
        f"there is no table {shown!r}",
        did_you_mean(plain, tables) or "ask the edition's tables alone, by their plain names",
    )


def _function_name(part: dict[str, Any]) -> str:
    function = part.get("function")
    name = function.get("function_name", "") if isinstance(function, dict) else ""
    return str(name).casefold()[:80]


def _parts(tree: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in the tree of a statement."""
    if depth > DEEPEST:
        raise Refused("the question is nested too deeply", "write it with fewer brackets")
    if isinstance(tree, dict):
        yield tree
        for part in tree.values():
            yield from _parts(part, depth + 1)
    elif isinstance(tree, list):
        for part in tree:
            yield from _parts(part, depth + 1)
