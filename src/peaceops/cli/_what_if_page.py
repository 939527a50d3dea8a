"""What changes when something is supposed, side by side in 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from peaceops.domain.figures import Figure
    from peaceops.options import MemberMove, Move, WhatIf

WIDTH, LABEL, COLUMN = 80, 23, 19
MOST_MEMBERS = 5
"""Members that are shown by option; of more, those that move most."""
LEAST_VOTE = 0.02
"""Odds of a vote that move by less are not shown."""
SLIGHT, SLIGHT_SHARE = 0.01, 0.05
"""Differences around zero within this share of the figure, or this share, are not shown."""
_SHARES = ("probability", "share")
_COLUMNS = ("As it is", "What if", "Difference")


class Row(NamedTuple):
    """One line of the table: its label, and three cells of a value and an interval."""

    label: str
    cells: tuple[tuple[str, str], ...]


def page(answer: WhatIf) -> Iterator[str]:
    """The lines of the page, each of 80 characters at most.

    Args:
        answer: What changes.
    """
    after = answer.after
    yield from _wrapped(f"{after.mission} as of {_day(answer)}: what if")
    for sentence in answer.supposed:
        yield from _wrapped(f"- {sentence}", "  ", "    ")
    if answer.replaced:
        yield from _wrapped(f"In place of what the case says: {', '.join(answer.replaced)}.")
    against = _set_against(answer)
    if against:
        yield ""
    for other, labels in against.items():
        verb = "is" if len(labels) == 1 else "are"
        yield from _wrapped(f"{' and '.join(labels)} {verb} set against {other} as it is.")
    small: list[str] = []
    body = [*_figures(answer, small), *_votes(answer)]
    if body:
        yield ""
        yield " " * LABEL + "".join(f"{name:>{COLUMN}}" for name in _COLUMNS)
        yield from body
    yield from _words(answer)
    yield from _still(answer, small)
    if body:
        yield from _wrapped(
            f"Second lines are 90 % intervals. A difference is the middle one, draw by draw, so it "
            f"may not be what the two columns differ by. {after.draws:,} draws, seed {after.seed}."
        )
    for line in answer.notes:
        yield from _wrapped(f"Note: {line}")


def _set_against(answer: WhatIf) -> dict[str, list[str]]:
    """Options to those that are set against them, where these are others."""
    labels: dict[str, list[str]] = {}
    moves: list[Move | MemberMove] = [*answer.moves, *answer.votes]
    for move in moves:
        if move.against and move.label not in labels.setdefault(move.against, []):
            labels[move.against].append(move.label)
    return labels


def _day(answer: WhatIf) -> str:
    from peaceops.domain.days import long_day

    return long_day(answer.after.as_of)


def _figures(answer: WhatIf, small: list[str]) -> Iterator[str]:
    results = 1 + len(answer.after.options)
    of_all = any(move.quantity == "deaths" and _shows(move) for move in answer.moves)
    any_of_mission = False
    for heading, group in groupby(answer.moves, lambda move: move.heading):
        moves = list(group)
        if of_all and moves[0].quantity.startswith("deaths."):
            continue  # deaths by type stand in --json
        visible = [(move, _cells(move)) for move in moves if _shows(move)]
        if not visible:
            small.append(heading)
            continue
        if moves[0].option or moves[0].quantity.startswith("if_"):
            yield ""
            yield from _wrapped(heading)
            rows = list(_merged(visible, results))
        else:
            if not any_of_mission:
                yield ""
                yield "The mission as it stands"
            any_of_mission = True
            rows = [Row(heading, cells) for _, cells in visible]
        for row in rows:
            yield from _row(row)


def _merged(
    rows: Sequence[tuple[Move | MemberMove, tuple[tuple[str, str], ...]]], results: int
) -> Iterator[Row]:
    """Rows with the same cells as one; all options as one word."""
    alike: dict[tuple[tuple[str, str], ...], list[Move | MemberMove]] = {}
    for move, cells in rows:
        alike.setdefault(cells, []).append(move)
    for cells, moves in alike.items():
        options = [move for move in moves if move.option not in ("", "status-quo")]
        label = "; ".join(move.label for move in moves)
        if len(options) == results - 1 and results > 2:
            others = [move.label for move in moves if move not in options]
            label = "; ".join([*others, "every option"])
            label = label[0].upper() + label[1:]
        yield Row(label, cells)


def _row(row: Row) -> Iterator[str]:
    """A label in as many lines as it takes; values in the first line, intervals in the second."""
    labels = wrap(row.label, LABEL - 3)
    lines = [[cell[0] for cell in row.cells]]
    if any(cell[1] for cell in row.cells):
        lines.append([cell[1] for cell in row.cells])
    for place in range(max(len(labels), len(lines))):
        label = labels[place] if place < len(labels) else ""
        cells = lines[place] if place < len(lines) else []
        text = f"  {label:<{LABEL - 2}}" + "".join(f"{cell:>{COLUMN}}" for cell in cells)
        yield text.rstrip()


def _cells(move: Move) -> tuple[tuple[str, str], ...]:
    return (
        _written(move.before),
        _written(move.after),
        _written(move.difference, sign=True),
    )


def _shows(move: Move) -> bool:
    """Whether a change is large enough to be seen in what is written."""
    difference = move.difference
    if difference is None:
        return True
    value, between = _written(difference, sign=True)
    if re.search("[1-9]", value):
        return True
    size = move.before.value if move.before is not None else None
    bounds = difference.interval or (0.0, 0.0)
    least = SLIGHT * abs(size) if isinstance(size, float | int) else 0.0
    if difference.unit in _SHARES:
        least = SLIGHT_SHARE
    return bool(re.search("[1-9]", between)) and max(map(abs, bounds)) >= least


def _written(figure: Figure | None, *, sign: bool = False) -> tuple[str, str]:
    if figure is None:
        return ("" if sign else "-"), ""
    if not isinstance(figure.value, float | int):
        return str(figure.value), ""
    value = _number(figure.value, figure, sign=sign)
    if figure.interval is None:
        return value + _unit(figure.unit, sign=sign), ""
    low, high = (_number(bound, figure, sign=sign) for bound in figure.interval)
    between = f"{low} to {high}{_unit(figure.unit, sign=sign)}" if low != high else ""
    return value + _unit(figure.unit, sign=sign), between


def _unit(unit: str, *, sign: bool) -> str:
    if unit not in _SHARES:
        return ""
    return " points" if sign else " %"


def _number(value: float, figure: Figure, *, sign: bool) -> str:
    plus = "+" if sign else ""
    if figure.unit in _SHARES:
        return _plain_zero(f"{100 * value:{plus}.0f}")
    if "dollar" in figure.unit:
        return _plain_zero(f"{value / 1e6:{plus},.0f}")
    if figure.unit.startswith("votes"):
        return _plain_zero(f"{value:{plus},.1f}")
    few = "peacekeeper_fatalities" in figure.key
    return _plain_zero(f"{value:{plus},.{1 if few else 0}f}".removesuffix(".0"))


def _plain_zero(text: str) -> str:
    return text if re.search("[1-9]", text) else text.lstrip("+-")


def _votes(answer: WhatIf) -> Iterator[str]:
    """Members whose odds move, those that move most first; the rest are counted."""
    from peaceops.domain.countries import name_of

    visible = [move for move in answer.votes if move.size >= LEAST_VOTE]
    sizes: dict[str, float] = {}
    for move in visible:
        sizes[move.country] = max(sizes.get(move.country, 0.0), move.size)
    ranked = sorted(sizes, key=lambda country: (-sizes[country], country))
    results = 1 + len({move.option for move in answer.votes})
    for country in ranked[:MOST_MEMBERS]:
        moves = [move for move in visible if move.country == country]
        yield ""
        yield from _wrapped(f"{name_of(country)}: odds of yes, no, abstention")
        for row in _merged([(move, _vote_cells(move)) for move in moves], results):
            yield from _row(row)
    rest = ranked[MOST_MEMBERS:]
    if rest:
        most = max(sizes[country] for country in rest)
        names = ", ".join(name_of(country) for country in rest)
        yield ""
        yield from _wrapped(
            f"Members whose odds move by {100 * most:.0f} points at most (see --json): {names}."
        )
    if visible and len(ranked) < len({move.country for move in answer.votes}):
        if not rest:
            yield ""
        yield f"The odds of other members move by less than {100 * LEAST_VOTE:.0f} points."


def _vote_cells(move: MemberMove) -> tuple[tuple[str, str], ...]:
    def written(odds: Sequence[float], plus: str = "") -> str:
        return ", ".join(_plain_zero(f"{100 * share:{plus}.0f}") for share in odds)

    change = [now - then for then, now in zip(move.before, move.after, strict=True)]
    return (
        (f"{written(move.before)} %", ""),
        (f"{written(move.after)} %", ""),
        (f"{written(change, '+')}", ""),
    )


def _words(answer: WhatIf) -> Iterator[str]:
    if answer.losses:
        yield ""
        yield "What those who leave take with them (latest maps)"
        for line in answer.losses:
            yield from _wrapped(line, "  ", "    ")
    if answer.capabilities:
        yield ""
        yield "Further capabilities lost"
        alike: dict[tuple[str, ...], list[str]] = {}
        for label, names in answer.capabilities.items():
            alike.setdefault(names, []).append(label)
        for names, labels in alike.items():
            every = len(labels) > len(answer.after.options) - 1 and len(alike) == 1
            who = "Every option" if every else "; ".join(labels)
            yield from _wrapped(f"{who}: {'; '.join(names)}", "  ", "    ")
    if answer.effects:
        yield ""
        yield "What is on record of it"
        for line in answer.effects:
            yield from _wrapped(f"- {line}", "  ", "    ")
    for name in answer.unread:
        yield ""
        yield from _wrapped(f"No figure here rests on the planning assumption {name}.")


def _still(answer: WhatIf, small: Sequence[str]) -> Iterator[str]:
    yield ""
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
    yield from _wrapped(f"{words}.")
    if small:
        listed = "; ".join(_lowered(heading) for heading in small)
        yield from _wrapped(f"Moves by less than is shown here: {listed}.")


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


def _wrapped(text: str, first: str = "", later: str = "") -> list[str]:
    text = re.sub(r"(?<=\d) ?%", "\u00a0%", text)
    lines = wrap(text, WIDTH, initial_indent=first, subsequent_indent=later or first)
    return [line.replace("\u00a0", " ") for line in lines]
