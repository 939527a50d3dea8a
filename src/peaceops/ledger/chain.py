"""The chain: each line holds the hash of the one before it, so that no line changes unseen.

A line is JSON. Its last field, ``hash``, is the SHA-256 of the line as it stands without that
field; its field ``previous`` is the hash of the line before. An edited line no longer fits its own
hash; a line that was removed, put in or moved no longer fits its neighbours. Lines cut off at the
end leave a shorter chain that is whole: whoever wants to prove that none is missing notes the last
hash elsewhere (``head``).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peaceops.errors import LedgerError

START = "0" * 64
"""``previous`` of the first line."""
_HASH = re.compile(r',"hash":"([0-9a-f]{64})"\}$')
_TOLD = 10


@dataclass(frozen=True)
class Line:
    """One line of a ledger.

    Attributes:
        number: Its place, from 1.
        hash: Its own hash.
        content: All its fields.
    """

    number: int
    hash: str
    content: Mapping[str, Any]


def written(content: Mapping[str, Any], number: int, previous: str) -> tuple[str, str]:
    """Write a line behind another.

    Args:
        content: Its fields, apart from ``number``, ``previous`` and ``hash``.
        number: Its place.
        previous: Hash of the line before; ``START`` for the first.

    Returns:
        The line without its end of line, and its hash.

    >>> line, hash_ = written({"type": "opening"}, 1, START)
    >>> line.startswith('{"number":1,"type":"opening","previous":"000'), hash_ in line
    (True, True)
    """
    fields = {"number": number, **content, "previous": previous}
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    digest = _digest(text)
    return f'{text[:-1]},"hash":"{digest}"}}', digest


def checked(text: str, where: str) -> tuple[Line, ...]:
    """Read the lines of a ledger and check the whole chain.

    Args:
        text: The file.
        where: Its name, for errors.

    Raises:
        LedgerError: A line was edited, removed, put in or moved, or is no line of a ledger; the
            error names every such line.
    """
    rows = text.split("\n")
    problems = []
    if rows[-1]:
        problems.append(f"line {len(rows)}: ends without an end of line, as if it was cut short")
    else:
        rows.pop()
    lines: list[Line] = []
    previous, number = START, 0
    for place, row in enumerate(rows, start=1):
        line, problem = _read(row, previous, number)
        if problem:
            problems.append(f"line {place}: {problem}")
        if line is not None:
            lines.append(line)
            previous, number = line.hash, line.number
    if problems and not lines:
        raise LedgerError(
            "is no ledger",
            where=where,
            cause="none of its lines has a number and a hash",
            remedy="name a file that `peaceops ledger issue` or `peaceops ledger replay` wrote",
        )
    if problems:
        raise LedgerError(
            _listed(problems),
            where=where,
            cause="the file was changed by something else than peaceops",
            remedy="put back a copy from before the change; a ledger is never edited, and what was "
            "wrong is said in a line added to it",
        )
    return tuple(lines)


def _read(row: str, previous: str, number: int) -> tuple[Line | None, str]:
    """A line, as far as it can be read, and what is wrong with it."""
    match = _HASH.search(row)
    try:
        content = json.loads(row)
    except ValueError:
        content = None
    if match is None or not isinstance(content, dict) or not isinstance(content.get("number"), int):
        return None, "is no line of a ledger (it has no number or no hash)"
    line = Line(content["number"], match[1], content)
    digest = _digest(f"{row[: match.start()]}}}")
    if digest != line.hash:
        return line, (
            f"was edited: its content has the hash {digest[:12]}... and not {line.hash[:12]}..., "
            "which stands in it"
        )
    if line.number != number + 1:
        return line, (
            f"is number {line.number} where {number + 1} is due: lines were removed, put in or "
            "moved here"
        )
    if content.get("previous") != previous:
        return line, (
            f"does not follow the line above it: it names {str(content.get('previous'))[:12]}... "
            f"as the hash before and that is {previous[:12]}..."
        )
    return line, ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _listed(problems: Sequence[str]) -> str:
    shown: Iterable[str] = problems[:_TOLD]
    more = f"; and {len(problems) - _TOLD} more" if len(problems) > _TOLD else ""
    return "the chain is broken: " + "; ".join(shown) + more
