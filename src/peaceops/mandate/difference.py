"""The difference of two mandates: paragraph by paragraph, and word by word where one changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from peaceops.domain.figures import Figure
from peaceops.domain.messages import message
from peaceops.edition import KnownRows
from peaceops.mandate.matching import SHORT, Matrix, Pairs, pair_up, parents
from peaceops.mandate.texts import MandateText, Paragraph, compared, mandate_text
from peaceops.mandate.words import (
    Words,
    only_numbers,
    plain,
    replacements,
    share_in_runs,
    word_changes,
    word_list,
    words_in,
)

ChangeKind = Literal["same", "moved", "changed", "added", "dropped"]
KINDS: tuple[ChangeKind, ...] = ("same", "moved", "changed", "added", "dropped")
_LABELS = {
    "same": "Paragraphs that stand as they were",
    "moved": "Paragraphs moved with the same words",
    "changed": "Paragraphs whose words changed",
    "added": "Paragraphs added",
    "dropped": "Paragraphs dropped",
}
DRAWN = 0.4
"""From this share of its words, in runs, on a paragraph counts as drawn from another."""
THROUGHOUT = 3
"""In so many paragraphs words are replaced by the same others before it is said once for all."""
KEPT = 64
"""Comparisons of texts that are kept."""
_MOST_REPLACED = 6
_TRIED = 5
_REFERS = re.compile(r"\b(paragraphs?|resolutions?)[\s\d(),]*(and |to )?[\s\d(),]*$")
_METHOD = (
    "Preambular and operative paragraphs and their sub-paragraphs of both texts, paired so that "
    "the likeness of all pairs together is greatest; a pair counts as the same where only signs "
    "at its end differ."
)


@dataclass(frozen=True)
class Change:
    """What became of a paragraph.

    Attributes:
        kind: ``same``; ``moved``, with the same words to another place; ``changed``; ``added``;
            ``dropped``.
        old: The paragraph of the earlier text; ``None`` where it was added.
        new: The paragraph of the later text; ``None`` where it was dropped.
        moved: Whether it stands in another order or under another paragraph than before.
        words: Both wordings, word by word, where they changed.
        changed_words: How many words were dropped and added.
        routine: Whether nothing changed but words replaced throughout the text, and the numbers
            of paragraphs and resolutions referred to.
        drawn_from: The paragraph of the other text in which most of the words stand, of one that
            was added or dropped: it was split off, or taken up.
    """

    kind: ChangeKind
    old: Paragraph | None
    new: Paragraph | None
    moved: bool = False
    words: tuple[Words, ...] = ()
    changed_words: int = 0
    routine: bool = False
    drawn_from: Paragraph | None = None

    @property
    def heading(self) -> str:
        """The heading under which it stands, in the later text where it stands there."""
        paragraph = self.new or self.old
        return paragraph.heading if paragraph else ""

    @property
    def place(self) -> str:
        """Where it stands and stood: ``35 (a) → 36 (b)``."""
        if self.old is None or self.new is None:
            paragraph = self.new or self.old
            return paragraph.place if paragraph else ""
        if self.old.place == self.new.place:
            return self.new.place
        return f"{self.old.place} → {self.new.place}"


@dataclass(frozen=True)
class Difference:
    """What changed between two texts.

    Attributes:
        old: The earlier text.
        new: The later text.
        changes: A change for each paragraph, in the order of the later text; what was dropped
            stands where it was.
        replaced: Words replaced by the same others throughout, with the number of paragraphs,
            the most frequent first.
        figures: How many paragraphs are the same, moved, changed, added and dropped.
    """

    old: MandateText
    new: MandateText
    changes: tuple[Change, ...]
    replaced: tuple[tuple[str, str, int], ...]
    figures: tuple[Figure, ...]

    def of_kind(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        """The changes of some kinds, in order."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def count(self, kind: ChangeKind) -> int:
        """How many paragraphs there are of a kind."""
        return len(self.of_kind(kind))


def difference(view: KnownRows, old: str, new: str) -> Difference:
    """Compare the texts of two documents, as known on the view's date.

    Args:
        view: The edition as known on a date.
        old: Symbol of the earlier text, in any spelling.
        new: Symbol of the later one.

    Returns:
        What became of every paragraph.

    Raises:
        MissingTableError: The edition does not hold one of the texts.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 12, 31))
    >>> if view.has("text_documents"):
    ...     assert difference(view, "2659", "2709").count("same") > 50
    """
    return compare(mandate_text(view, old), mandate_text(view, new))


@lru_cache(KEPT)
def compare(old: MandateText, new: MandateText) -> Difference:
    """Compare two texts; they are the same on every date, so the last answers are kept.

    Args:
        old: The earlier text.
        new: The later one.
    """
    before, after = compared(old), compared(new)
    pairs = pair_up(before, after)
    moved = _moved(before, after, pairs)
    changes = [_pair(before[a], after[b], moved=(a, b) in moved) for a, b in pairs.pairs]
    by_new = {b: change for (_, b), change in zip(pairs.pairs, changes, strict=True)}
    by_old = dict(pairs.pairs)
    ordered: list[Change] = []
    dropped = _dropped(before, after, pairs)
    for index, change in dropped:
        if not any(earlier in by_old for earlier in range(index)):
            ordered.append(change)
    for b, paragraph in enumerate(after):
        ordered.append(by_new.get(b) or _added(b, paragraph, before, pairs))
        behind = next((a for a, partner in by_old.items() if partner == b), None)
        if behind is not None:
            ordered += [change for index, change in dropped if _anchor(index, by_old) == behind]
    replaced = _replaced(ordered)
    routine = {(first, second) for first, second, _ in replaced}
    ordered = [replace(change, routine=_routine(change, routine)) for change in ordered]
    return Difference(old, new, tuple(ordered), replaced, _figures(old, new, ordered))


