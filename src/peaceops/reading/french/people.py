"""Who is what of where, in French: "le ministre malien des Affaires étrangères, Abdoulaye Diop"."""

from __future__ import annotations

import re

from peaceops.reading.context import Context
from peaceops.reading.gazetteer import Mention
from peaceops.reading.people import NAME, Office
from peaceops.reading.vocabulary import words_of

_NOT_NAMES = words_of("""
    Le, La, Les, Un, Une, Il, Elle, Ils, Elles, Mais, En, Dans, Selon, Pour, Après, Depuis, Conseil,
    Sécurité, Affaires, Nations, État, République, Mission, Force, ONU, Union
""")
_BUT = rf"(?!(?:{'|'.join(sorted(_NOT_NAMES))})\b)"
_CIVIL = r"(?:M\.|Mme|MM\.|général|colonel|capitaine|commandant|lieutenant-colonel|Dr)"
_OF = r"(?:\s+(?:de|du|des|d'|à|au|en|aux|pour|par)(?:\s+|(?<='))(?:la |le |l'|les )?[\wÀ-ÿ'()-]+)"
_ADJECTIVE = r"(?:\s+[a-zà-ÿ-]+)"
_AFTER = re.compile(
    rf"^(?:{_ADJECTIVE}|{_OF}|\s+[A-ZÀ-Ý][\wÀ-ÿ'-]+(?=\s*[,(])|\s+\([^)]{{2,30}}\)){{0,6}}?"
    rf"(?P<comma>,)?\s+(?:{_CIVIL}\s+)?{_BUT}(?P<name>{NAME})"
)
_DIRECT = re.compile(rf"^(?P<comma>,)?\s+(?:{_CIVIL}\s+)?(?P<name>{NAME})")
_BEFORE = re.compile(
    rf"(?P<name>{NAME}), (?:qui est |alors )?(?:(?:le|la|son|sa|leur|un|une|l')\s*)?"
    r"(?:ancien |ancienne |nouveau |nouvelle )?$"
)
_LED = re.compile(
    rf"\b(?:dirigée?|commandée?|menée?|conduite?)s? par (?:{_CIVIL}\s+)?(?P<name>{NAME})"
)
_FORMER = re.compile(r"\b(?:ancienne?|ex-|alors)\s*$", re.IGNORECASE)
_HEAD = re.compile(
    r"\b(?P<title>chef|cheffe|patron|patronne|commandant|porte-parole)\s+de\s+(?:la |l'|cette )?"
    r"(?P<what>mission|force|opération|[A-Z]\w{4,})"
)
_TITLES = {"commandant": "Force Commander", "porte-parole": "Spokesperson"}
_MINISTRIES = {
    "Affaires étrangères": "Minister for Foreign Affairs",
    "affaires étrangères": "Minister for Foreign Affairs",
    "Défense": "Minister of Defence",
    "Armées": "Minister of Defence",
    "Intérieur": "Minister of the Interior",
}
_RULERS = re.compile(r"junte|gouvernement|régime|transition|autorités|pouvoir", re.IGNORECASE)


def find_french_offices(plain: str, mentions: list[Mention], context: Context) -> list[Office]:
    """Find offices with the name of who holds them, in the order of the text."""
    offices: list[Office] = []
    for place, mention in enumerate(mentions):
        if mention.kind == "office":
            office = _of_office(plain, mention, mentions[max(0, place - 2) : place + 4], context)
            offices += [office] if office else []
    taken = [(office.start, office.end) for office in offices]
    for match in _HEAD.finditer(plain):
        if not any(low <= match.start() < high for low, high in taken):
            office = _of_head(plain, match, mentions, context)
            offices += [office] if office else []
    offices += _leaders(plain, mentions, context)
    return sorted(dict.fromkeys(offices), key=lambda office: (office.start, office.end))


def _of_office(plain: str, office: Mention, near: list[Mention], context: Context) -> Office | None:
    line = plain[office.end : office.end + 160].split("\n", maxsplit=1)[0]
    before = plain[max(0, office.start - 70) : office.start].rsplit("\n", maxsplit=1)[-1]
    title, state = office.means, _state(plain, office, near, context)
    former = _FORMER.search(before) is not None
    back = _BEFORE.search(before)
    if back and _is_name(back["name"]):
        start = office.start - len(before) + back.start("name")
        return Office(start, office.end, back["name"], title, state, former)
    ahead = _DIRECT.match(line) or _AFTER.match(line)
    if ahead is None or not _is_name(ahead["name"], alone=ahead["comma"] is None):
        return None
    at = office.end + ahead.start("name")
    if any(mention.start <= at < mention.end for mention in near):
        return None  # "a demandé au secrétaire général de retirer la Finul"
    between = line[: ahead.start("name")]
    title = next((full for word, full in _MINISTRIES.items() if word in between), title)
    return Office(office.start, office.end + ahead.end("name"), ahead["name"], title, state, former)


def _of_head(
    plain: str, match: re.Match[str], mentions: list[Mention], context: Context
) -> Office | None:
    line = plain[match.end() : match.end() + 90].split("\n", maxsplit=1)[0]
    ahead = _AFTER.match(line)
    if ahead is None or not _is_name(ahead["name"]):
        return None
    title = _TITLES.get(match["title"].lower(), "Head of mission")
    at = match.start("what")
    named = [mention for mention in mentions if mention.start == at and mention.kind == "mission"]
    of = named[0].means if named else context.mission
    return Office(match.start(), match.end() + ahead.end("name"), ahead["name"], title, of)


def _leaders(plain: str, mentions: list[Mention], context: Context) -> list[Office]:
    """As in "la mission, dirigée par NAME", "la junte dirigée par NAME"."""
    offices = []
    for match in _LED.finditer(plain):
        if not _is_name(match["name"]):
            continue
        before = plain[max(0, match.start() - 40) : match.start()]
        near = [
            mention for mention in mentions if match.start() - 30 <= mention.start < match.start()
        ]
        missions = [mention.means for mention in near if mention.kind == "mission"]
        if _RULERS.search(before):
            title, of = "Leader of the government", context.host
        elif missions or re.search(r"\b(?:mission|force|opération)\b", before):
            military = match.group().startswith("command")
            title = "Force Commander" if military else "Head of mission"
            of = missions[-1] if missions else context.mission
        else:
            continue
        offices.append(Office(*match.span(), match["name"], title, of))
    return offices


def _state(plain: str, office: Mention, near: list[Mention], context: Context) -> str | None:
    """The state or mission an office is of, named behind it, else what its kind stands for."""
    if office.entry.how == "un":
        return "United Nations"
    behind = [
        mention
        for mention in near
        if mention.start >= office.end
        and mention.start - office.end < 40
        and mention.kind in ("state", "mission")
        and not re.search(r"[.;,\"]", plain[office.end : mention.start])
    ]
    if behind:
        return behind[0].means
    return context.mission if office.entry.how in ("mission", "any") else context.host


def _is_name(name: str, *, alone: bool = True) -> bool:
    words = name.split()
    return not (words[0] in _NOT_NAMES or name.isupper() or (len(words) == 1 and alone))
