"""What a what-if shows, in rows and sentences: what is written how, and what is too small to show.

The command prints these rows in 80 columns, the desk in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from peaceops.domain.figures import Figure
    from peaceops.options import MemberMove, Move, Run, WhatIf

MOST_MEMBERS = 5
"""Members that are shown by option; of more, those that move most."""
LEAST_VOTE = 0.02
"""Odds of a vote that move by less are not shown."""
SLIGHT, SLIGHT_SHARE = 0.01, 0.05
"""Differences around zero within this share of the figure, or this share, are not shown."""
_SHARES = ("probability", "share")


class Cell(NamedTuple):
    """What is written of one figure.

    Attributes:
        value: Its value.
        interval: Its interval; empty where there is none.
    """

    value: str
    interval: str = ""


class Row(NamedTuple):
    """Figures that are written alike: as it is, what if, and the difference.

    Attributes:
        label: The option or options that they are of.
        cells: The three cells.
        options: Identifiers of those options.
    """

    label: str
    cells: tuple[Cell, Cell, Cell]
    options: tuple[str, ...]


class Table(NamedTuple):
    """Rows under one heading: a quantity, or a member of the Council."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Changes:
    """What a what-if shows.

    Attributes:
        set_against: Options that are set against others, in sentences.
        of_mission: Figures of the mission as it stands.
        figures: Figures of options, by quantity.
        members: Members' odds, those that move most first.
        other_members: What is to be said of members that are not shown.
        capabilities: Further capabilities lost, and by which options.
        unread: Planning assumptions that no figure rests on.
        still: What was looked at and does not move.
        small: What moves by less than is shown; empty if nothing does.
        intervals: How intervals and differences are to be read.
    """

    set_against: tuple[str, ...]
    of_mission: tuple[Row, ...]
    figures: tuple[Table, ...]
    members: tuple[Table, ...]
    other_members: tuple[str, ...]
    capabilities: tuple[str, ...]
    unread: tuple[str, ...]
    still: str
    small: str
    intervals: str

    @property
    def any(self) -> bool:
        """Whether a figure or a member's odds are shown."""
        return bool(self.of_mission or self.figures or self.members)


class OptionFigures(NamedTuple):
    """One quantity of an option on both sides.

    Attributes:
        quantity: Its key.
        heading: The same in words.
        cells: As it is, what if, and the difference.
        moves: Whether it moves by as much as is shown.
    """

    quantity: str
    heading: str
    cells: tuple[Cell, Cell, Cell]
    moves: bool


class Sides(NamedTuple):
    """An option as things are and as supposed.

    Attributes:
        option: Its identifier.
        label: Its name.
        against: The option that it is set against, if another.
        figures: What is looked at, by quantity.
    """

    option: str
    label: str
    against: str
    figures: Mapping[str, OptionFigures]


def changes(answer: WhatIf, *, most_members: int = MOST_MEMBERS) -> Changes:
    """What a what-if shows, in the order of a page.

    Args:
        answer: What changes.
        most_members: Members whose odds are shown by option; of more, those that move most.
    """
    small: list[str] = []
    of_mission, figures = _figures(answer, small)
    members, others = _members(answer, most_members)
    return Changes(
        set_against=tuple(_set_against(answer)),
        of_mission=of_mission,
        figures=figures,
        members=members,
        other_members=others,
        capabilities=tuple(_capabilities(answer)),
        unread=tuple(
            f"No figure here rests on the planning assumption {name}." for name in answer.unread
        ),
        still=_still(answer),
        small=f"Moves by less than is shown here: {'; '.join(map(_lowered, small))}."
        if small
        else "",
        intervals=f"Second lines are 90 % intervals. A difference is the middle one, draw by draw, "
        f"so it may not be what the two columns differ by. {answer.after.draws:,} draws, seed "
        f"{answer.after.seed}.",
    )


def options_side_by_side(before: Run, answer: WhatIf | None) -> tuple[Sides, ...]:
    """The status quo and every option, each figure as it is and as supposed.

    Args:
        before: The comparison as things are.
        answer: What changes; ``None`` where nothing is supposed.
    """
    from peaceops.options import figures_of_option, headings

    comparison = before.comparison if answer is None else answer.after
    names = headings(len(comparison.months))
    moves = {(move.option, move.quantity): move for move in (answer.moves if answer else ())}
    labels = {result.id: result.label for result in before.comparison.options}
    sides = []
    for result in (comparison.status_quo, *comparison.options):
        draft = before.draft(result.id) if answer is None else answer.drafts.get(result.id)
        figures = figures_of_option(result, draft)
        rows = {}
        for key, heading in names.items():
            move = moves.get((result.id, key))
            figure = figures.get(key)
            if move is not None:
                rows[key] = OptionFigures(key, heading, _cells(move), _shows(move))
            elif figure is not None:
                cell = written(figure)
                rows[key] = OptionFigures(key, heading, (cell, cell, Cell("")), moves=False)
        against = answer.against.get(result.id, result.id) if answer else result.id
        other = "" if against == result.id else labels.get(against or "", "Status quo")
        sides.append(Sides(result.id, result.label, other, rows))
    return tuple(sides)


