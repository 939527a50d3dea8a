"""Draws of many cells, of which most are zero: only the others are kept.

A case is a cell and a month ahead. Its draws are whole numbers; those above zero stand in
ascending order, each with the number of its draw, so that a draw's months can be added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats, Ints

Whole = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class SparseDraws:
    """Draws by cell and month ahead.

    Attributes:
        counts: Number of draws of each cell's months, zeros included; shape (cells,).
        months: Months ahead of each cell.
        starts: Where each case's values begin, cell by cell and month by month within it, and the
            end of the last; shape (cells x months + 1,).
        values: Draws above zero, ascending within a case.
        numbers: The number of each value's draw, from 0.
    """

    counts: Ints
    months: int
    starts: Ints
    values: NDArray[np.int32]
    numbers: NDArray[np.int32]

    @property
    def cells(self) -> int:
        """Number of cells."""
        return len(self.counts)

    @property
    def case_index(self) -> Ints:
        """Case of each value."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    @property
    def draws_per_case(self) -> Ints:
        """Number of draws of each case, zeros included."""
        return np.repeat(self.counts, self.months)

    @property
    def nbytes(self) -> int:
        """Memory held."""
        return self.starts.nbytes + self.values.nbytes + self.numbers.nbytes + self.counts.nbytes

    def expected(self) -> Floats:
        """Mean of each case, shape (cells, months)."""
        sums = np.bincount(self.case_index, self.values, minlength=len(self.starts) - 1)
        result: Floats = (sums / self.draws_per_case).reshape(self.cells, self.months)
        return result

    def at_least(self, deaths: int) -> Floats:
        """Share of draws with ``deaths`` (one or more) or more, shape (cells, months)."""
        if deaths < 1:
            raise ValueError(f"{deaths} deaths: ask for one or more")
        hit = self.case_index[self.values >= deaths]
        counts = np.bincount(hit, minlength=len(self.starts) - 1)
        return (counts / self.draws_per_case).reshape(self.cells, self.months)

    def order_statistic(self, ranks: Ints) -> Floats:
        """The draw of each case at a rank, 0 the least, shape (cases,)."""
        zeros = self.draws_per_case - np.diff(self.starts)
        place = np.minimum(self.starts[:-1] + np.maximum(ranks - zeros, 0), len(self.values) - 1)
        if not len(self.values):
            return np.zeros(len(zeros))
        values: Floats = np.where(ranks < zeros, 0.0, self.values[place])
        return values

    def quantile(self, level: float) -> Floats:
        """Linearly interpolated quantile of each case, shape (cells, months)."""
        rank = (self.draws_per_case - 1) * level
        lower = np.floor(rank).astype(np.int64)
        upper = np.minimum(lower + 1, self.draws_per_case - 1)
        low, high = self.order_statistic(lower), self.order_statistic(upper)
        values: Floats = (low + (rank - lower) * (high - low)).reshape(self.cells, self.months)
        return values

    def select(self, cells: Ints) -> SparseDraws:
        """The draws of some cells, by their places."""
        cases = (np.asarray(cells)[:, None] * self.months + np.arange(self.months)).ravel()
        sizes = np.diff(self.starts)[cases]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        taken = np.arange(starts[-1]) + np.repeat(self.starts[cases] - starts[:-1], sizes)
        return SparseDraws(
            self.counts[cells], self.months, starts, self.values[taken], self.numbers[taken]
        )

    def total(self) -> SparseDraws:
        """Sum of each draw over the months: as many cells, one month."""
        cell = self.case_index // self.months
        most = int(self.counts.max(initial=1))
        key, back = np.unique(cell * most + self.numbers, return_inverse=True)
        sums = np.bincount(back, self.values, minlength=len(key)).astype(np.int64)
        return assembled(self.counts, 1, key // most, sums, key % most)

    def dense(self) -> NDArray[np.int32]:
        """Every draw, zeros included, shape (cells, months, draws), in the order of its number.

        Raises:
            ValueError: Cells have different numbers of draws.
        """
        if len(set(self.counts.tolist())) > 1:
            raise ValueError("cells have different numbers of draws")
        draws = int(self.counts[0]) if self.cells else 0
        result = np.zeros((self.cells * self.months, draws), dtype=np.int32)
        result[self.case_index, self.numbers] = self.values
        return result.reshape(self.cells, self.months, draws)


def assembled(counts: Ints, months: int, cases: Ints, values: Whole, numbers: Whole) -> SparseDraws:
    """Draws from values above zero in any order, with the case and draw of each."""
    order = np.lexsort((numbers, values, cases))
    sizes = np.bincount(cases, minlength=len(counts) * months)
    return SparseDraws(
        counts=np.asarray(counts, dtype=np.int64),
        months=months,
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        values=values[order].astype(np.int32),
        numbers=numbers[order].astype(np.int32),
    )


def sparse(draws: NDArray[np.int32]) -> SparseDraws:
    """Keep what is above zero of draws of shape (cells, months, draws).

    Raises:
        ValueError: A draw is below zero.
    """
    if draws.min(initial=0) < 0:
        raise ValueError("draws of deaths cannot be below zero")
    cells, months, number = draws.shape
    cell, month, draw = np.nonzero(draws)
    counts = np.full(cells, number, dtype=np.int64)
    return assembled(counts, months, cell * months + month, draws[cell, month, draw], draw)


def joined(parts: Sequence[SparseDraws]) -> SparseDraws:
    """The cells of several parts, one after the other."""
    ends = np.cumsum([0, *(part.starts[-1] for part in parts)])
    return SparseDraws(
        counts=np.concatenate([part.counts for part in parts]),
        months=parts[0].months,
        starts=np.concatenate(
            [part.starts[:-1] + end for part, end in zip(parts, ends, strict=False)] + [ends[-1:]]
        ),
        values=np.concatenate([part.values for part in parts]),
        numbers=np.concatenate([part.numbers for part in parts]),
    )
