"""French numbers in words and digits, with "au moins" and "des centaines de"."""

from __future__ import annotations

import re

from peaceops.reading.numbers import Number, matched

_ONES = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
]  # fmt: skip
_WORDS = {word: value for value, word in enumerate(_ONES)} | {
    "une": 1,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "nonante": 90,
}
_TIMES = {"cent": 100, "cents": 100, "mille": 1000}
_GROUPS = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
}
_WORD = "|".join(sorted([*_WORDS, *_TIMES], key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?P<digits>\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+(?:,\d+)?)"
    r"(?:\s(?P<scale>millions?|milliers|mille))?"
    rf"|une? (?P<group>{'|'.join(_GROUPS)})(?=\s+d(?:e\b|'))"
    rf"|(?:des|plusieurs|quelques) (?P<vague>{'|'.join(_GROUPS)})s(?=\s+d(?:e\b|'))"
    rf"|(?P<words>(?:{_WORD})(?:(?:-et-|-|\s(?:et\s)?)(?:{_WORD}))*)"
    r")(?![\w%/]|[.,]\d)",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:au moins|plus d[e']|pas moins d[e']|au minimum)\s*$", re.IGNORECASE)


def find_french_numbers(text: str) -> list[Number]:
    """Find numbers in the order of the text; "des centaines de" is a lower bound of 200.

    A lone "un" or "une" is an article and no number.
    """
    return matched(text, _NUMBER, _BOUND, _value)


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(re.sub(r"[ .]", "", match["digits"]).replace(",", "."))
        scale = (match["scale"] or "").lower()
        return value * (1_000_000 if scale.startswith("million") else 1000 if scale else 1)
    if match["group"]:
        return float(_GROUPS[match["group"].lower()])
    if match["vague"]:
        return 2.0 * _GROUPS[match["vague"].lower()]
    words = [word for word in re.split(r"[\s-]+", match["words"].lower()) if word != "et"]
    return None if words in (["un"], ["une"]) else float(_sum(words))


def _sum(words: list[str]) -> int:
    """Added up as French says them: "quatre-vingt-dix" is four times twenty and ten."""
    total = part = 0
    for word in words:
        if word in _TIMES:
            part = max(part, 1) * _TIMES[word] if _TIMES[word] == 100 else part
            if _TIMES[word] == 1000:
                total, part = max(part, 1) * 1000, 0
        elif _WORDS[word] == 20 and part % 100 == 4:
            part += 76  # four score
        else:
            part += _WORDS[word]
    return total + part
