"""The tables of drafts put to the vote, brought together: which rows are the same draft.

Each table numbers its drafts anew, so a draft is the same in two of them where the resolution is,
or the draft's text and its day, or the symbol where only one draft has it; a draft adopted is never
the same as one that was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from peaceops.edition.assemble.council_releases import (
    Rank,
    Records,
    latest,
    order_of,
    ranks_of,
    turn_of,
)
from peaceops.edition.parsed_files import ParsedFiles

DRAFTS = Records(
    ("affairs",), (), ("date", "year", "resolution", "outcome", "without_vote"), "drafts"
)
VOTES = Records(("affairs",), ("country",), ("vote",), "drafts")
# What one release leaves blank, another may have.
FILLED = ("draft", "meeting", "agenda_item", "topic", "region", "submitted_by")
SYMBOL = r"(S/(?:PV\.)?\d+(?:/\d+)?(?:/(?:Rev|Corr|Add)\.\d+)?)"


@dataclass(frozen=True)
class Draft:
    """What tells one draft from another."""

    source: str
    number: int
    day: date
    resolution: int | None
    text: str
    symbol: str | None
    adopted: bool
    place: int


@dataclass
class _Register:
    """Drafts numbered so far, by each of the ways to find one again."""

    taken: int = 0
    by_resolution: dict[int, int] = field(default_factory=dict)
    by_text: dict[tuple[str, date, bool, int], int] = field(default_factory=dict)
    by_symbol: dict[tuple[str, bool], list[int]] = field(default_factory=dict)
    with_number: set[int] = field(default_factory=set)

    def find(self, draft: Draft) -> int | None:
        """The number of the same draft, if it is registered."""
        if draft.resolution is not None and draft.resolution in self.by_resolution:
            return self.by_resolution[draft.resolution]
        same = self.by_text.get((draft.text, draft.day, draft.adopted, draft.place))
        if same is not None and not (draft.resolution is not None and same in self.with_number):
            return same
        return self._by_symbol(draft)

    def _by_symbol(self, draft: Draft) -> int | None:
        if draft.symbol is None:
            return None
        alike = self.by_symbol.get((draft.symbol, draft.adopted), [])
        if len(alike) != 1 or (draft.resolution is not None and alike[0] in self.with_number):
            return None
        return alike[0]

    def add(self, draft: Draft, number: int) -> None:
        """Register a draft under a number, so that other tables' rows find it."""
        self.taken = max(self.taken, number)
        if draft.resolution is not None:
            self.by_resolution.setdefault(draft.resolution, number)
            self.with_number.add(number)
        self.by_text.setdefault((draft.text, draft.day, draft.adopted, draft.place), number)
        if draft.symbol is not None:
            alike = self.by_symbol.setdefault((draft.symbol, draft.adopted), [])
            if number not in alike:
                alike.append(number)


def drafts_and_votes(readings: ParsedFiles) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every draft of the Affairs Division's tables once, and its votes from one release.

    Returns:
        Records of drafts and of votes with a column ``affairs``, the number of the draft: that of
        the table where there is one table, else one of our own.

    Raises:
        SourceError: Two tables of the same release contradict each other.
    """
    drafts = readings.frame("council_affairs.drafts").sort("source", "row")
    votes = readings.frame("council_affairs.votes")
    if drafts["source"].n_unique() < 2:
        return (
            drafts.with_columns(affairs="number"),
            votes.with_columns(affairs="number"),
        )
    ranks = ranks_of(drafts, pl.col("date"))
    numbered = _numbered(drafts, ranks)
    drafts = drafts.join(numbered, on=["source", "number"], maintain_order="left")
    votes = votes.join(numbered, on=["source", "number"], maintain_order="left")
    newest = latest(readings, drafts, DRAFTS, ranks)
    return _filled(newest, drafts, ranks), latest(readings, votes, VOTES, ranks)


def _numbered(drafts: pl.DataFrame, ranks: Mapping[str, Rank]) -> pl.DataFrame:
    """Source and number of each row with ``affairs``, the same for the same draft."""
    register = _Register()
    lines = []
    for source in order_of(ranks):
        numbers: set[int] = set()
        registered: list[tuple[Draft, int]] = []
        for draft in _drafts(drafts.filter(pl.col("source") == source)):
            number = register.find(draft)
            if number is None or number in numbers:
                number = register.taken + len(registered) + 1
            numbers.add(number)
            registered.append((draft, number))
            lines.append((source, draft.number, number))
        for draft, number in registered:
            register.add(draft, number)
    schema = {"source": pl.String, "number": pl.Int64, "affairs": pl.Int64}
    return pl.DataFrame(lines, schema=schema, orient="row")


def _drafts(table: pl.DataFrame) -> Iterator[Draft]:
    plain = pl.coalesce("draft", "meeting", pl.lit("")).str.to_uppercase()
    lines = table.with_columns(
        text=plain, symbol=pl.col("draft").str.extract("(?i)" + SYMBOL).str.to_uppercase()
    )
    places: Counter[tuple[str, date, bool]] = Counter()
    for line in lines.iter_rows(named=True):
        at = (line["text"], line["date"], line["outcome"] == "adopted")
        yield Draft(
            line["source"], line["number"], line["date"], line["resolution"], line["text"],
            line["symbol"], at[2], places[at],
        )  # fmt: skip
        places[at] += 1


def _filled(newest: pl.DataFrame, drafts: pl.DataFrame, ranks: Mapping[str, Rank]) -> pl.DataFrame:
    """Fill what the latest release leaves blank from the next one that has it."""
    latest = (
        drafts.sort(turn_of(ranks), "row")
        .group_by("affairs", maintain_order=True)
        .agg(pl.col(name).drop_nulls().first().alias(f"{name}_known") for name in FILLED)
    )
    return (
        newest.join(latest, on="affairs", how="left", maintain_order="left")
        .with_columns(pl.coalesce(name, f"{name}_known").alias(name) for name in FILLED)
        .drop(f"{name}_known" for name in FILLED)
        .sort("source", "row")
    )
