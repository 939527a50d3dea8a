"""All problems of one file, told together: by column and kind, the first row and how many more."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from peaceops.characters import printable
from peaceops.errors import SourceError

SHOWN_KINDS = 20
SHOWN_VALUE = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong with one value.

    Attributes:
        row: Row in the file; the header is row 1, and 0 is the whole file.
        column: Column, or "" for the whole row.
        what: The sentence, with the value in it.
        kind: Words that are the same for all values of a kind.
        remedy: What the user can do.
        cause: The likely cause, where one is known.
    """

    row: int
    column: str
    what: str
    kind: str
    remedy: str
    cause: str = ""


@dataclass
class _Kind:
    first: Problem
    rows: set[int] = field(default_factory=set)

    def more(self) -> str:
        number = len(self.rows) - 1
        if number == 0:
            return ""
        return f"; {number} more row{'s' if number > 1 else ''} like it"


class Problems:
    """Problems of one file, in the order of their rows.

    Args:
        file: The file's name.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._kinds: dict[tuple[str, str], _Kind] = {}

    def __len__(self) -> int:
        return sum(len(kind.rows) for kind in self._kinds.values())

    def add(self, problem: Problem) -> None:
        """Note a problem; the same row, column and kind count once."""
        key = (problem.column, problem.kind)
        kind = self._kinds.setdefault(key, _Kind(problem))
        kind.rows.add(problem.row)
        if problem.row < kind.first.row:
            kind.first = problem

    def take(self, others: Problems, column: str) -> None:
        """Note the problems of a part of the file as problems of ``column``."""
        for kind in others._kinds.values():
            for row in kind.rows:
                self.add(replace(kind.first, row=row, column=column))

    def settle(self) -> None:
        """Raise one ``SourceError`` for all problems, if there are any."""
        kinds = sorted(self._kinds.values(), key=lambda kind: kind.first.row)
        if not kinds:
            return
        if len(kinds) == 1:
            only = kinds[0].first
            raise SourceError(
                only.what,
                where=self._where(only),
                cause=only.cause or None,
                remedy=only.remedy + kinds[0].more(),
            )
        lines = [self._line(kind) for kind in kinds[:SHOWN_KINDS]]
        if len(kinds) > SHOWN_KINDS:
            lines.append(f"and {len(kinds) - SHOWN_KINDS} more kinds of problems")
        counted = f"{len(self)} problems of {len(kinds)} kinds:\n"
        raise SourceError(counted + "\n".join(lines), where=self.file)

    def _line(self, kind: _Kind) -> str:
        problem = kind.first
        cause = f" ({problem.cause})" if problem.cause else ""
        return f"- {self._where(problem)}: {problem.what}{cause}; {problem.remedy}{kind.more()}"

    def _where(self, problem: Problem) -> str:
        return f"{self.file}, row {problem.row}" if problem.row else self.file


def shown(column: str, value: str | None) -> str:
    """Name a cell in a message: its column, and its value if it has one."""
    if value is None:
        return column
    text = printable(value)
    short = text if len(text) <= SHOWN_VALUE else f"{text[:SHOWN_VALUE]} ..."
    return f"{column} '{short}'"
