"""One mission on one day under several sets of assumptions: what differs, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from peaceops.brief import Brief, compose
from peaceops.case import Case
from peaceops.domain.figures import Figure
from peaceops.edition import Edition, find_mission
from peaceops.options import check_case

DATA_ALONE = "data"
"""What stands for the name of a case where there is none."""
SIX: tuple[tuple[str, str], ...] = (
    ("p_put_and_adopted", "Put to the vote and adopted"),
    ("p_adopted", "Adopted, once put to the vote"),
    ("strength", "Uniformed personnel after 12 months"),
    ("cost", "Cost of 12 months, US dollars"),
    ("deaths", "Conflict-related deaths, 12 months"),
    ("peacekeeper_fatalities", "Peacekeepers killed"),
)
"""Key and label of each figure of an option that is set side by side."""


@dataclass(frozen=True)
class StatedLine:
    """A statement, option or assumption that not all of the cases hold alike.

    Attributes:
        what: ``statement``, ``option`` or ``assumption``.
        id: Its identifier.
        texts: What each case says of it; ``None`` where it says nothing.
    """

    what: str
    id: str
    texts: tuple[str | None, ...]


@dataclass(frozen=True)
class OptionRow:
    """A figure of an option under each case.

    Attributes:
        option: Identifier of the option.
        label: Its name.
        name: Key of the figure (``SIX``).
        what: What the figure is.
        figures: The figure under each case; ``None`` where the case has no such option, or the
            figure is not known.
    """

    option: str
    label: str
    name: str
    what: str
    figures: tuple[Figure | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the cases give it different values or intervals."""
        first = self.figures[0]
        return any(_values(figure) != _values(first) for figure in self.figures[1:])


@dataclass(frozen=True)
class CaseTable:
    """A mission under several cases.

    Attributes:
        mission: Acronym.
        as_of: The day.
        edition: Name of the edition.
        cases: Names of the cases, in the order asked for.
        differing: What the cases do not hold alike.
        shared: How many statements and assumptions they hold alike.
        rows: Six figures an option.
        options: Identifier of each option to its name, and whether each case has it.
    """

    mission: str
    as_of: date
    edition: str
    cases: tuple[str, ...]
    differing: tuple[StatedLine, ...]
    shared: int
    rows: tuple[OptionRow, ...]
    options: Mapping[str, tuple[str, tuple[bool, ...]]]

    def everywhere(self, option: str) -> bool:
        """Whether an option is on the table under every case."""
        return all(self.options[option][1])


def compare_cases(
    edition: Edition,
    mission: str,
    as_of: date,
    cases: Sequence[Case | None],
    *,
    seed: int = 0,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> CaseTable:
    """Run a mission under several cases, with the same draws, and set the options side by side.

    Args:
        edition: Where every figure comes from.
        mission: Acronym, name or country.
        as_of: The day.
        cases: The cases; ``None`` for the data alone.
        seed: Seed of every random draw.
        progress: Called with the case, how many are done, and how many there are.

    Raises:
        TypeError: What is named is no case.
        ValueError: There is no case, and no ``None`` for the data alone.
        CaseError: A case is about another mission, or says what nobody could know on the day.
        UnknownMissionError: There is no such mission on the day.

    >>> from peaceops.case import load_case
    >>> from peaceops.edition import open_edition
    >>> case = load_case("minusma-2023-06")
    >>> table = compare_cases(open_edition(), "MINUSMA", case.as_of, [None, case])
    >>> table.cases, any(row.differs for row in table.rows)
    (('data', 'minusma-2023-06'), True)
    """
    if not cases:
        raise ValueError("no case is given; None stands for the data alone")
    acronym = find_mission(edition, mission, as_of)
    for case in cases:  # before the first brief is composed, which takes seconds
        if case is None:
            continue
        if not isinstance(case, Case):
            raise TypeError(f"cases are loaded with load_case, and {case!r} is none")
        check_case(edition.as_of(as_of), case, acronym)
    briefs = []
    for done, case in enumerate(cases):
        progress(_name(case), done, len(cases))
        briefs.append(compose(edition, mission, as_of, case=case, seed=seed))
    stated = [_stated(case) for case in cases]
    keys = list(dict.fromkeys(key for texts in stated for key in texts))
    lines = [StatedLine(*key, tuple(texts.get(key) for texts in stated)) for key in keys]
    differing = tuple(line for line in lines if len(set(line.texts)) > 1)
    labels = {
        result.id: result.label
        for brief in reversed(briefs)
        for result in reversed(brief.comparison.options)
    }
    order = dict.fromkeys(result.id for brief in briefs for result in brief.comparison.options)
    options = {
        option: (
            labels[option],
            tuple(
                any(result.id == option for result in brief.comparison.options) for brief in briefs
            ),
        )
        for option in order
    }
    return CaseTable(
        mission=briefs[0].mission.acronym,
        as_of=as_of,
        edition=edition.name,
        cases=tuple(_name(case) for case in cases),
        differing=differing,
        shared=len(lines) - len(differing),
        rows=_rows(briefs, labels, order),
        options=options,
    )


def _name(case: Case | None) -> str:
    return DATA_ALONE if case is None else case.case


def _stated(case: Case | None) -> dict[tuple[str, str], str]:
    """What a case says, by kind and identifier, each in a line."""
    if case is None:
        return {}
    statements = {
        ("statement", item.id): f"{item.speaker}, {item.date}: {item.text}"
        for item in case.statements
    }
    options = {("option", item.id): item.summary for item in case.options}
    assumptions = {
        ("assumption", item.id): f"{item.text}"
        + ("" if item.value is None else f" {item.value:g} {item.unit}".rstrip())
        for item in case.assumptions
    }
    return {**statements, **options, **assumptions}


def _rows(
    briefs: Sequence[Brief], labels: Mapping[str, str], order: Iterable[str]
) -> tuple[OptionRow, ...]:
    return tuple(
        OptionRow(
            option, labels[option], name, what,
            tuple(_figure(brief, option, name) for brief in briefs),
        )
        for option in order
        for name, what in SIX
    )  # fmt: skip


def _figure(brief: Brief, option: str, name: str) -> Figure | None:
    for result in brief.comparison.options:
        if result.id == option:
            figure = result.deaths.get("all") if name == "deaths" else getattr(result, name)
            assert figure is None or isinstance(figure, Figure)
            return figure
    return None


def _values(figure: Figure | None) -> tuple[object, object]:
    return (None, None) if figure is None else (figure.value, figure.interval)
