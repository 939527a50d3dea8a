"""Two wordings of a paragraph, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

_TOKEN = re.compile(r"\s*(?:\d{1,3}(?:,\d{3})+|\w[\w’'/.–‑-]*(?<![.])|[^\w\s])")
_WORD = re.compile(r"\w")
_NUMBERS = re.compile(
    r"^(?:[\d().,/-]+|\d+(?:st|nd|rd|th)|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|[^\w\s])$"
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
RUN = 4
"""So many words in a row that stand in two texts were taken from one into the other."""
_BRIDGE = 1
"""So many words between two changes are shown as changed too, so that they can be read."""


@dataclass(frozen=True)
class Words:
    """A run of words.

    Attributes:
        kind: ``same``, ``dropped`` (of the old wording alone) or ``added`` (of the new).
        text: The words, with the space before them.
    """

    kind: Literal["same", "dropped", "added"]
    text: str


def spelt(word: str) -> str:
    """A word as it is compared: without the kind of its signs, and ``-ize`` as ``-ise``.

    >>> spelt("prioritized") == spelt("prioritised")
    True
    """
    return word.translate(_SIGNS).replace("z", "s")


def plain(text: str) -> str:
    """A text without what does not change its sense: kinds of signs, spelling, the last sign.

    >>> plain("Decides to remain seized of the matter;") == plain("Decides to remain seized of the matter.")
    True
    """  # noqa: E501
    return re.sub(r"[\s;.,:]+(and|or)?[\s;.,:]*$", "", " ".join(spelt(text).split()))


def word_list(text: str) -> list[str]:
    """The words of a text in small letters, without signs.

    >>> word_list("Decides to extend, until 15 November 2024;")
    ['decides', 'to', 'extend', 'until', '15', 'november', '2024']
    """
    return re.findall(r"\w+", spelt(text).casefold())


def word_changes(old: str, new: str) -> tuple[Words, ...]:
    """Compare two wordings.

    Args:
        old: The earlier wording.
        new: The later one.

    Returns:
        Runs of words in reading order; those kept and added give the new wording, those kept and
        dropped the old one.

    >>> [(part.kind, part.text.strip()) for part in word_changes("until 2023;", "until 2024;")]
    [('same', 'until'), ('dropped', '2023'), ('added', '2024'), ('same', ';')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(
        a=[spelt(token.strip()) for token in before],
        b=[spelt(token.strip()) for token in after],
        autojunk=False,
    )
    blocks = [
        (block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size
    ]
    runs: list[Words] = []
    at_old = at_new = 0
    for start_old, start_new, size in [*_readable(blocks, after), (len(before), len(after), 0)]:
        runs += _run("dropped", before[at_old:start_old])
        runs += _run("added", after[at_new:start_new])
        runs += _run("same", after[start_new : start_new + size])
        at_old, at_new = start_old + size, start_new + size
    return tuple(runs)


def words_in(runs: Sequence[Words]) -> int:
    """How many words were dropped and added.

    >>> words_in(word_changes("until 15 November 2023", "until 15 November 2024"))
    2
    """
    return sum(len(word_list(run.text)) for run in runs if run.kind != "same")


def replacements(runs: Sequence[Words]) -> list[tuple[str, str]]:
    """What was replaced by what: words dropped with the words added in their place.

    >>> replacements(word_changes("the CAR authorities and", "the CAR Government and"))
    [('authorities', 'Government')]
    """
    return [
        (first.text.strip(), second.text.strip())
        for first, second in pairwise(runs)
        if (first.kind, second.kind) == ("dropped", "added")
    ]


def share_in_runs(words: Sequence[str], others: Sequence[str]) -> float:
    """The share of words that stand in another text in runs of at least ``RUN`` words.

    Args:
        words: Words of a paragraph.
        others: Words of another, in which they may stand.
    """
    blocks = SequenceMatcher(a=words, b=others, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= RUN) / max(len(words), 1)


def only_numbers(runs: Sequence[Words]) -> bool:
    """Tell whether nothing changed but dates, numbers and signs.

    >>> only_numbers(word_changes("until 15 November 2023", "until 14 March 2024"))
    True
    """
    changed = [token.strip() for run in runs if run.kind != "same"
               for token in _TOKEN.findall(run.text)]  # fmt: skip
    return bool(changed) and all(_NUMBERS.match(token) for token in changed)


def _readable(
    blocks: Sequence[tuple[int, int, int]], after: Sequence[str]
) -> list[tuple[int, int, int]]:
    """Leave out single words between two changes: ``the`` alone does not help a reader."""
    kept_blocks = []
    for index, (start_old, start_new, size) in enumerate(blocks):
        words = sum(bool(_WORD.search(token)) for token in after[start_new : start_new + size])
        inner = 0 < index < len(blocks) - 1
        if not inner or words > _BRIDGE or _alone(blocks, index):
            kept_blocks.append((start_old, start_new, size))
    return kept_blocks


def _alone(blocks: Sequence[tuple[int, int, int]], index: int) -> bool:
    """Tell whether a run divides words that were only added, or only dropped, on one side."""
    (a0, b0, n0), (a1, b1, n1), (a2, b2, _) = blocks[index - 1 : index + 2]
    gaps = ((a1 - a0 - n0, b1 - b0 - n0), (a2 - a1 - n1, b2 - b1 - n1))
    return any(min(gap) == 0 and max(gap) <= 2 for gap in gaps)


def _run(kind: Literal["same", "dropped", "added"], tokens: Sequence[str]) -> list[Words]:
    return [Words(kind, "".join(tokens))] if tokens else []
