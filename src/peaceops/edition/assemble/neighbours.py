"""Which countries share a land border: those whose outlines touch, with what a small map misses.

``curated/neighbours.csv`` lists pairs that outlines at 1:110m get wrong: ``border`` says whether
the two share one, ``reason`` why the outlines do not tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from peaceops.edition.assemble.curated import curated_rows

CURATED = "curated/neighbours.csv"

Pair = tuple[str, str]


def touching(outlines: Mapping[str, BaseGeometry]) -> set[Pair]:
    """Pairs of countries whose outlines touch, each pair in alphabetical order.

    Args:
        outlines: Country code and outline; outlines of neighbours share their border.
    """
    codes = sorted(outlines)
    shapes = [outlines[code] for code in codes]
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    return {(codes[a], codes[b]) for a, b in zip(first, second, strict=True) if a < b}


@cache
def curated_pairs() -> dict[Pair, tuple[bool, str, int]]:
    """Pair of countries to whether they share a border, why it is listed, and its row."""
    return {
        (line["country"], line["neighbour"]): (line["border"] == "yes", line["reason"], line["row"])
        for line in curated_rows("neighbours.csv").iter_rows(named=True)
    }