def _pair(old: Paragraph, new: Paragraph, *, moved: bool) -> Change:
    if plain(old.text) == plain(new.text):
        return Change("moved" if moved else "same", old, new, moved=moved)
    words = word_changes(old.text, new.text)
    if not words_in(words):
        return Change("moved" if moved else "same", old, new, moved=moved)
    return Change(
        "changed",
        old,
        new,
        moved=moved,
        words=words,
        changed_words=words_in(words),
    )


def _replaced(changes: Sequence[Change]) -> tuple[tuple[str, str, int], ...]:
    """Words that give way to the same others in many paragraphs, as a new name does."""
    counts = Counter(
        pair
        for change in changes
        for pair in set(replacements(change.words))
        if _is_name(pair) and not _comes_again(pair[0], change)
    )
    often = [(*pair, count) for pair, count in counts.items() if count >= THROUGHOUT]
    return tuple(sorted(often, key=lambda entry: (-entry[2], entry[0])))


def _is_name(pair: tuple[str, str]) -> bool:
    """Tell words from numbers and dates, which are never said once for all."""
    return len(word_list(pair[0])) <= _MOST_REPLACED and all(
        any(word.isalpha() for word in word_list(text)) for text in pair
    )


def _comes_again(words: str, change: Change) -> bool:
    """Tell whether words that were dropped stand among those added: they only changed places."""
    return any(run.kind == "added" and words in run.text for run in change.words)


def _routine(change: Change, replaced: set[tuple[str, str]]) -> bool:
    """Tell whether only words replaced throughout, and numbers of references, changed."""
    if change.kind != "changed":
        return False
    before = ""
    waiting: Words | None = None
    for run in (*change.words, Words("same", "")):
        if run.kind == "dropped":
            waiting = run
            continue
        pair = (waiting.text.strip() if waiting else "", run.text.strip())
        if run.kind == "added" and pair in replaced:
            waiting = None
            continue
        parts = [part for part in (waiting, run) if part and part.kind != "same"]
        if parts and not (_REFERS.search(before) and only_numbers(parts)):
            return False
        waiting = None
        before = run.text if run.kind == "same" else before
    return True


def _added(index: int, paragraph: Paragraph, before: Sequence[Paragraph], pairs: Pairs) -> Change:
    source = _drawn(paragraph, before, pairs.of_new.T, index)
    return Change("added", None, paragraph, drawn_from=source)


def _dropped(
    before: Sequence[Paragraph], after: Sequence[Paragraph], pairs: Pairs
) -> list[tuple[int, Change]]:
    paired = {a for a, _ in pairs.pairs}
    return [
        (
            index,
            Change(
                "dropped", paragraph, None, drawn_from=_drawn(paragraph, after, pairs.of_old, index)
            ),
        )
        for index, paragraph in enumerate(before)
        if index not in paired
    ]


def _drawn(
    paragraph: Paragraph, others: Sequence[Paragraph], shares: Matrix, index: int
) -> Paragraph | None:
    """The paragraph of the other text in which most of the words stand, if they do in runs."""
    words = word_list(paragraph.text)
    if not others or len(words) < SHORT:
        return None
    nearest = [int(other) for other in shares[index].argsort()[::-1][:_TRIED]]
    runs = {other: share_in_runs(words, word_list(others[other].text)) for other in nearest}
    best = max(runs, key=lambda other: runs[other])
    return others[best] if runs[best] >= DRAWN else None


def _anchor(index: int, by_old: dict[int, int]) -> int | None:
    """The last paragraph before a dropped one that has a partner."""
    return max((earlier for earlier in by_old if earlier < index), default=None)


def _moved(
    before: Sequence[Paragraph], after: Sequence[Paragraph], pairs: Pairs
) -> set[tuple[int, int]]:
    """The pairs that left the order the others keep, or stand under another paragraph."""
    steady = _longest_rising([a for a, _ in pairs.pairs])
    partner = dict(pairs.pairs)
    above_old, above_new = parents(before), parents(after)
    moved = set()
    for index, (a, b) in enumerate(pairs.pairs):
        here, there = above_old[a], above_new[b]
        elsewhere = here >= 0 and there >= 0 and here in partner and partner[here] != there
        other_role = before[a].role != after[b].role
        if index not in steady or elsewhere or other_role:
            moved.add((a, b))
    return moved


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Places of the longest run of values, not of neighbours, that only rises."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(tops, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(tops):
            tops.append(value)
            ends.append(index)
        else:
            tops[length], ends[length] = value, index
    places: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        places.add(at)
        at = before[at]
    return places


def _figures(old: MandateText, new: MandateText, changes: Sequence[Change]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            key=f"mandate.text_{kind}",
            label=message(
                "{labels}, {symbol} to {symbol_2}",
                labels=_LABELS[kind],
                symbol=old.symbol,
                symbol_2=new.symbol,
            ),
            value=sum(change.kind == kind for change in changes),
            unit="paragraphs",
            method=_METHOD,
            evidence=(old.evidence, new.evidence),
        )
        for kind in KINDS
    )
