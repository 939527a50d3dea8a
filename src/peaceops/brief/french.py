"""French: numbers, dates, names of states and missions, and the catalogue of texts.

Texts of ours remember how they were made (``domain.messages``). Here they are made anew: the
template is looked up in ``locale/fr.po``, what stands in its slots is written the French way, and a
slot of the French template may ask for an article or a preposition: ``{place:in}`` is "au Mali".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

from peaceops.brief.french_names import preposition, state_in_french
from peaceops.domain.countries import UnknownCountry, country
from peaceops.domain.messages import Message, Written
from peaceops.edition import mission_acronyms_in_french

NBSP = "\u00a0"
DECIMAL, GROUP = get_decimal_symbol("fr"), get_group_symbol("fr")
WORD = re.compile(r"[A-Za-z]*[a-z]{2}")
GOVERNMENT = re.compile(r"(the )?Government of (.+)")
SMALL = "small"
"""What a slot asks for that begins with a small letter."""
GRAMMAR = ("the", "in", "of", "to", "by")
"""What a slot of a French template may ask for: le, en or au, du, à, par."""


@cache
def catalogue() -> Mapping[str, str]:
    """French by English, of ``locale/fr.po``: templates, whole texts, and nouns in both numbers."""
    source = files("peaceops.brief") / "locale" / "fr.po"
    with source.open("rb") as file:
        entries = read_po(file, locale="fr")
    texts: dict[str, str] = {}
    for entry in entries:
        both = zip(*map(_as_tuple, (entry.id, entry.string)), strict=True)
        texts |= {english: typography(french) for english, french in both if english and french}
    return texts


def _as_tuple(text: Any) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (text,)


class French:
    """Writes texts in French and keeps those for which the catalogue has nothing.

    Attributes:
        names: What else stands for what, as a mission's full name; a text that stands for itself
            is a quotation.
        missing: Templates and texts without a translation, in the order they were met.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self.names = names or {}
        self.missing: dict[str, None] = {}

    def __call__(self, text: str) -> str:
        """Write a text in French, with the blanks and the first capital of French typography."""
        french = self.written(text)
        return french[:1].upper() + french[1:] if text[:1].isupper() else french

    def written(self, value: object, how: str = "") -> str:
        """Write what stands in a slot.

        Args:
            value: A text, number or date.
            how: The form that the slot asks for: a format of Python's, or a word of ``GRAMMAR``.
        """
        match value:
            case Message():
                text = self._message(value, how)
            case Written():
                text = self._written(value, how)
            case date():
                text = date_in_french(value, how)
            case bool() | None:
                text = str(value)
            case int() | float() if how and how not in GRAMMAR:
                text = numerals(format(value, how)).replace("%", f"{NBSP}%")
            case int() | float():
                text = numerals(str(value))
            case _:
                text = self._plain(str(value), how)
        return text

    def _message(self, text: Message, how: str) -> str:
        template = catalogue().get(text.template)
        if template is None:
            template = typography(text.template)
            if WORD.search(re.sub(r"\{.*?\}", "", template)):
                self.missing[text.template] = None
        slots = {name.partition(":")[0] for name in text.slots}
        lone = template == f"{{{next(iter(slots), '')}}}"
        words = []
        for literal, name, form, _conversion in Formatter().parse(template):
            words.append(literal)
            if name is None:
                continue
            exact = text.slots.get(f"{name}:{form}")
            value = text.slots[name] if exact is None else exact
            asks = how if lone else (form or "") if exact is None else ""
            part = self.written(value, "" if asks == SMALL else asks)
            words.append(part[:1].lower() + part[1:] if asks == SMALL else part)
        written = "".join(words)
        return written if lone or how not in GRAMMAR else preposition(written, how)

    def _written(self, text: Written, how: str) -> str:
        return FORMS[text.form](self, how, *text.values)

    def _plain(self, text: str, how: str, *, is_name: bool = False) -> str:
        french = self._looked_up(text)
        if french is None:
            french = text
            if not is_name and WORD.search(text):
                self.missing[text] = None
        return preposition(french, how) if how in GRAMMAR else french

    def _looked_up(self, text: str) -> str | None:
        government = GOVERNMENT.fullmatch(text)
        if government:
            noun = "le Gouvernement" if government[1] else "Gouvernement"
            return f"{noun} {self._of_state(government[2])}"
        french = catalogue().get(text) or state_in_french(text) or mission_names().get(text)
        if french is not None or not text:
            return french
        other = catalogue().get(text[0].swapcase() + text[1:])
        if other is None:
            return self.names.get(text)
        return (other[0].upper() if text[0].isupper() else other[0].lower()) + other[1:]

    def _of_state(self, name: str) -> str:
        try:
            name = country(name).name
        except UnknownCountry:
            return preposition(name, "of")
        return preposition(state_in_french(name) or name, "of")

    def _list(self, how: str, items: tuple[str, ...], last: str) -> str:
        words = [self.written(item, how) for item in items]
        return f"{', '.join(words[:-1])}{self._plain(last, '')}{words[-1]}"

    def _joined(self, how: str, between: str, items: tuple[str, ...]) -> str:
        return self._plain(between, "").join(self.written(item, how) for item in items)

    def _counted(self, _how: str, count: float, noun: str, nouns: str) -> str:
        """A count with its noun; in French the singular holds for less than two."""
        # The English words of a number are rounded the same way everywhere.
        from peaceops.brief.wording import number

        return (
            f"{numerals(number(count))}{NBSP}{self._plain(noun if abs(count) < 2 else nouns, '')}"
        )

    def _amount(self, _how: str, value: float, unit: str) -> str:
        from peaceops.brief.wording import number, singular

        words = self._plain(singular(unit) if abs(value) < 2 else unit, "") if unit else ""
        return f"{numerals(number(value))}{NBSP}{words}".strip()

    def _millions(self, _how: str, millions: int, unit: str) -> str:
        noun = "million" if abs(millions) < 2 else "millions"
        return f"{numerals(f'{millions:,}')}{NBSP}{noun} de {self._plain(unit, '')}"

    def _number_words(self, how: str, count: float) -> str:
        from peaceops.domain.number_words import in_number_words

        return self._plain(str(in_number_words(count)), how, is_name=True)

    def _capitalised(self, how: str, text: str) -> str:
        words = self.written(text, how)
        return words[:1].upper() + words[1:]

    def _uncapitalised(self, how: str, text: str) -> str:
        words = self.written(text, how)
        return words if words[1:2].isupper() else words[:1].lower() + words[1:]

    def _method(self, how: str, text: str, method: str, arguments: tuple[Any, ...]) -> str:
        french: str = getattr(self.written(text, how), method)(*arguments)
        return french

    def _changed(self, how: str, text: str, change: Callable[[str], str]) -> str:
        return change(self.written(text, how))

    def _name(self, how: str, text: str) -> str:
        return self._plain(text, how, is_name=True)