def _set_against(answer: WhatIf) -> Iterator[str]:
    """Options that are set against others than themselves."""
    labels: dict[str, list[str]] = {}
    moves: list[Move | MemberMove] = [*answer.moves, *answer.votes]
    for move in moves:
        if move.against and move.label not in labels.setdefault(move.against, []):
            labels[move.against].append(move.label)
    for other, options in labels.items():
        verb = "is" if len(options) == 1 else "are"
        yield f"{' and '.join(options)} {verb} set against {other} as it is."


def _figures(answer: WhatIf, small: list[str]) -> tuple[tuple[Row, ...], tuple[Table, ...]]:
    results = 1 + len(answer.after.options)
    of_all = any(move.quantity == "deaths" and _shows(move) for move in answer.moves)
    of_mission: list[Row] = []
    tables: list[Table] = []
    for heading, group in groupby(answer.moves, lambda move: move.heading):
        moves = list(group)
        if of_all and moves[0].quantity.startswith("deaths."):
            continue  # deaths by type stand in the JSON
        visible = [(move, _cells(move)) for move in moves if _shows(move)]
        if not visible:
            small.append(heading)
        elif moves[0].option or moves[0].quantity.startswith("if_"):
            tables.append(Table(heading, tuple(_merged(visible, results))))
        else:
            of_mission += [Row(heading, cells, ()) for _, cells in visible]
    return tuple(of_mission), tuple(tables)


def _merged(
    rows: Sequence[tuple[Move | MemberMove, tuple[Cell, Cell, Cell]]], results: int
) -> Iterator[Row]:
    """Rows with the same cells as one; all options as one word."""
    alike: dict[tuple[Cell, Cell, Cell], list[Move | MemberMove]] = {}
    for move, cells in rows:
        alike.setdefault(cells, []).append(move)
    for cells, moves in alike.items():
        options = [move for move in moves if move.option not in ("", "status-quo")]
        label = "; ".join(move.label for move in moves)
        if len(options) == results - 1 and results > 2:
            others = [move.label for move in moves if move not in options]
            label = "; ".join([*others, "every option"])
            label = label[0].upper() + label[1:]
        yield Row(label, cells, tuple(move.option for move in moves))


def _cells(move: Move) -> tuple[Cell, Cell, Cell]:
    return written(move.before), written(move.after), written(_difference(move), sign=True)


def _difference(move: Move) -> Figure | None:
    """What a row gives as difference: of odds, that of the two that stand beside it."""
    difference, ends = move.difference, (move.before, move.after)
    if difference is None or difference.unit not in _SHARES or difference.interval is not None:
        return difference
    before, after = (end.value if end is not None else None for end in ends)
    if not isinstance(before, float | int) or not isinstance(after, float | int):
        return difference
    return replace(difference, value=_points(before, after))


def _points(before: float, after: float) -> float:
    """The difference of two shares as they are written, so that a row adds up."""
    return (round(100 * after) - round(100 * before)) / 100


def _shows(move: Move) -> bool:
    """Whether a change is large enough to be seen in what is written."""
    difference = _difference(move)
    if difference is None:
        return True
    value, between = written(difference, sign=True)
    if re.search("[1-9]", value):
        return True
    size = move.before.value if move.before is not None else None
    bounds = difference.interval or (0.0, 0.0)
    least = SLIGHT * abs(size) if isinstance(size, float | int) else 0.0
    if difference.unit in _SHARES:
        least = SLIGHT_SHARE
    return bool(re.search("[1-9]", between)) and max(map(abs, bounds)) >= least


def written(figure: Figure | None, *, sign: bool = False) -> Cell:
    """A figure and its interval as a table writes them.

    Args:
        figure: The figure; a dash stands for none.
        sign: Whether it is a difference, which has its sign.
    """
    if figure is None:
        return Cell("" if sign else "-")
    if not isinstance(figure.value, float | int):
        return Cell(str(figure.value))
    value = _number(figure.value, figure, sign=sign)
    if figure.interval is None:
        return Cell(value + _unit(value, figure, sign=sign))
    low, high = (_number(bound, figure, sign=sign) for bound in figure.interval)
    between = f"{low} to {high}{_unit(high, figure, sign=sign)}" if low != high else ""
    return Cell(value + _unit(value, figure, sign=sign), between)


