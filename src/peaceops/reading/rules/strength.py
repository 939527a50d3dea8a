"""How many a mission has, or may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text
from peaceops.reading.vocabulary import by_word

_UNIFORMED = by_word("""
    troops: troops, soldiers, military personnel, military
    uniformed: peacekeepers, uniformed personnel, blue helmets, troops and police,
        soldiers and police, military and police personnel
    police: police, police personnel, police officers
    civilian staff: staff, civilian staff, civilians
    military observers: military observers
    personnel: personnel
""")
_NOUNS = "|".join(sorted((re.escape(noun) for noun in _UNIFORMED), key=len, reverse=True))
_AFTER = re.compile(
    rf"^(?:-strong)?\s+(?:(?:UN|(?!from\b|with\b|after\b)[a-z]{{4,}}|[A-Z][a-z]+)\s+)?(?P<noun>{_NOUNS})\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:ceiling|force levels?|strength|compris\w+|consist\w+|has|had|have|number(?:s|ed|ing)?|"
    r"counted|retains?|maintains?|stands? at|"
    r"made up of|authori[sz]ed|up to|totals?|deploys?|counts?|its|the force's|"
    r"the mission's|with)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:visas?|withdr\w+|pull\w*|sen[dt]\w*|kill\w*|left|leav\w+|contribut\w+|pledg\w+|offer\w*|"
    r"reduc\w+|gives?|recall\w*|suspend\w*|additional|died|wounded|injured|increase|rais\w+|"
    r"deployed|detain\w*|lost|joined|would need|armed)\b",
    re.IGNORECASE,
)
_CEILING = re.compile(r"\b(?:ceiling|up to|authori[sz]ed|maximum|force levels?)\b", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:ceiling|authori[sz]ed|maximum|force levels?)\b", re.IGNORECASE)
_EXIT = re.compile(r"\b(?:pull out|withdraw|draw down|repatriate) its\s+$", re.IGNORECASE)
_STANDS = re.compile(
    r"\b(?P<noun>military|troops?|soldiers|police|uniformed|force|personnel|observers)"
    r"(?: (?:strength|ceiling|personnel|component|contingent|level|officers))*"
    r"(?:(?: of [^.;,]{3,60}?)?,? (?:(?:now|currently|today|then|will|would|had|has|been) )*"
    r"(?:stands? at|stood at|falls? to|fell to|drops? to|dropped to|rises? to|rose to|"
    r"remains?(?: at)?|numbers?|numbered|is|was|be|at|of|comprises?|comprised|totall?ed|totals|"
    r"reaches|reached|is (?:cut|raised|reduced|set) (?:to|at)) |(?<=ceiling) )"
    r"(?:about |some |around |nearly |almost |up to )?$",
    re.IGNORECASE,
)
_STANDS_UNIT = {"police": "police", "observers": "military observers", "uniformed": "uniformed"}
_SAME_AGAIN = re.compile(
    r"\bthat of the (?P<noun>police|military|troops)(?: (?:at|to|of))? $", re.IGNORECASE
)
_GIVEN = re.compile(
    r"\b(?:contribut\w+|pledg\w+|offer\w*|sen[dt]s?|promis\w+) (?:up to |about |some )?$",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:at its peak|once (?:had|counted|stood)|at (?:its|the) height|formerly|used to)\b"
    r"|^In (?:19|20)\d\d,? ",
    re.IGNORECASE,
)
_REACH = 400  # characters before a figure that may speak of it
_DATE = 80  # characters of a date in words at most
_REMAIN = re.compile(r"^[^.;,]{0,25}?\s(?:still )?(?:remain|stay)(?:s|ed)?\b")
_OWN = re.compile(
    r"\b(?:the (?:force|mission|operation)|its|[A-Z]{5,})"
    r"(?:'s|(?: has| had| have)? (?:deployed|fielded|fields|deploys))?\s+$"
)


def find(text: Text) -> Iterator[Proposal]:
    """Strength figures of missions: deployed, or a ceiling."""
    for number in text.numbers:
        near = text.within(text.dates, number.start - _DATE, number.start + _DATE)
        if number.value < 10 or any(when.start <= number.start < when.end for when in near):
            continue
        after = _AFTER.match(text.plain[number.end : number.end + 60])
        low, high = text.sentence_at(number.start)
        low = max(low, number.start - _REACH, text.plain.rfind(";", low, number.start) + 1)
        before = text.plain[low : number.start].lstrip()
        low = number.start - len(before)
        stands = _STANDS.search(before) or _SAME_AGAIN.search(before)
        if _GIVEN.search(before):
            continue
        if _GONE.search(before) or (after is None and stands is None):
            continue
        left = after is not None and _REMAIN.match(text.plain[number.end : high])
        if not stands and not left and not _is_strength(text, before, (low, high), number.start):
            continue
        end = number.end + (after.end() if after else 0)
        start = number.start if after else low + stands.start() if stands else number.start
        ceiling = bool(_CEILING.search(before[-120:]))
        yield text.propose(
            "strength",
            (start, end),
            when=text.when(number.start, end, (low, high)),
            value=number.whole,
            unit=_unit(after, stands),
            confidence=0.8,
            subject=text.mission_near(number.start, end),
            details={"measure": "ceiling" if ceiling else "deployed"},
        )


def _unit(after: re.Match[str] | None, stands: re.Match[str] | None) -> str:
    if after is not None:
        return _UNIFORMED[after["noun"].lower()]
    return _STANDS_UNIT.get(stands["noun"].lower(), "troops") if stands else "troops"


def _is_strength(text: Text, before: str, sentence: tuple[int, int], at: int) -> bool:
    low, _ = sentence
    near = before[-90:]
    of_mission = bool(_OWN.search(before[-25:])) or bool(_EXIT.search(before[-20:]))
    mission = bool(text.named(low, at, "mission")) or bool(
        re.search(
            r"\b(?:mission|force|operation|ceiling|peacekeep\w+)\b|^(?:It|They)\b",
            before,
            re.IGNORECASE,
        )
    )
    states = [
        mention
        for mention in text.named(low, at, "state")
        if mention.means not in text.context.hosts
    ]
    if _LIMIT.search(before[-28:]) or re.search(r"\b[A-Z]{5,}'s\s+$", before):
        return True
    clause = re.split(r"[,;]", near)[-1]
    if _EXIT.search(before[-20:]) and mission and not states:
        return True
    if _MOVES.search(clause) and not of_mission:
        return False
    if states and not _CEILING.search(before) and not of_mission:
        return False
    return mission and bool(_HAS.search(near))
