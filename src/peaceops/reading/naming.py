"""Which mission a name stands for: an acronym beside it decides; other bodies' forces are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from peaceops.reading.gazetteer import Entry, Mention, missions

_BODIES = (
    r"(?:SADC|Southern African Development Community|ECOWAS|ECOMOG|"
    r"Economic Community of West African"
    r" States|ECCAS|African Union|AU|African-led|European Union|EU|EAC|East African(?: Community)?|"
    r"OSCE|NATO|IGAD|OAS|Arab League|G5(?: Sahel)?|Kenya-led|Kenyan-led|French-led|Russian-led|"
    r"US-led|American-led|CSTO|Commonwealth|Australian-led|Multinational|Regional)"
)
_CORPS = (
    r"(?:la SADC|la CEDEAO|l'Union africaine|l'UA|l'Union européenne|l'UE|la CEEAC|la CEMAC|l'OTAN|"
    r"l'OSCE|la Communauté (?:de développement|économique|d'Afrique)[\w' ]{0,60}?|l'EAC)"
)
_OTHERS = re.compile(
    rf"(?<![\w-])(?:(?:{_BODIES})(?:'s)? (?:[\w-]+ ){{0,4}}?(?:[Mm]ission|[Ff]orce|[Oo]peration)\b"
    r"(?: (?:in|to|for) (?:the )?[A-Z][\w']+(?: (?:of|the|and|[A-Z][\w']+))*(?<! of)(?<! the))?"
    rf"|(?:[Mm]ission|[Ff]orce|[Oo]pération)(?: [\w'-]+){{0,4}}? de {_CORPS}"
    r"(?: (?:en|au|aux|à) (?:la )?[A-ZÉ][\w'-]+(?: [A-ZÉ][\w'-]+)*)?)"
)
_WITH_UN = re.compile(r"\b(?:UN|United Nations|Nations [uU]nies|ONU)\b")
_BESIDE = re.compile(r",?\s*\((?:the |la |le |l')?([A-Z][A-Za-z]{2,}(?:-[A-Z]{1,4}|-ABYEI)?)\b")
_NO_OPERATION = re.compile(
    r"\b(?:election|electoral|observation|trade|fact-finding|diplomatic|training|assessment|rescue|"
    r"medical|private|humanitarian|good offices|mediation|evaluation|combat|counter-terrorism|"
    r"French|"
    r"Russian|American|British|Rwandan|Ugandan|military) $",
    re.IGNORECASE,
)


def settled(plain: str, mentions: Sequence[Mention], published: date) -> list[Mention]:
    """The mentions with missions as the text itself names them.

    A name in words takes the acronym in parentheses behind it; where that stands for no mission
    known, the name in words holds. A force of another organisation is no mission.

    Args:
        plain: The text.
        mentions: Names found in it, in order.
        published: Day of publication.
    """
    others = _others(plain, mentions)
    kept = [
        one
        for one in mentions
        if not any(one.start < other.end and other.start < one.end for other in others)
    ]
    behind = [_by_acronym(plain, one, kept) for one in kept]
    named = sorted([*behind, *others], key=lambda one: one.start)
    known = by_acronym(plain, named)
    return [_same_host(plain, one, known, published) for one in named]


def by_acronym(plain: str, mentions: Sequence[Mention]) -> list[str]:
    """Missions that a text names by an acronym, in order."""
    found = (
        one.means
        for one in mentions
        if one.kind == "mission" and " " not in plain[one.start : one.end].strip()
    )
    return list(dict.fromkeys(found))


def is_no_operation(before: str) -> bool:
    """Whether the words before "mission in" make it none of the United Nations' operations."""
    return bool(_NO_OPERATION.search(before))


def acronym_behind(
    plain: str, end: int, mentions: Sequence[Mention] = ()
) -> tuple[str, Mention | None] | None:
    """The acronym in parentheses right behind a name, and what it means where that is known."""
    match = _BESIDE.match(plain, end)
    if match is None or sum(one.isupper() for one in match[1]) < 3 - ("Min" in match[1][:3]):
        return None
    return match[1], next((one for one in mentions if one.start == match.start(1)), None)


def _others(plain: str, mentions: Sequence[Mention]) -> list[Mention]:
    known = [one for one in mentions if one.kind in ("mission", "force")]
    found = []
    for match in _OTHERS.finditer(plain):
        start, end = match.span()
        covered = any(one.start <= start and end <= one.end for one in known)
        joint = _WITH_UN.search(match.group()) or re.search(
            r"(?:UN|United Nations)[ -]*$", plain[max(0, start - 16) : start]
        )
        if covered or joint or any(one.start < end and start < one.end for one in known):
            continue
        word = acronym_behind(plain, end)
        means = word[0] if word else match.group()
        found.append(Mention(start, end, Entry(means, "force", "of another body")))
    return found


def _by_acronym(plain: str, one: Mention, mentions: Sequence[Mention]) -> Mention:
    if one.kind != "mission" or " " not in plain[one.start : one.end]:
        return one
    word = acronym_behind(plain, one.end, mentions)
    known = word[1] if word else None
    if known is None or known.kind not in ("mission", "force"):
        return one
    return Mention(one.start, one.end, known.entry)


def _same_host(plain: str, one: Mention, known: list[str], published: date) -> Mention:
    """A mission in words that has closed is the one of its host that the text names."""
    if one.kind != "mission" or one.means in known or one.means not in missions():
        return one
    mission = missions()[one.means]
    if mission.stands(published) or " " not in plain[one.start : one.end]:
        return one
    same = [name for name in known if set(missions()[name].hosts) & set(mission.hosts)]
    return Mention(one.start, one.end, Entry(same[0], "mission", one.entry.how)) if same else one
