"""Which paragraph of one text answers to which of another: the best pairs over the whole text.

Paragraphs are paired all at once so that the sum of likenesses is greatest (the assignment
problem), and not one after the other: a paragraph that moved finds its partner, and a wording that
recurs does not take the partner of the one that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from peaceops.mandate.texts import Paragraph
from peaceops.mandate.words import plain, word_list

ALIKE = 0.5
"""From this likeness on two paragraphs are taken for one that was changed."""
SHORT_ALIKE = 0.6
"""The same for paragraphs of few words, where two words in common say little."""
SHORT = 12
_WHOLE = 0.75
_PARENT = 0.12
_ORDER = 0.02
_HALVES = 0.15
_FIRST_WORD = 0x100

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """The pairs, and how alike any two paragraphs are.

    Attributes:
        pairs: Index of the old paragraph and of the new, in the order of the new.
        likeness: Likeness of each old (row) and each new paragraph (column), 0 to 1.
        of_old: Share of an old paragraph's words that stand, in order, in a new one.
        of_new: Share of a new paragraph's words that stand, in order, in an old one.
    """

    pairs: tuple[tuple[int, int], ...]
    likeness: Matrix
    of_old: Matrix
    of_new: Matrix


def pair_up(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Pairs:
    """Pair the paragraphs of two texts.

    Args:
        old: Paragraphs of the earlier text.
        new: Paragraphs of the later one.
    """
    if not old or not new:
        empty = np.zeros((len(old), len(new)))
        return Pairs((), empty, empty, empty)
    likeness, of_old, of_new, least = _likeness(old, new)
    parents_old, parents_new = _parents(old), _parents(new)
    score = likeness - _HALVES * _other_role(old, new) + _ORDER * _near(len(old), len(new))
    pairs = _best(score, likeness, least)
    for _ in range(2):  # sub-paragraphs follow the paragraph they stand under
        partner = dict(pairs)
        bonus = np.array(
            [
                [_PARENT if a >= 0 and b >= 0 and partner.get(a) == b else 0.0 for b in parents_new]
                for a in parents_old
            ]
        )
        pairs = _best(score + bonus, likeness + bonus, least)
    return Pairs(tuple(sorted(pairs, key=lambda pair: pair[1])), likeness, of_old, of_new)


def parents(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Index of the paragraph that each stands under; -1 where there is none."""
    return _parents(paragraphs)


def _likeness(
    old: Sequence[Paragraph], new: Sequence[Paragraph]
) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Likeness by words in order; also of a paragraph that was taken whole into a longer one."""
    signs: dict[str, str] = {}
    coded_old = [_coded(paragraph, signs) for paragraph in old]
    coded_new = [_coded(paragraph, signs) for paragraph in new]
    lengths_old = np.array([max(len(text), 1) for text in coded_old], dtype=float)[:, None]
    lengths_new = np.array([max(len(text), 1) for text in coded_new], dtype=float)[None, :]
    ratio = np.asarray(
        cdist(coded_old, coded_new, scorer=Indel.normalized_similarity, dtype=np.float64),
        dtype=np.float64,
    )
    common = ratio * (lengths_old + lengths_new) / 2
    of_old, of_new = common / lengths_old, common / lengths_new
    shorter = np.minimum(lengths_old, lengths_new)
    whole = np.where(shorter >= SHORT, _WHOLE * np.maximum(of_old, of_new), 0.0)
    plain_new = np.array([plain(paragraph.text) for paragraph in new], dtype=object)
    same = np.array([plain_new == plain(paragraph.text) for paragraph in old], dtype=bool)
    likeness = np.where(same, 1.0, np.minimum(np.maximum(ratio, whole), 0.999))
    return likeness, of_old, of_new, np.where(shorter < SHORT, SHORT_ALIKE, ALIKE)


def _coded(paragraph: Paragraph, signs: dict[str, str]) -> str:
    """Write each word as a sign of its own, so that words are compared and not letters."""
    return "".join(
        signs.setdefault(word, chr(_FIRST_WORD + len(signs) + 0x800 * (len(signs) > 0xD000)))
        for word in word_list(paragraph.text)
    )


def _other_role(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Matrix:
    return np.array([[float(a.role != b.role) for b in new] for a in old])


def _near(old: int, new: int) -> Matrix:
    """How near two places are, as shares of their texts: it decides between equal wordings."""
    places_old = np.arange(old, dtype=float)[:, None] / old
    places_new = np.arange(new, dtype=float)[None, :] / new
    return 1 - np.abs(places_old - places_new)


def _best(score: Matrix, likeness: Matrix, least: Matrix) -> list[tuple[int, int]]:
    possible = likeness >= least
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - a second to load

    rows, columns = linear_sum_assignment(np.where(possible, score, 0.0), maximize=True)
    return [(int(a), int(b)) for a, b in zip(rows, columns, strict=True) if possible[a, b]]


def _parents(paragraphs: Sequence[Paragraph]) -> list[int]:
    above: list[int] = []
    stack: list[tuple[int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        level = paragraph.level or 0
        while stack and (not level or stack[-1][0] >= level):
            stack.pop()
        above.append(stack[-1][1] if stack and level else -1)
        if level:
            stack.append((level, index))
    return above
