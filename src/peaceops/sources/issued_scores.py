"""How forecasts that VIEWS issued did, scored by TOCSIN: ``benchmark.yaml``.

The target is whether 25 people or more were killed in state-based violence in a country in a month.
``vantages`` names the runs (``fatalities002_2023_04_t01`` knows April 2023 and forecasts the twelve
months after it), ``n`` counts country-months, ``models`` gives the Brier score of each forecaster
over all of them and ``by_horizon`` over some months ahead (``h1-3``). Countries are the 128 for
which UCDP has an event from 1989 on.

VIEWS issued its forecasts on the figures of the day; the baselines beside them (``persistence`` is
the share of the last twelve months, with one month more of each kind) are made from those of the
release that they are scored on. The file says neither on which day it was made nor the single
forecasts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from peaceops.characters import printable
from peaceops.domain.months import YEAR, month_after
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._problems import Problem, Problems
from peaceops.sources._yaml import read_mapping

PUBLICATION = Publication(
    id="tocsin-scores",
    title="Scores of VIEWS' issued forecasts of 25 deaths or more in a country-month",
    publisher="TOCSIN, from forecasts of VIEWS (fatalities002) and UCDP events",
    licence="CC BY 4.0",
    citation="TOCSIN; forecasts: Hegre, H. et al. (2019), Journal of Peace Research 56(2); "
    "figures: Uppsala Conflict Data Program",
    url="https://api.viewsforecasting.org",
)

KEYS = ("target", "vantages", "n", "models", "by_horizon")
MOST_CASES = 1_000_000
_TARGET = re.compile(r"P\(>=(\d{1,6}) (state-based) deaths in a country-month\)")
_RUN = re.compile(r"\w+_(20\d\d)_(0[1-9]|1[0-2])_t\d\d")
_SPAN = re.compile(r"h(\d{1,2})-(\d{1,2})")


def read_scores(path: Path) -> ParsedFile:
    """Read the scores as ``issued.scores``.

    Columns: target, at_least (deaths), forecaster, first_lead and last_lead (months ahead), brier,
    cases (null for part of the months), origins (last months known, ``2023-04; 2023-10``),
    last_month (forecast), row.

    Raises:
        SourceError: A value is not what its key holds; all such are listed.
    """
    content, lines = read_mapping(path, KEYS)
    book = _Book(path.name, lines)
    target = _TARGET.match(str(content["target"]))
    if not target:
        book.note(("target",), content["target"], "is not the target that is read",
            "write it as 'P(>=25 state-based deaths in a country-month)'",
        )  # fmt: skip
    origins = book.origins(content["vantages"])
    cases = content["n"]
    if not _is_whole(cases) or not 1 <= cases <= MOST_CASES:
        book.note(("n",), cases, "is no number of country-months", "write it in digits")
    rows = [
        (name, 1, YEAR, book.brier(("models", name, "brier"), entry.get("brier")), cases, line)
        for name, entry, line in book.parts("models", content["models"])
    ]
    for span, scores, line in book.parts("by_horizon", content["by_horizon"]):
        first, last = book.leads(span)
        rows += [
            (str(name), first, last, book.brier(("by_horizon", span, name), brier), None, line)
            for name, brier in scores.items()
        ]
    book.problems.settle()
    assert target is not None
    names = ["forecaster", "first_lead", "last_lead", "brier", "cases", "row"]
    frame = pl.DataFrame(rows, schema=names, orient="row").with_columns(
        target=pl.lit("state_based"),
        at_least=pl.lit(int(target[1])),
        origins=pl.lit("; ".join(f"{origin:%Y-%m}" for origin in origins)),
        last_month=pl.lit(month_after(origins[-1], YEAR)),
        cases=pl.col("cases").cast(pl.Int64),
    )
    return ParsedFile({"issued.scores": frame}, (), f"to {month_after(origins[-1], YEAR):%Y-%m}")


class _Book:
    """The values of the file and what is wrong in them."""

    def __init__(self, file: str, lines: Mapping[tuple[str, ...], int]) -> None:
        self.problems = Problems(file)
        self._lines = lines

    def note(self, keys: tuple[str, ...], value: object, problem: str, remedy: str) -> None:
        """Note a problem of the value under some keys."""
        name, shown = ".".join(keys), printable(str(value))[:60]
        line = self._lines.get(keys, self._lines.get(keys[:1], 0))
        self.problems.add(Problem(line, name, f"{name} {shown!r} {problem}", problem, remedy))

    def origins(self, runs: object) -> list[date]:
        """Last months known of the runs, oldest first."""
        matches = [_RUN.fullmatch(str(run)) for run in runs] if isinstance(runs, list) else []
        if not matches or None in matches:
            self.note(("vantages",), runs, "is no list of runs",
                "write each as fatalities002_2023_04_t01",
            )  # fmt: skip
            return []
        return sorted(date(int(match[1]), int(match[2]), 1) for match in matches if match)

    def parts(self, key: str, content: object) -> list[tuple[str, Mapping[str, Any], int]]:
        """Names under a key, what each holds, and its line."""
        if not isinstance(content, Mapping) or not content:
            self.note((key,), content, "holds no scores", "download the file again")
            return []
        parts = []
        for name, entry in content.items():
            if isinstance(entry, Mapping):
                parts.append((str(name), entry, self._lines.get((key, str(name)), 1)))
            else:
                self.note((key, str(name)), entry, "holds no scores", "download the file again")
        return parts

    def leads(self, span: str) -> tuple[int, int]:
        """First and last month ahead of ``h1-3``."""
        match = _SPAN.fullmatch(span)
        if match and 1 <= int(match[1]) <= int(match[2]) <= YEAR:
            return int(match[1]), int(match[2])
        self.note(("by_horizon", span), span, "names no months ahead", "write it as h1-3")
        return 1, 1

    def brier(self, keys: tuple[str, ...], value: object) -> float | None:
        """A Brier score."""
        if isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        self.note(keys, value, "is no Brier score", "write it as a number between 0 and 1")
        return None


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "scores of issued forecasts", frozenset(KEYS), read_scores, (".yaml",)),
)
