"""Texts in English that remember how they were made, so that they can be told in another language.

A ``Message`` is a template with what stands in its slots; a ``Written`` is a number, date, list or
part of a text in the form it is written in. Both are plain English texts to everybody else: they
compare, print and serialise as such. Who translates reads their parts and writes them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from typing import Any, SupportsIndex


class Composed(str):
    """A text in English that remembers how it was made, also when its ends are trimmed."""

    def __add__(self, other: str) -> str:
        return message("{first}{second}", first=self, second=other)

    def __radd__(self, other: str) -> str:
        return message("{first}{second}", first=other, second=self)

    def _changed(self, text: str, method: str, *arguments: object) -> Written:
        return Written(text, "method", self, method, arguments)

    def capitalize(self) -> Written:
        """The text with a capital letter at its beginning."""
        return Written(super().capitalize(), "capitalised", self)

    def lower(self) -> Written:
        """The text in small letters; in another language only its first, for names keep theirs."""
        return Written(super().lower(), "uncapitalised", self)

    def removesuffix(self, suffix: str, /) -> Written:
        """The text without some end."""
        return self._changed(super().removesuffix(suffix), "removesuffix", suffix)

    def removeprefix(self, prefix: str, /) -> Written:
        """The text without some beginning."""
        return self._changed(super().removeprefix(prefix), "removeprefix", prefix)

    def strip(self, signs: str | None = None, /) -> Written:
        """The text without some signs at its ends."""
        return self._changed(super().strip(signs), "strip", signs)

    def rstrip(self, signs: str | None = None, /) -> Written:
        """The text without some signs at its end."""
        return self._changed(super().rstrip(signs), "rstrip", signs)

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> Written:
        """The text with one part in place of another."""
        return self._changed(super().replace(old, new, count), "replace", old, new, count)


class Message(Composed):
    """A text made from a template and what stands in its slots.

    Attributes:
        template: Words with slots, as ``str.format`` takes them.
        slots: What stands in each slot: texts, numbers, dates.
    """

    template: str
    slots: Mapping[str, object]

    def __new__(cls, text: str, template: str, slots: Mapping[str, object]) -> Message:
        """Keep a text with how it was made; ``message`` makes the text too."""
        self = super().__new__(cls, text)
        self.template = template
        self.slots = slots
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return str(self), self.template, self.slots

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.__getnewargs__()


class Written(Composed):
    """A value in the form in which it is written.

    Attributes:
        form: Name of the form, such as ``percent`` or ``list``.
        values: What was written.
    """

    form: str
    values: tuple[Any, ...]

    def __new__(cls, text: str, form: str, *values: Any) -> Written:
        """Keep a text with the value that it writes."""
        self = super().__new__(cls, text)
        self.form = form
        self.values = values
        return self

    def __getnewargs__(self) -> tuple[Any, ...]:
        return str(self), self.form, *self.values

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.__getnewargs__()


def message(template: str, /, **slots: object) -> str:
    """Write a text from a template, and remember both.

    Args:
        template: Words with slots; after a colon, how a number or date is written.
        slots: What stands in the slots.

    >>> text = message("no vote after {day} is in this edition", day="30 June 2023")
    >>> text
    'no vote after 30 June 2023 is in this edition'
    >>> text.template  # it is a Message
    'no vote after {day} is in this edition'
    """
    return Message(template.format_map(slots), template, slots)


def listed(items: Iterable[str], *, last: str = " and ") -> str:
    """Join words as a sentence does.

    Args:
        items: The words.
        last: What stands before the last of them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    words = list(items)
    if len(words) < 2:
        return words[0] if words else ""
    return Written(f"{', '.join(words[:-1])}{last}{words[-1]}", "list", tuple(words), last)


def run_together(between: str, items: Iterable[str]) -> str:
    """Join texts with something between them, as ``str.join`` does.

    Args:
        between: What stands between them.
        items: The texts.

    >>> run_together("; ", ["a", "b"])
    'a; b'
    """
    texts = list(items)
    if len(texts) < 2:
        return texts[0] if texts else ""
    return Written(between.join(texts), "joined", between, tuple(texts))


def counted(count: int, noun: str, nouns: str = "") -> str:
    """Write a count with its noun.

    Args:
        count: How many.
        noun: What is counted, in the singular.
        nouns: Its plural, where it is not made with an ``s``.

    >>> counted(1, "renewal"), counted(12, "renewal")
    ('1 renewal', '12 renewals')
    """
    nouns = nouns or f"{noun}s"
    return Written(f"{count:,} {noun if count == 1 else nouns}", "plural", count, noun, nouns)


def as_it_is(text: str) -> str:
    """Mark a name, symbol or quotation: only a name of a state or mission is told otherwise.

    >>> as_it_is("Mopti")
    'Mopti'
    """
    return text if isinstance(text, Composed) else Written(text, "name", text)


def capitalised(text: str) -> str:
    """Begin a text with a capital letter and leave the rest as it is.

    >>> capitalised("deaths in Mali")
    'Deaths in Mali'
    """
    return Written(text[:1].upper() + text[1:], "capitalised", text)


def uncapitalised(text: str) -> str:
    """Begin a text with a small letter and leave the rest as it is.

    >>> uncapitalised("Deaths in Mali")
    'deaths in Mali'
    """
    return Written(text[:1].lower() + text[1:], "uncapitalised", text)


def altered(text: str, change: Callable[[str], str]) -> str:
    """Apply to a text what holds in any language, such as the blank before a per cent sign.

    Args:
        text: The text.
        change: A function from text to text, at the top level of a module.

    >>> altered("a-b", str.upper)
    'A-B'
    """
    return Written(change(text), "changed", text, change)


def slots_of(template: str) -> frozenset[str]:
    """The names of a template's slots.

    >>> sorted(slots_of("{deaths} in {place:the}"))
    ['deaths', 'place']
    """
    return frozenset(name for _words, name, _form, _how in Formatter().parse(template) if name)
