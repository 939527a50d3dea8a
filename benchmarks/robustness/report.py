"""The counts of a run as a table, and its failures by kind."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Iterator

from benchmarks.robustness.core import RIGHT, WRONG, Count


def grouped(count: Count) -> list[tuple[int, dict[str, str]]]:
    """Failures of one kind together: how many, and the first of them."""
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = collections.defaultdict(list)
    for one in count.failures:
        short = re.sub(r"-\w{8}/|[0-9a-f]{8,}|[0-9]+|'[^']*'", "#", one["why"])[:36]
        groups[one["outcome"], one["kind"], short].append(one)
    return sorted(((len(v), v[0]) for v in groups.values()), key=lambda pair: -pair[0])


def table(counts: Iterable[Count]) -> Iterator[str]:
    """The counts as lines of a Markdown table."""
    columns = ("tries", *RIGHT, *WRONG)
    yield "| attack | " + " | ".join(columns) + " | poor words | seconds |"
    yield "|---|" + "--:|" * (len(columns) + 2)
    for one in counts:
        numbers = [one.tries, *(one.outcomes.get(name, 0) for name in (*RIGHT, *WRONG))]
        cells = [*map(str, numbers), str(one.poorly_worded), f"{one.seconds:.0f}"]
        yield f"| {one.attack} | " + " | ".join(cells) + " |"


def lines_of(count: Count) -> Iterator[str]:
    """What was accepted and what failed in one attack, in lines."""
    if count.accepted:
        yield f"{count.attack}: right acceptances, by reason"
        for reason, number in sorted(count.accepted.items(), key=lambda pair: -pair[1])[:15]:
            yield f"  {number:>5}  {reason}"
    groups = grouped(count)
    if groups:
        yield f"{count.attack}: {len(count.failures)} failures of {len(groups)} kinds, one of each"
    for number, one in groups:
        yield f"  {number:>5}  {one['outcome']} {one['kind']}: {_line(one['why'], 240)}"
        yield f"         recipe: {_line(one['recipe'], 300)}"
        yield f"         --replay {one['id']}"


def _line(text: str, most: int) -> str:
    return " ".join(text.encode("unicode_escape").decode().replace("\\n", " ").split())[:most]
