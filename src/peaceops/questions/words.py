"""What a word of the command line means: the word itself, another form of it, or one near it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

LIKE, CLOSE, APART = 68, 78, 8
"""How like a word must be to be named, to pass for it, of 100; and how much more than another."""

POSITIONS = {
    "for": "for, yes, y, in favour, in favor, favour, favours, favor, favors, votes for, "
    "vote for, votes yes, votes in favour, pour, oui, vote pour",
    "against": "against, no, n, opposes, oppose, votes against, vote against, votes no, veto, "
    "vetoes, contre, non, vote contre",
    "abstains": "abstains, abstain, abstention, abstaining, abstained, abstentions, s abstient, "
    "abstient",
    "supports-mission": "supports mission, supports the mission, supports, support, "
    "backs the mission",
    "follows-host": "follows host, follows the host, host, aligns with the host, suit l hote",
}
HOST_POSITIONS = {
    "consents": "consents, consent, supports, support, agrees, accepts, wants it to stay, stay, "
    "consent to the mission, consents to the mission",
    "consents-with-reservations": "consents with reservations, with reservations, reservations, "
    "reserved",
    "restricts": "restricts, restrict, obstructs, limits, restricts the mission",
    "asks-to-leave": "asks to leave, ask to leave, asked to leave, leave, asks it to leave, "
    "asks the mission to leave, expels, expel, withdraws consent, go, opposes",
}


class Meant(NamedTuple):
    """What a word means.

    Attributes:
        meaning: The meaning; empty if it has none.
        note: What to tell where the word is only near; empty otherwise.
        remedy: What to write instead, where it has no meaning.
    """

    meaning: str
    note: str = ""
    remedy: str = ""


def folded(text: str) -> str:
    """A word as it is compared: small letters, no accents, single blanks.

    >>> folded("  S’abstient-elle ")
    's abstient elle'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def meaning_of(
    word: str,
    meanings: Mapping[str, str],
    *,
    names: Mapping[str, str] | None = None,
    preferred: Collection[str] = (),
) -> Meant:
    """Tell what a word means, by one of its forms or by the one form that it is near.

    Args:
        word: The word of the user.
        meanings: Forms, folded, to what they mean.
        names: Meaning to the name shown for it; the meaning itself by default.
        preferred: Meanings that win over others which the word is as near to.

    >>> meaning_of("abstian", {"abstain": "abstains", "abstention": "abstains", "yes": "for"})
    Meant(meaning='abstains', note="'abstian' is read as abstains", remedy='')
    """
    plain = folded(word)
    if plain in meanings:
        return Meant(meanings[plain])
    near = _nearest(plain, meanings)
    close = {meaning: score for meaning, score in near.items() if score >= CLOSE}
    best = max(close.values(), default=0.0)
    rivals = [meaning for meaning, score in close.items() if score > best - APART]
    if len(rivals) > 1:
        rivals = [meaning for meaning in rivals if meaning in preferred] or rivals
    shown = names or {}
    if len(rivals) == 1:
        return Meant(rivals[0], f"{word!r} is read as {shown.get(rivals[0], rivals[0])}")
    listed = [shown.get(meaning, meaning) for meaning in [*near][:3]]
    return Meant("", remedy=f"Did you mean {' or '.join(listed)}?" if listed else "")


def _nearest(word: str, meanings: Mapping[str, str]) -> dict[str, float]:
    """Meanings whose forms are most like a word, with how like, best first."""
    from rapidfuzz import fuzz, process

    scores: dict[str, float] = {}
    if not word:
        return scores
    for form, score, _ in process.extract(
        word, list(meanings), scorer=fuzz.ratio, limit=12, score_cutoff=LIKE
    ):
        scores.setdefault(meanings[form], score)
    return scores


@cache
def countries() -> Mapping[str, str]:
    """Codes, names in English and French, and demonyms, to the code of the state."""
    from peaceops.domain.countries import (
        country_codes,
        demonyms,
        french_names,
        names_in_prose,
    )

    forms: dict[str, str] = {}

    def add(pairs: Iterable[tuple[str, str]]) -> None:
        for form, code in pairs:
            forms.setdefault(folded(form), code)

    add((code, code) for code in country_codes())
    add(names_in_prose())
    add((form, code) for form, code, how in french_names() if how == "name")
    add(demonyms())
    add((form, code) for form, code, how in french_names() if how == "demonym")
    return MappingProxyType(forms)


def country_meant(word: str, forms: Mapping[str, str], preferred: Collection[str] = ()) -> Meant:
    """The state that a word means.

    Args:
        word: A code, a name in English or French, a demonym, or what is near one of them.
        forms: What ``countries`` gives.
        preferred: Codes that win over others, such as those of the members of the Council.
    """
    from peaceops.domain.countries import UnknownCountry, country, country_of_two_letters, name_of

    try:
        text = word.strip()
        if len(text) == 2:
            return Meant(country_of_two_letters(text).code)
        return Meant(country(text).code)
    except UnknownCountry:
        names = {code: name_of(code) for code in set(forms.values())}
        meant = meaning_of(word, forms, names=names, preferred=preferred)
        if meant.meaning or meant.remedy:
            return meant
        return Meant("", remedy="write its name, or its ISO 3166 alpha-3 code, as IND")
