"""Words that a rule looks for, written as a list in prose; a comma parts them, so phrases fit."""

from __future__ import annotations


def words_of(listed: str) -> frozenset[str]:
    """The words and phrases of a list.

    >>> sorted(words_of("leave, pull out"))
    ['leave', 'pull out']
    """
    return frozenset(_parted(listed))


def by_word(listed: str) -> dict[str, str]:
    """Each word with what it means, from a line a meaning; a line without one goes on.

    >>> by_word('''
    ...     leaves: withdraw, pull out,
    ...         go home
    ...     suspends: freeze
    ... ''')
    {'withdraw': 'leaves', 'pull out': 'leaves', 'go home': 'leaves', 'freeze': 'suspends'}
    """
    meanings: dict[str, str] = {}
    meaning = ""
    for line in listed.strip().splitlines():
        named, colon, words = line.rpartition(": ")
        meaning = named.strip() if colon else meaning
        meanings |= dict.fromkeys(_parted(words), meaning)
    return meanings


def _parted(listed: str) -> list[str]:
    words = (" ".join(word.split()) for word in listed.split(","))
    return [word for word in words if word]
