"""The problems of a case file, gathered so that all are told at once, by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from peaceops.characters import printable
from peaceops.errors import CaseError

MOST = 1_000
"""Problems that are gathered; a file with more has one cause."""
PRINTED = 30
"""Problems that are printed; more are counted."""
ALIKE = 3
"""The same problem on more lines than this is told once, with its lines."""
_SHOWN = 60  # characters of a value


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at one line of a case file.

    Attributes:
        line: Line in the file, from 1.
        at: What stands there, as ``statement 2 'mali-asks', `date```; may be empty.
        what: What is wrong with it, with the value.
        remedy: What the user can do.
        kind: What at all such places is called, as ``statements, `date```.
        path: The same place as steps from the top of the file: keys, and numbers from 0.
    """

    line: int
    at: str
    what: str
    remedy: str
    kind: str = ""
    path: tuple[str | int, ...] = field(default=(), compare=False)

    @property
    def sentences(self) -> str:
        """What is wrong and what to do, where the place needs no words."""
        return in_sentences(self.what, self.remedy)

    def __str__(self) -> str:
        place = f"{self.at}: " if self.at else ""
        return f"{place}{self.what}. What to do: {self.remedy}"


class InvalidCase(CaseError):  # noqa: N818 - reads as a sentence where it is caught
    """A case file with one or more problems.

    Attributes:
        problems: All of them, by line.
    """

    def __init__(self, problems: Iterable[Problem], where: str) -> None:
        self.problems = tuple(sorted(set(problems)))
        first = self.problems[0]
        if len(self.problems) == 1:
            place = f"{first.at}: " if first.at else ""
            super().__init__(
                place + first.what, where=f"{where}, line {first.line}", remedy=first.remedy
            )
            return
        lines = _lines(self.problems)
        more = f"\nand {len(lines) - PRINTED:,} more" if len(lines) > PRINTED else ""
        count = len(self.problems)
        super().__init__(
            f"{count:,} problems{' or more' if count >= MOST else ''}\n"
            + "\n".join(lines[:PRINTED])
            + more,
            where=where,
        )


def _lines(problems: Sequence[Problem]) -> list[str]:
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.kind or problem.at, problem.what, problem.remedy), []).append(
            problem
        )
    lines: list[tuple[int, str]] = []
    for group in alike.values():
        first = group[0]
        if len(group) <= ALIKE:
            lines.extend((problem.line, f"line {problem.line}: {problem}") for problem in group)
            continue
        numbers = list(dict.fromkeys(problem.line for problem in group))
        named = ", ".join(str(number) for number in numbers[:ALIKE])
        more = f" and {len(numbers) - ALIKE:,} more" if len(numbers) > ALIKE else ""
        place = f"{first.kind}: " if first.kind else ""
        lines.append(
            (
                first.line,
                f"lines {named}{more} ({len(group):,} times): {place}{first.what}. "
                f"What to do: {first.remedy}",
            )
        )
    return [text for _, text in sorted(lines, key=lambda line: line[0])]


def in_sentences(what: str, remedy: str) -> str:
    """A problem beside its field, where no line need be named.

    >>> in_sentences("is missing", "add it")
    'Is missing. Add it.'
    """
    return " ".join(f"{words[:1].upper()}{words[1:]}." for words in (what, remedy) if words)


def shown(value: Any) -> str:
    """Write a value as it can stand in a message: short, printable, as YAML writes it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    whole = str(getattr(value, "written", value))
    text = printable(whole[:_SHOWN])
    if len(whole) > _SHOWN:
        text = f"{text}… ({len(whole):,} characters)"
    return repr(text) if isinstance(value, str) else text
