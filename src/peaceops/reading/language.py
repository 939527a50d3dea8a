"""The language of a text: told by its script first, then by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

LANGUAGES_READ = ("English", "French")
"""Languages that the rules read."""

_SEEN = 20_000  # characters that are looked at
_LEAST = 12  # words; a shorter text tells too little
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# Ranges of letters, and what a text mostly written in them is in.
_SCRIPTS = (
    ("Cyrillic", "\u0400-\u052f\u1c80-\u1c8f"),
    ("Arabic", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"),
    ("Han", "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"),
    ("Kana", "\u3040-\u30ff\u31f0-\u31ff"),
    ("Korean", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"),
    ("Greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f"),
    ("Ethiopic", "\u1200-\u139f\u2d80-\u2ddf"),
    ("Devanagari", "\u0900-\u097f"),
    ("Bengali", "\u0980-\u09ff"),
    ("Armenian", "\u0530-\u058f"),
    ("Georgian", "\u10a0-\u10ff"),
    ("Thai", "\u0e00-\u0e7f"),
    ("Burmese", "\u1000-\u109f"),
    ("Khmer", "\u1780-\u17ff"),
)
_IN_SCRIPT = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS}
_LETTER = re.compile(r"[^\W\d_]")
# Letters that only some languages of a script write.
_CYRILLIC = (("Russian", "ыэё"), ("Ukrainian", "їєґ"), ("Serbian or Macedonian", "ђјљњћџѓќ"))
_ARABIC = (("Urdu", "ٹڈڑے"), ("Persian or another language in Arabic script", "پچژگ"))
_LEAST_SIGN = 0.003  # of all letters; a name quoted from a neighbour's language is less
_COMMON = {
    "English": "the of and to in that for is on with was by it from has be",
    "French": "de le la les des et du une dans que pour est sur par au qui aux en",
    "Spanish": "de la el los las y en que una por con para se del es al lo como",
    "Portuguese": "de o os do da dos das em e um uma não no na ao pela com mais que",
    "Italian": "il di che e è gli della per un una non del sono nel si alla",
    "German": "der die und in den von zu das mit sich des auf für ist im dem",
    "Dutch": "de het een van en in is dat op te voor met zijn niet aan er",
    "Swahili": "na ya wa kwa katika ni la za kuwa hii cha baada kutoka huo hilo vya",
    "Turkish": "ve bir bu için ile da de olarak daha olan gibi en çok ne sonra kadar",
    "Indonesian": "yang dan di untuk dengan dari pada ini dalam itu tidak akan oleh ke juga telah",
}
_WORDS = {name: frozenset(words.split()) for name, words in _COMMON.items()}


def language_of(text: str) -> str | None:
    """The likeliest language of a text; ``None`` where script and words do not tell.

    Most letters in one script tell by themselves. In Latin letters each language is given the share
    of its commonest words; one must make up a tenth of the text, and twice the share of any
    other, where a word that two languages share counts for the one that has more of the text.

    >>> language_of("أعلنت تشاد أنها ستسحب جنودها")
    'Arabic'
    """
    seen = text[:_SEEN].lower()
    return _by_script(seen) or _by_words(seen)


def _by_script(text: str) -> str | None:
    letters = len(_LETTER.findall(text))
    counts = Counter({name: len(sign.findall(text)) for name, sign in _IN_SCRIPT.items()})
    script, most = counts.most_common(1)[0]
    if script in ("Han", "Kana"):
        # Japanese mixes both; some kana among Han is enough.
        script = "Japanese" if counts["Kana"] > 0.05 * letters else "Chinese"
        most = counts["Han"] + counts["Kana"]
    if letters < 8 or most <= 0.5 * letters:
        return None
    if script == "Cyrillic":
        return _by_letters(text, letters, _CYRILLIC) or "a language in Cyrillic script"
    if script == "Arabic":
        return _by_letters(text, letters, _ARABIC) or script
    single = script in ("Japanese", "Chinese", "Korean", "Greek", "Hebrew", "Armenian", "Georgian")
    return script if single else f"a language in {script} script"


def _by_letters(text: str, letters: int, signs: tuple[tuple[str, str], ...]) -> str | None:
    shares = {name: sum(map(text.count, alphabet)) / letters for name, alphabet in signs}
    name = max(shares, key=lambda language: shares[language])
    return name if shares[name] >= _LEAST_SIGN else None


def _by_words(text: str) -> str | None:
    words = _WORD.findall(text)
    if len(words) < _LEAST:
        return None
    counts = Counter(words)
    shares = {
        name: sum(counts[word] for word in common) / len(words) for name, common in _WORDS.items()
    }
    best, most = max(shares.items(), key=lambda pair: pair[1])
    others = (
        sum(counts[word] for word in common - _WORDS[best]) / len(words)
        for name, common in _WORDS.items()
        if name != best
    )
    return best if most >= 0.1 and most >= 2 * max(others) else None
