"""Accepted statements into a case file, its comments and order kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from peaceops.case import Case, Statement, parse_case, with_parts
from peaceops.durable import write_file
from peaceops.errors import CaseError


def add_statements(text: str, statements: Sequence[Statement], *, where: str) -> tuple[str, int]:
    """Add statements at the end of a case's list; those it holds already are left out.

    A statement is held when one of the same kind stands on the same span of the same
    text, about the same.

    Returns:
        The new text of the file, and how many statements were added.

    Raises:
        CaseError: The file is no valid case, or a statement is dated after its ``as_of``.
    """
    case = parse_case(text, where=where)
    late = [statement for statement in statements if statement.date > case.as_of]
    if late:
        raise CaseError(
            f"the statement {late[0].id!r} is dated {late[0].date}, after the case's as-of date "
            f"{case.as_of}: nobody could know it",
            where=where,
            remedy="move as_of in the case, or read the document into another case",
        )
    present = {_key(statement) for statement in case.statements}
    fresh = [statement for statement in statements if _key(statement) not in present]
    new = with_parts(text, ("statements",), [_plain(statement) for statement in fresh], name=where)
    again = parse_case(new, where=where)
    before = again.statements[: len(case.statements)]
    if again.model_copy(update={"statements": before}) != case:
        raise CaseError(
            "cannot be added to without changing what it says already",
            where=where,
            remedy="add the statements by hand",
        )
    return new, len(fresh)


def holds(case: Case, statement: Statement) -> bool:
    """Whether a case holds a statement already, so that ``add_statements`` would leave it out."""
    return _key(statement) in {_key(present) for present in case.statements}


def write_case(path: Path, text: str) -> None:
    """Write a case file whole or not at all; a failure leaves the old one as it was.

    Whoever reads a case to change it holds it meanwhile (``peaceops.durable.hold``).

    Raises:
        OutputError: It cannot be written there.
    """
    write_file(path, text)


def _key(statement: Statement) -> tuple[object, ...]:
    """What makes two statements one: kind, place in the text, and whom they are about."""
    if statement.sha256 is None:
        return (statement.id,)
    about = [getattr(statement, name, None) for name in ("country", "subject", "object")]
    return (statement.kind, statement.sha256, statement.span, *about)


def _plain(statement: Statement) -> dict[str, Any]:
    content = statement.model_dump(exclude_none=True, exclude_defaults=False)
    for name, value in list(content.items()):
        if value is False or value == ():
            del content[name]
        elif isinstance(value, tuple):
            content[name] = list(value)
    if statement.kind == "departure" and not statement.of_mission:
        content["of_mission"] = False
    order = ("id", "kind", "date")
    return {name: content[name] for name in (*order, *(n for n in content if n not in order))}
