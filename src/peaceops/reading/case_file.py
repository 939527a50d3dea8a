"""Accepted statements into a case file, its comments and order kept."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import YAMLError

from peaceops.case import Case, Statement, parse_case
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
    yaml = YAML()
    yaml.width = 100
    yaml.preserve_quotes = True
    yaml.representer.ignore_aliases = lambda *_: True
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        content = yaml.load(text)
    except YAMLError as error:
        # Such as a tab after a colon, which only one of the two readers of YAML takes.
        mark = getattr(error, "problem_mark", None)
        raise CaseError(
            "can be read, but not added to without losing its comments",
            where=f"{where}, line {mark.line + 1}" if mark is not None else where,
            remedy="write blanks instead of tabs on that line, and check its quotes",
        ) from error
    if content.get("statements") is None:
        content["statements"] = []
    for statement in fresh:
        content["statements"].append(_plain(statement))
    out = StringIO()
    yaml.dump(content, out)
    again = parse_case(out.getvalue(), where=where)
    before = again.statements[: len(case.statements)]
    if again.model_copy(update={"statements": before}) != case:
        raise CaseError(
            "cannot be added to without changing what it says already",
            where=where,
            remedy="add the statements by hand",
        )
    return out.getvalue(), len(fresh)


def holds(case: Case, statement: Statement) -> bool:
    """Whether a case holds a statement already, so that ``add_statements`` would leave it out.

    Args:
        case: The case.
        statement: The statement.
    """
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
            content[name] = CommentedSeq(value)
            content[name].fa.set_flow_style()
    if statement.kind == "departure" and not statement.of_mission:
        content["of_mission"] = False
    order = ("id", "kind", "date")
    return {name: content[name] for name in (*order, *(n for n in content if n not in order))}
