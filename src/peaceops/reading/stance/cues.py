"""Words that keep a clause from being an assertion, and how far they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Stance = Literal[
    "asserted",
    "negated",
    "denied",
    "taken back",
    "refused",
    "conditional",
    "threatened",
    "supposed",
    "hearsay",
    "demanded",
    "past",
    "questioned",
]
Reach = Literal["right", "left", "both"]


@dataclass(frozen=True)
class Cue:
    """A word or phrase in a text: what it makes of the clauses that it governs.

    Attributes:
        start: First character.
        end: One past its last.
        stance: What the clauses become.
        reach: Whether it governs what follows, what precedes, or both.
        comma: Whether a comma ends its reach.
    """

    start: int
    end: int
    stance: Stance
    reach: Reach = "right"
    comma: bool = False


@dataclass(frozen=True)
class Pattern:
    """Phrases of one stance and reach."""

    stance: Stance
    words: re.Pattern[str]
    reach: Reach = "right"
    comma: bool = False


@dataclass(frozen=True)
class Language:
    """The cues of a language and what ends their reach.

    Attributes:
        patterns: Its cues.
        contrast: Ends the reach of every cue: ";", "but", "while".
        new_clause: Ends the reach of all but conditions: ", and" with a subject of its own.
        coordinate: "and" right before a second predicate; ends a denial of a mere noun.
        complement: Words by which a cue takes a clause: a denial of more than a noun.
        aside: Opens a parenthesis that a comma closes: ", which".
        relative: Opens a relative clause behind a comma.
        since: Ends the reach of what a comma ends: "after", "because".
        exception: Ends the reach of a negation: "unless".
        presupposed: Between a clause and a denial behind it, keeps it apart: "that".
        leading: Opens a clause before the main one, closed by a comma: "After".
        turned: Opens a clause behind which a condition no longer governs what precedes.
        reversal: Takes back what the sentence says: "but later changed its mind".
        disowned: A next sentence that takes back the one before: "This was denied."
        speech: "X said" behind or before a clause in the conditional.
    """

    patterns: tuple[Pattern, ...]
    contrast: re.Pattern[str]
    new_clause: re.Pattern[str]
    coordinate: re.Pattern[str]
    complement: re.Pattern[str]
    aside: re.Pattern[str]
    relative: re.Pattern[str]
    since: re.Pattern[str]
    exception: re.Pattern[str]
    presupposed: re.Pattern[str]
    leading: re.Pattern[str]
    turned: re.Pattern[str]
    reversal: re.Pattern[str]
    disowned: re.Pattern[str]
    speech: re.Pattern[str]

    def cues(self, plain: str, low: int, high: int) -> Iterator[Cue]:
        """The cues of a sentence."""
        for pattern in self.patterns:
            for match in pattern.words.finditer(plain, low, high):
                yield Cue(*match.span(), pattern.stance, pattern.reach, pattern.comma)


def any_of(*words: str, fold: bool = True) -> re.Pattern[str]:
    """One pattern for several phrases, each between word boundaries."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})", re.IGNORECASE if fold else 0)