FORMS: dict[str, Callable[..., str]] = {
    "day": lambda french, how, when: preposition(day_in_french(when), how),
    "month": lambda french, how, when: preposition(month_in_french(when), how),
    "number": lambda french, how, value: numerals(_english("number", value)),
    "score": lambda french, how, value: numerals(_english("score", value)),
    "percent": lambda french, how, share: percent_in_french(share),
    "plural": French._counted,
    "amount": French._amount,
    "millions": French._millions,
    "number words": French._number_words,
    "list": French._list,
    "joined": French._joined,
    "capitalised": French._capitalised,
    "uncapitalised": French._uncapitalised,
    "method": French._method,
    "changed": French._changed,
    "name": French._name,
}
"""How each form of ``Written`` is written in French."""


def _english(function: str, value: float) -> str:
    from peaceops.brief import wording

    return str(getattr(wording, function)(value))


@cache
def mission_names() -> Mapping[str, str]:
    """French acronyms by English acronyms."""
    return mission_acronyms_in_french()


def date_in_french(day: date, form: str) -> str:
    """Write a date in a form of ``strftime``, as templates of ours ask for it; else the day.

    >>> date_in_french(date(2023, 6, 16), "%B %Y").replace(chr(0xA0), " ")
    'juin 2023'
    """
    match form:
        case "%B %Y":
            return month_in_french(day)
        case "%B":
            return str(format_date(day, "MMMM", locale="fr"))
        case "%Y" | "%Y-%m":
            return day.strftime(form)
    return day_in_french(day)


def numerals(text: str) -> str:
    """Write a number that is written the English way with the signs of French.

    >>> numerals("-1,234.5").replace(chr(0x202F), "_")
    '-1_234,5'
    """
    return text.translate({ord(","): GROUP, ord("."): DECIMAL})


def percent_in_french(share: float) -> str:
    """Write a share: ``86 %``, ``< 1 %``."""
    from peaceops.brief.wording import percent

    words = str(percent(share))
    return re.sub(r"^([<>])", rf"\1{NBSP}", words)


def day_in_french(day: date) -> str:
    """Write a day: the first of a month is an ordinal.

    >>> day_in_french(date(2023, 7, 1)).replace(chr(0xA0), " ")
    '1er juillet 2023'
    """
    words: str = format_date(day, "d MMMM y", locale="fr").replace(" ", NBSP)
    return re.sub(r"^1(?=\D)", "1er", words)


def month_in_french(day: date) -> str:
    """Write the month of a day: ``juin 2023``."""
    words: str = format_date(day, "MMMM y", locale="fr").replace(" ", NBSP)
    return words


def typography(text: str) -> str:
    """Set the blanks of French: before double signs, inside quotation marks; the apostrophe.

    >>> typography("Question : quand ? « Jamais »").replace(chr(0xA0), "_")
    'Question_: quand_? «_Jamais_»'
    """
    if "`" in text:
        pieces = text.split("`")
        return "`".join(p if place % 2 else typography(p) for place, p in enumerate(pieces))
    text = re.sub(r"(?<=\S) ?([;!?:»])(?=[\s)]|$)", rf"{NBSP}\1", text)
    text = re.sub(r"« ?", f"«{NBSP}", text)
    text = re.sub(r"“([^”]*)”", rf"«{NBSP}\1{NBSP}»", text)
    text = re.sub(r"\u00a0{2,}", NBSP, text)
    return re.sub(r"(?<=[A-Za-zÀ-ÿ])'(?=\w)", "\u2019", text)
