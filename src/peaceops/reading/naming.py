"""Which mission a name stands for: an acronym beside it decides; other bodies' forces are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from peaceops.reading.gazetteer import Entry, Mention
from peaceops.reading.missions import Missions

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


def settled(
    plain: str, mentions: Sequence[Mention], missions: Missions, published: date
) -> list[Mention]:
    """The mentions with missions as the text itself names them.

    A name in words takes the acronym in parentheses behind it; where that stands for no mission
    known, the name in words holds. A force of another organisation is no mission.

    Args:
        plain: The text.
        mentions: Names found in it, in order.
        missions: The missions that are known.
        published: Day of publication.
    """
    others = _others(plain, mentions)
    rest = [
        mention
        for mention in mentions
        if not any(mention.start < other.end and other.start < mention.end for other in others)
    ]
    behind = [_by_acronym(plain, mention, rest) for mention in rest]
    named = sorted([*behind, *others], key=lambda mention: mention.start)
    acronyms = by_acronym(plain, named)
    return [
        mention
        if missions.stands(mention.means, published)
        else _same_host(plain, mention, acronyms, missions)
        for mention in named
    ]


def by_acronym(plain: str, mentions: Sequence[Mention]) -> list[str]:
    """Missions that a text names by an acronym, in order."""
    names = (
        mention.means
        for mention in mentions
        if mention.kind == "mission" and " " not in plain[mention.start : mention.end].strip()
    )
    return list(dict.fromkeys(names))


def is_no_operation(before: str) -> bool:
    """Whether the words before "mission in" make it none of the United Nations' operations."""
    return bool(_NO_OPERATION.search(before))


def acronym_behind(
    plain: str, end: int, mentions: Sequence[Mention] = ()
) -> tuple[str, Mention | None] | None:
    """The acronym in parentheses right behind a name, and what it means where that is known."""
    match = _BESIDE.match(plain, end)
    if match is None or sum(letter.isupper() for letter in match[1]) < 3 - ("Min" in match[1][:3]):
        return None
    return match[1], next(
        (mention for mention in mentions if mention.start == match.start(1)), None
    )


def _others(plain: str, mentions: Sequence[Mention]) -> list[Mention]:
    operations = [mention for mention in mentions if mention.kind in ("mission", "force")]
    forces = []
    for match in _OTHERS.finditer(plain):
        start, end = match.span()
        covered = any(mention.start <= start and end <= mention.end for mention in operations)
        joint = _WITH_UN.search(match.group()) or re.search(
            r"(?:UN|United Nations)[ -]*$", plain[max(0, start - 16) : start]
        )
        if (
            covered
            or joint
            or any(mention.start < end and start < mention.end for mention in operations)
        ):
            continue
        word = acronym_behind(plain, end)
        means = word[0] if word else match.group()
        forces.append(Mention(start, end, Entry(means, "force", "of another body")))
    return forces


def _by_acronym(plain: str, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    if mention.kind != "mission" or " " not in plain[mention.start : mention.end]:
        return mention
    word = acronym_behind(plain, mention.end, mentions)
    operation = word[1] if word else None
    if operation is None or operation.kind not in ("mission", "force"):
        return mention
    return Mention(mention.start, mention.end, operation.entry)


def _same_host(plain: str, mention: Mention, acronyms: list[str], missions: Missions) -> Mention:
    """A mission in words that has closed is the one of its host that the text names."""
    if mention.kind != "mission" or mention.means in acronyms:
        return mention
    if " " not in plain[mention.start : mention.end]:
        return mention
    hosts = set(missions.hosts(mention.means))
    same = [acronym for acronym in acronyms if hosts & set(missions.hosts(acronym))]
    return Mention(mention.start, mention.end, Entry(same[0], "mission")) if same else mention
