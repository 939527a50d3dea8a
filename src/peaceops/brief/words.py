"""Sentences and cells made from figures, so that a number without a source cannot be written.

A template holds no digit. Numbers come in through its slots: a ``Figure`` writes its value and
brings its reference mark, a ``Count`` is a number that rows under a figure add up to, dates are
written as dates, and a ``Name`` is a symbol, name or quotation with digits of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter

from peaceops.brief import page
from peaceops.brief.page import Text
from peaceops.brief.wording import SPACE, amount, bounds, day, month, number, percent, plural
from peaceops.domain.figures import Figure
from peaceops.domain.messages import Message, altered, as_it_is, listed, message

NOT_KNOWN = "not known"
NONE = Text("–")
"""A cell that has nothing to say."""


class Name(str):
    """A symbol, name, quotation or text of a room, which stands as it is, with its digits."""

    text: str
    """The same as it came, with how it was made where it remembers that."""

    def __new__(cls, text: str) -> Name:
        """Mark a text as one that stands as it is."""
        self = super().__new__(cls, text)
        self.text = as_it_is(text)
        return self


@dataclass(frozen=True)
class Count:
    """A number that rows under some figures add up to, such as a month of a year's deaths.

    Attributes:
        value: The number.
        of: The figures whose rows it comes from.
        noun: What is counted, in the singular; a plural is made of it.
    """

    value: float
    of: tuple[Figure, ...] = ()
    noun: str = ""


Slot = Figure | Count | date | str | Text


def cite(*figures: Figure | None) -> page.Cites:
    """The reference marks of some figures, each once; ``None`` is passed over."""
    return tuple(dict.fromkeys(page.figure(figure.key) for figure in figures if figure is not None))


def say(
    template: str,
    /,
    *,
    cites: page.Cites = (),
    strong: bool = False,
    small: Text | str | None = None,
    **slots: Slot,
) -> Text:
    """Write a sentence from a template and what its slots hold.

    Args:
        template: Words with slots, ``{deaths} in {place}``. After a colon, a figure may be written
            as ``value`` (no unit) or ``range`` (with its interval), a date as ``month``.
        cites: Further reference marks.
        strong: Whether it is set in bold.
        small: A second line in small type.
        slots: What stands in the slots.

    Raises:
        ValueError: The template or a plain string holds a digit: its source cannot be told.
        TypeError: A slot holds a bare number.

    >>> from peaceops.domain.figures import Figure
    >>> deaths = Figure("mali.deaths", "Deaths in Mali", 2338, "deaths", "A count.")
    >>> text = say("{deaths} in {place}.", deaths=deaths, place="Mali")
    >>> text.text.replace(chr(160), " "), text.cites
    ('2,338 deaths in Mali.', ('figure-mali.deaths',))
    """
    text = replace(fill(template, slots, cites=cites), strong=strong)
    return text if small is None else with_small(text, small)


def fill(template: str, slots: Mapping[str, Slot], *, cites: page.Cites = ()) -> Text:
    """The same as ``say``, for slots whose names are made while writing.

    Raises:
        ValueError: The template or a plain string holds a digit.
        TypeError: A slot holds a bare number.
    """
    words, numbers, marks = list[str](), list[str](), dict[str, None]()
    parts: dict[str, object] = {}
    for literal, name, style, _conversion in Formatter().parse(template):
        if re.search(r"\d", literal):
            raise ValueError(f"a number without a figure in {template!r}")
        words.append(literal)
        if name is None:
            continue
        written, cited, digits = _write(slots[name], style or "")
        words.append(written)
        parts[f"{name}:{style}" if style else name] = parts[name] = written
        numbers += digits
        marks |= dict.fromkeys(cited)
    further = (mark for mark in cites if mark not in marks)
    text = Message("".join(words), template, parts)
    return Text(text, (*marks, *further), numbers=tuple(numbers))


def with_small(text: Text, small: Text | str) -> Text:
    """A text with a second line in small type; the marks of that line stand with the first."""
    line = small if isinstance(small, Text) else say("{line}", line=small)
    cites = (*text.cites, *(mark for mark in line.cites if mark not in text.cites))
    return replace(
        text, small=line.text or None, cites=cites, numbers=(*text.numbers, *line.numbers)
    )


def cell(figure: Figure | None, *, interval: bool = True, strong: bool = False) -> Text:
    """A figure in a table or among key figures: its value, with its interval in small type.

    The unit is left to the heading of the column, but for shares and money in millions.
    """
    if figure is None:
        return NONE
    if figure.value is None:
        return say("{words}", words=NOT_KNOWN, cites=cite(figure))
    text = say("{figure:value}", figure=figure, strong=strong)
    if not interval or figure.interval is None:
        return text
    return with_small(text, say("{range}", range=Name(interval_of(figure))))


def as_written(figure: Figure | None, *, interval: bool = True) -> str:
    """A figure as the cell of a table writes it, its interval on a second line, without marks.

    Args:
        figure: The figure; a dash where there is none.
        interval: Whether the interval is written.
    """
    text = cell(figure, interval=interval)
    return f"{text.text}\n{text.small}" if text.small else text.text


def interval_of(figure: Figure) -> str:
    """The interval of a figure with the probability it is meant to hold; empty without one."""
    if figure.interval is None:
        return ""
    between = bounds(*figure.interval, figure.unit)
    if figure.level is None:
        return between
    return message("{bounds}, {level} interval", bounds=between, level=percent(figure.level))


def line(figure: Figure) -> Text:
    """A figure as a line of its own: what it is, its value, its interval."""
    between, value = interval_of(figure), _value(figure)
    if between:
        value = message("{value} ({bounds})", value=value, bounds=between)
    words = message("{label}: {value}", label=figure.label, value=value)
    return verbatim(words, figure)


def verbatim(words: str, *figures: Figure | None) -> Text:
    """A text of a room or of the case, per cent in our style, with the figures it rests on."""
    words = altered(words, _spaced_per_cent)
    return Text(words, cite(*figures), numbers=(words,))


def _spaced_per_cent(words: str) -> str:
    return re.sub(r"(?<=\d) ?%", f"{SPACE}%", words)


def count(value: float, *figures: Figure | None, strong: bool = False) -> Text:
    """A number from the rows under some figures, in a table that cites them."""
    of = tuple(figure for figure in figures if figure is not None)
    return say("{count}", count=Count(value, of), strong=strong)


def on(when: date | None, style: str = "") -> Text:
    """A date in a table; a dash where there is none."""
    return NONE if when is None else say(f"{{when:{style}}}", when=when)


def name(words: str, *, strong: bool = False) -> Text:
    """A name or symbol in a table, which may hold digits."""
    return Text(as_it_is(words), strong=strong, numbers=(words,)) if words else NONE


def unsourced(text: Text) -> str:
    """What digits of a text no figure, date, count or name accounts for; empty if none."""
    left = f"{text.text} {text.small or ''}"
    for written in sorted(text.numbers, key=len, reverse=True):
        left = left.replace(written, " ")
    return left.strip() if re.search(r"\d", left) else ""


def _value(figure: Figure) -> str:
    return amount(figure.value, figure.unit)


def _bare(figure: Figure) -> str:
    """The value without its unit, but for per cent and millions."""
    if figure.unit in {"date", "probability", "share"}:
        return _value(figure)
    if isinstance(figure.value, str):
        return figure.value
    if figure.unit == "persons" and figure.value is not None:
        return number(round(figure.value))
    money = figure.unit if "dollar" in figure.unit else ""
    written = amount(figure.value, money)
    if not money or not isinstance(figure.value, int | float):
        return written
    if abs(figure.value) < 1_000_000:
        return number(figure.value)
    millions = number(round(figure.value / 1e6))
    return message("{millions}\u00a0million", millions=millions)


def _write(slot: Slot, style: str) -> tuple[str, page.Cites, list[str]]:
    """What a slot holds in words, with its marks and what of it is a number."""
    match slot:
        case Figure():
            if style == "range":
                between = interval_of(slot)
                written = _value(slot)
                if between:
                    written = message("{value} ({bounds})", value=written, bounds=between)
            else:
                written = _bare(slot) if style == "value" else _value(slot)
            return written, cite(slot), [written]
        case Count():
            written = plural(slot.value, slot.noun) if slot.noun else number(slot.value)  # type: ignore[arg-type]
            return written, cite(*slot.of), [written]
        case date():
            written = month(slot) if style == "month" else day(slot)
            return written, (), [written]
        case Text():
            return _with_small(slot), slot.cites, [*slot.numbers]
        case Name():
            return slot.text, (), [str(slot)]
        case str():
            if re.search(r"\d", slot):
                raise ValueError(f"a number without a figure: {slot!r}")
            return slot, (), []
    raise TypeError(f"a sentence takes figures, counts, dates and names, not {slot!r}")


def joined(texts: Iterable[Text]) -> Text:
    """Several texts as a list in one sentence: ``a, b and c``."""
    items = list(texts)
    marks = dict.fromkeys(mark for text in items for mark in text.cites)
    return Text(
        listed([_with_small(text) for text in items]),
        tuple(marks),
        numbers=tuple(written for text in items for written in text.numbers),
    )


def _with_small(text: Text) -> str:
    if not text.small:
        return text.text
    return message("{text} ({small})", text=text.text, small=text.small)
