"""What the flags of `peaceops whatif` suppose, read as people write it; all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from peaceops.questions.flag_reader import FlagReader
from peaceops.questions.supposition_values import Note, Problem, as_error

if TYPE_CHECKING:
    from peaceops.case import Case
    from peaceops.domain.mission import Mission
    from peaceops.edition import View
    from peaceops.options import Suppositions


@dataclass(frozen=True)
class Flags:
    """What the user wrote, flag by flag."""

    leaves: Sequence[str] = ()
    joins: Sequence[str] = ()
    positions: Sequence[str] = ()
    assume: Sequence[str] = ()
    effects: Sequence[str] = ()
    ceiling: str | None = None
    end: str | None = None
    host: str | None = None
    strength: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is supposed."""
        return any(getattr(self, item.name) for item in fields(self))


class Supposition(NamedTuple):
    """One value of one flag that could be read.

    Attributes:
        flag: The flag, as ``--leaves``.
        value: What the user wrote after it.
        meaning: What it means: what the field of ``Suppositions`` of that flag holds.
        sentence: The same in a sentence.
    """

    flag: str
    value: str
    meaning: Any
    sentence: str


@dataclass(frozen=True)
class Reading:
    """What flags suppose, as far as they can be read.

    Attributes:
        suppositions: What is supposed; what cannot be read is left out.
        read: Each value that could be read.
        notes: What the user must know of what was read.
        problems: What could not be read.
    """

    suppositions: Suppositions
    read: tuple[Supposition, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


def read_flags(
    view: View, mission: Mission, flags: Flags, case: Case | None = None
) -> tuple[Suppositions, list[str]]:
    """Read what the flags suppose.

    Args:
        view: What is known.
        mission: The mission on its day.
        flags: What the user wrote.
        case: The case that it is supposed on top of.

    Returns:
        What is supposed, and notes for the user: words that were read as others near them, and
        numbers that go beyond the record.

    Raises:
        CaseError: A flag cannot be read; the error tells every problem, flag by flag.
    """
    reading = read_what_can_be(view, mission, flags, case)
    if reading.problems:
        raise as_error(reading.problems)
    return reading.suppositions, [note.text for note in reading.notes]


def read_what_can_be(
    view: View, mission: Mission, flags: Flags, case: Case | None = None
) -> Reading:
    """Read what the flags suppose, with the problems of those that cannot be read.

    A page shows both while a user is still writing; a command uses ``read_flags``.

    Args:
        view: What is known.
        mission: The mission on its day.
        flags: What the user wrote.
        case: The case that it is supposed on top of.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 2, 15))
    >>> flags = Flags(leaves=["India:2300"], host="banana")
    >>> reading = read_what_can_be(view, view.mission("UNMISS"), flags)
    >>> reading.read[0].sentence
    'India leaves with 2,300 uniformed personnel; no date.'
    >>> reading.problems[0].flag
    '--host'
    """
    from peaceops.options import Suppositions

    reader = FlagReader(view, mission, case)
    read: dict[str, list[tuple[str, Any]]] = {}

    def each(
        flag: str, values: Sequence[str], what: Callable[[str], Any], of: str, subject: Any
    ) -> None:
        read[flag] = _once(reader, flag, reader.each(flag, values, what), of, subject)

    each("--leaves", flags.leaves, reader.leaving, "country", lambda item: item.country)
    each("--joins", flags.joins, reader.joining, "day and country", lambda item: item)
    each(
        "--position",
        flags.positions,
        reader.stance,
        "country",
        lambda item: (item.country, item.option),
    )
    each("--assume", flags.assume, reader.assumption, "assumption", lambda item: item[0])
    each("--effect", flags.effects, reader.effect, "effect", lambda item: item)
    for flag, value, what in (
        ("--ceiling", flags.ceiling, reader.ceiling),
        ("--end", flags.end, reader.end),
        ("--host", flags.host, reader.host),
        ("--strength", flags.strength, reader.strength),
    ):
        read[flag] = reader.each(flag, [] if value is None else [value], what)

    def meanings(flag: str) -> list[Any]:
        return [meaning for _, meaning in read[flag]]

    def single(flag: str) -> Any:
        return next(iter(meanings(flag)), None)

    suppositions = Suppositions(
        leaves=tuple(meanings("--leaves")),
        joins=tuple(meanings("--joins")),
        positions=tuple(meanings("--position")),
        ceiling=single("--ceiling"),
        end=single("--end"),
        host=single("--host"),
        strength=single("--strength"),
        assume=dict(meanings("--assume")),
        effects=tuple(meanings("--effect")),
    )
    in_order = [(flag, value, meaning) for flag in IN_WORDS for value, meaning in read[flag]]
    sentences = suppositions.in_words(mission)
    return Reading(
        suppositions,
        tuple(
            Supposition(*item, sentence) for item, sentence in zip(in_order, sentences, strict=True)
        ),
        tuple(reader.notes),
        tuple(reader.problems),
    )


IN_WORDS = (
    "--leaves",
    "--joins",
    "--host",
    "--position",
    "--strength",
    "--ceiling",
    "--end",
    "--assume",
    "--effect",
)
"""Flags in the order in which ``Suppositions.in_words`` says them."""


def _once(
    reader: FlagReader,
    flag: str,
    values: list[tuple[str, Any]],
    of: str,
    subject: Callable[[Any], object],
) -> list[tuple[str, Any]]:
    """Refuse two answers to one question; the first of them stands."""
    first: dict[object, str] = {}
    single = []
    for value, meaning in values:
        about = subject(meaning)
        if about in first:
            what = f"stands beside {flag} {first[about]!r}, of the same {of}"
            reader.problems.append(Problem(flag, value, what, "keep one of the two"))
        else:
            first[about] = value
            single.append((value, meaning))
    return single