def _unit(value: str, figure: Figure, *, sign: bool) -> str:
    if figure.unit not in _SHARES:
        return ""
    points = " point" if value in ("+1", "-1") else " points"
    return points if sign else " %"


def _number(value: float, figure: Figure, *, sign: bool) -> str:
    plus = "+" if sign else ""
    if figure.unit in _SHARES:
        share = _plain_zero(f"{100 * value:{plus}.0f}")
        # Odds are never certain, and are written so everywhere.
        uncertain = figure.unit == "probability" and not sign
        return {"0": "<1", "100": ">99"}.get(share, share) if uncertain else share
    if "dollar" in figure.unit:
        return _plain_zero(f"{value / 1e6:{plus},.0f}")
    if figure.unit.startswith("votes"):
        return _plain_zero(f"{value:{plus},.1f}")
    few = "peacekeeper_fatalities" in figure.key
    return _plain_zero(f"{value:{plus},.{1 if few else 0}f}".removesuffix(".0"))


def _plain_zero(text: str) -> str:
    return text if re.search("[1-9]", text) else text.lstrip("+-")


def _members(answer: WhatIf, most: int) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Members whose odds move, those that move most first; the rest are counted."""
    from peaceops.domain.countries import name_of

    visible = [move for move in answer.votes if move.size >= LEAST_VOTE]
    sizes: dict[str, float] = {}
    for move in visible:
        sizes[move.country] = max(sizes.get(move.country, 0.0), move.size)
    ranked = sorted(sizes, key=lambda country: (-sizes[country], country))
    results = 1 + len({move.option for move in answer.votes})
    tables = []
    for country in ranked[:most]:
        rows = [(move, _vote_cells(move)) for move in visible if move.country == country]
        heading = f"{name_of(country)}: odds of yes, no, abstention"
        tables.append(Table(heading, tuple(_merged(rows, results))))
    words = []
    if rest := ranked[most:]:
        largest = max(sizes[country] for country in rest)
        names = ", ".join(name_of(country) for country in rest)
        words.append(
            f"Members whose odds move by {100 * largest:.0f} points at most (see --json): {names}."
        )
    if visible and len(ranked) < len({move.country for move in answer.votes}):
        words.append(f"The odds of other members move by less than {100 * LEAST_VOTE:.0f} points.")
    return tuple(tables), tuple(words)


def _vote_cells(move: MemberMove) -> tuple[Cell, Cell, Cell]:
    def odds(shares: Sequence[float], plus: str = "") -> str:
        return ", ".join(_plain_zero(f"{100 * share:{plus}.0f}") for share in shares)

    change = [_points(then, now) for then, now in zip(move.before, move.after, strict=True)]
    return (
        Cell(f"{odds(move.before)} %"),
        Cell(f"{odds(move.after)} %"),
        Cell(odds(change, "+")),
    )


def _capabilities(answer: WhatIf) -> Iterator[str]:
    alike: dict[tuple[str, ...], list[str]] = {}
    for label, names in answer.capabilities.items():
        alike.setdefault(names, []).append(label)
    for names, labels in alike.items():
        every = len(labels) > len(answer.after.options) - 1 and len(alike) == 1
        who = "Every option" if every else "; ".join(labels)
        yield f"{who}: {'; '.join(names)}"


def _still(answer: WhatIf) -> str:
    what = "Nothing else moves" if answer.changes else "Nothing changes"
    count = len(answer.after.options)
    looked_at = "; ".join(_lowered(heading) for heading in _briefly(answer.unmoved))
    words = f"{what}. Looked at for the status quo and {count} options: {looked_at}"
    if not answer.votes:
        words += "; members' odds"
    if not answer.losses:
        words += "; bases and departures"
    if not answer.capabilities:
        words += "; capabilities"
    return f"{words}."


def _briefly(headings: Sequence[str]) -> list[str]:
    """Headings, those of deaths by type in one with that of all deaths where none of them moves."""
    deaths = [heading for heading in headings if heading.startswith("Conflict-related deaths")]
    if len(deaths) < 5:
        return list(headings)
    return [
        f"{heading}, all and by type" if heading == deaths[0] else heading
        for heading in headings
        if heading not in deaths[1:]
    ]


def _lowered(heading: str) -> str:
    return heading[0].lower() + heading[1:]
