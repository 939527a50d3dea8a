"""Numbers in English words, as texts write them and as sentences of ours do."""

from __future__ import annotations

from peaceops.domain.messages import Written

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {word: value for value, word in enumerate(UNITS)} | {
    word: 10 * value for value, word in enumerate(TENS, start=2)
}
"""The value of each word; greater numbers are put together from these."""
MOST_IN_WORDS = 12
"""The greatest number that a sentence writes in words."""


def in_number_words(count: float) -> str:
    """Write a number as a sentence does: in words up to twelve, then in digits.

    >>> in_number_words(6), in_number_words(18), in_number_words(1.5)
    ('six', '18', '1.5')
    """
    whole = round(count)
    words = UNITS[whole] if whole == count and 1 <= whole <= MOST_IN_WORDS else f"{count:g}"
    return Written(words, "number words", count)
