"""Who is what of where: persons with their offices, from the words beside an office."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peaceops.reading.context import Context
from peaceops.reading.gazetteer import Mention
from peaceops.reading.vocabulary import by_word, words_of

_CAP = r"(?:[A-ZÀ-ÖØ-Þ][\wÀ-ÿ'-]+|[A-Z]\.)"
_PARTICLE = r"(?:de|da|di|du|del|della|van|von|bin|ben|al|el|le|la|ould|ag|dos)"
NAME = rf"{_CAP}(?:\s{_PARTICLE}(?=[\s-]))*(?:[\s-](?:{_PARTICLE}[\s-])*{_CAP}){{0,4}}"
_RANK = (
    r"(?:Colonel|General|Gen\.|Col\.|Captain|Lieutenant[ -]General|Major[ -]General|Mr\.|Ms\.|"
    r"Mrs\.|Dr\.|Sir|Brigadier[ -]General)\s+"
)
_AFTER = re.compile(
    rf"^\s*(?:(?:of|for|to)\s+(?:the\s+)?[\w'. -]{{2,60}}?)?"
    rf"(?P<comma>,?)\s+(?:{_RANK})?(?P<name>{NAME})"
)
_DIRECT = re.compile(rf"^\s+(?:{_RANK})?(?P<name>{NAME})")
_APPOSED = re.compile(rf"^,\s+(?P<name>{NAME})")
_BEFORE = re.compile(
    rf"(?P<name>{NAME}),\s+(?P<lead>(?:(?:the|a|an|its|their|his|her|then|"
    rf"current)\s+)?[\w'., -]{{0,30}}?)$"
)
_LED = re.compile(rf"\b(?:led|headed|commanded)\s+by\s+(?:{_RANK})?(?P<name>{NAME})")
_HEAD = re.compile(
    r"\b(?P<title>head|chief|leader|commander|spokesman|spokeswoman|spokesperson|boss)\b"
    r"(?P<of>\s+of\s+(?:the\s+)?(?:\w+\s+){0,2}?)?$",
    re.IGNORECASE,
)
_HEAD_AFTER = re.compile(
    r"^(?:'s|')?\s+(?P<title>head|chief|leader|commander|spokesman|spokeswoman|spokesperson)\b",
    re.IGNORECASE,
)
_WHO_LEADS = re.compile(
    rf"(?P<name>{NAME}), who (?P<verb>heads|leads|commands|headed|led|commanded|runs) "
    r"(?:the |a )?(?:UN |U\.N\. |United Nations )?(?P<what>mission|force|operation|[A-Z]{5,})\b"
)
_RULERS = re.compile(
    r"junta|government|regime|transition|authorities|administration", re.IGNORECASE
)
_TITLES = by_word("""
    Head of mission: head, chief, leader, boss
    Force Commander: commander
    Spokesperson: spokesman, spokeswoman, spokesperson
""")
_NOT_NAMES = words_of("""
    the, a, an, un, u.n., security, council, general, assembly, united, nations, government,
    mission, foreign, affairs, minister, president, ambassador, secretary, monday, tuesday,
    wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june, july,
    august, september, october, november, december, he, she, it, they, on, in, after, before, but,
    and, special, representative, of, international, cooperation, for, defence, development
""")
_VERBS = words_of("tell, say, urge, call, warn, extend, adopt, must, decide")
_FORMER = re.compile(r"\b(?:former|ex-|outgoing|then|late)\s*$|\bformer\b", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\b(deputy|acting)\s*(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Office:
    """A person in an office: characters, name, title, state or mission, and whether it is past."""

    start: int
    end: int
    name: str
    title: str
    of: str | None
    former: bool = False


def find_offices(plain: str, mentions: list[Mention], context: Context) -> list[Office]:
    """Find "Foreign Minister NAME", "NAME, the head of MISSION" and the like, in text order."""
    offices: list[Office] = []
    for place, mention in enumerate(mentions):
        near = mentions[max(0, place - 3) : place + 4]
        if mention.kind == "office":
            offices += _of_office(plain, mention, near, context)
        elif mention.kind == "mission":
            offices += _of_mission(plain, mention)
    offices += _led(plain, mentions, context)
    offices += _leading(plain, mentions, context)
    offices += _named_later(plain, mentions, offices)
    return sorted(dict.fromkeys(offices), key=lambda office: (office.start, office.end))


def _led(plain: str, mentions: list[Mention], context: Context) -> list[Office]:
    """As in "the junta led by NAME", "the Force, commanded by NAME"."""
    offices = []
    for match in _LED.finditer(plain):
        before = plain[max(0, match.start() - 40) : match.start()]
        near = [
            mention for mention in mentions if match.start() - 4 <= mention.end <= match.start()
        ]
        missions = [mention.means for mention in near if mention.kind == "mission"]
        commands = match.group().startswith("command")
        if _RULERS.search(before):
            title, of = "Leader of the government", context.host
        elif missions or re.search(r"\b(?:mission|[Ff]orce|operation),? $", before):
            title = "Force Commander" if commands else "Head of mission"
            of = missions[0] if missions else context.mission
        else:
            continue
        name = _clean(match["name"])
        if name:
            offices.append(Office(match.start(), match.end("name"), name, title, of))
    return offices


def _leading(plain: str, mentions: list[Mention], context: Context) -> list[Office]:
    """As in "NAME, who heads the mission"."""
    offices = []
    for match in _WHO_LEADS.finditer(plain):
        name = _clean(match["name"])
        named = [mention for mention in mentions if mention.start == match.start("what")]
        means = named[0].means if named and named[0].kind == "mission" else context.mission
        title = "Force Commander" if match["verb"].startswith("command") else "Head of mission"
        if name and " " in name:
            former = match["verb"] in ("headed", "led", "commanded")
            offices.append(Office(match.start(), match.end(), name, title, means, former))
    return offices


def _of_office(plain: str, office: Mention, near: list[Mention], context: Context) -> list[Office]:
    before = plain[max(0, office.start - 90) : office.start]
    line = before.split("\n")[-1]
    after = plain[office.end : office.end + 130].split("\n", maxsplit=1)[0]
    state = _state_of(plain, office, near)
    title = office.means
    adjective = _ADJECTIVE.search(before)
    if adjective and adjective[1].lower() == "deputy" and not title.startswith("Deputy"):
        title = f"Deputy {title}"
    former = bool(_FORMER.search(before[-24:]))
    if state is None and office.entry.how == "mission":
        state = context.mission
    if state is None and office.entry.how == "state":
        state = context.host if not re.search(r"\b(?:an?|several|some)\s*$", before) else None
    back = _BEFORE.search(line)
    others = [mention for mention in near if mention.kind in ("body", "mission", "state", "group")]
    at = office.start - len(line) + (back.start("name") if back else 0)
    if back and any(mention.start <= at < mention.end for mention in others):
        back = None  # "led by the European Union, the envoy": a body, not a person
    if back and not re.search(r"[.!?]\s|\b(?:said|told|and|with|by|to|which|who)\b", back["lead"]):
        name = _clean(back["name"])
        if name and " " in name:
            return [Office(at, office.end, name, title, state, former)]
    ahead = _DIRECT.match(after) or _AFTER.match(after)
    if ahead:
        name = _clean(ahead["name"])
        comma = ahead.groupdict().get("comma")
        if name and (comma is None or comma or " " in name):
            starts = (
                mention.start
                for mention in near
                if mention.kind == "state"
                and 0 < office.start - mention.end < 12
                and "\n" not in plain[mention.end : office.start]
            )
            start = min(starts, default=office.start)
            return [Office(start, office.end + ahead.end("name"), name, title, state, former)]
    return []


def _of_mission(plain: str, mission: Mention) -> list[Office]:
    before = plain[max(0, mission.start - 100) : mission.start].rsplit("\n", maxsplit=1)[-1]
    after = plain[mission.end : mission.end + 100].split("\n", maxsplit=1)[0]
    head = _HEAD.search(before)
    if head and head["of"]:
        title = _TITLES[head["title"].lower()]
        former = bool(_FORMER.search(before[max(0, head.start() - 12) : head.start()]))
        low = mission.start - len(before)
        ahead = _APPOSED.match(after)
        if ahead and (name := _clean(ahead["name"])):
            start, end = low + head.start(), mission.end + ahead.end("name")
            return [Office(start, end, name, title, mission.means, former)]
        back = _BEFORE.search(before[: head.start()])
        if back and (name := _clean(back["name"])):
            start = low + back.start("name")
            return [Office(start, mission.end, name, title, mission.means, former)]
    behind = _HEAD_AFTER.match(after)
    if behind:
        rest = after[behind.end() :]
        named = _DIRECT.match(rest) or _APPOSED.match(rest)
        if named and (name := _clean(named["name"])):
            title = _TITLES[behind["title"].lower()]
            end = mission.end + behind.end() + named.end("name")
            return [Office(mission.start, end, name, title, mission.means)]
    return []


def _named_later(plain: str, mentions: list[Mention], offices: list[Office]) -> list[Office]:
    """As in "MINUSMA's head told reporters ...", then "said NAME" in the quotation after it."""
    later_offices = []
    names = {office.name for office in offices}
    for mention in mentions:
        if mention.kind != "mission":
            continue
        head = _HEAD_AFTER.match(plain[mention.end : mention.end + 20])
        if head is None or not re.match(
            r"\s+(?:told|said)\b", plain[mention.end + head.end() :][:12]
        ):
            continue
        later = re.search(
            rf'"[^"]{{10,400}},?"\s+(?:said|added)\s+(?P<name>{NAME})',
            plain[mention.end : mention.end + 900],
        )
        name = _clean(later["name"]) if later else None
        if later and name and " " in name and name not in names:
            title = _TITLES[head["title"].lower()]
            later_offices.append(
                Office(mention.start, mention.end + head.end(), name, title, mention.means)
            )
            at = mention.end + later.start("name")
            later_offices.append(Office(at, at + len(name), name, title, mention.means))
    return later_offices


def _state_of(plain: str, office: Mention, near: list[Mention]) -> str | None:
    if office.entry.how == "un":
        return "United Nations"
    for mention in near:
        if mention.kind not in ("state", "mission"):
            continue
        if "\n" in plain[min(mention.end, office.end) : max(mention.start, office.start)]:
            continue  # a heading above
        gap = plain[mention.end : office.start]
        if mention.end <= office.start and re.fullmatch(
            r"(?:'s|')?\s*(?:(?:deputy|acting|former|UN|U\.N\.|interim|permanent|new|"
            r"then|the)\s*)*",
            gap,
        ):
            return mention.means
        gap = plain[office.end : mention.start]
        if mention.start >= office.end and re.fullmatch(
            r"\s+(?:of|for|from|to)\s+(?:the\s+)?(?:(?:UN|United Nations)\s+(?:for|from)\s+)?", gap
        ):
            return mention.means
    return None


def _clean(name: str) -> str | None:
    """Drop words that only stand beside a name; ``None`` when nothing is left."""
    words = name.rstrip(".").split()
    while words and words[0].lower() in _NOT_NAMES:
        words = words[1:]
    while words and words[-1].lower() in _NOT_NAMES:
        words = words[:-1]
    if not words or all(word.lower() in _NOT_NAMES for word in words):
        return None
    text = " ".join(words).removesuffix("'s")
    headline = any(word.lower().rstrip("s") in _VERBS for word in words)
    return text if len(text) > 3 and not text.isupper() and not headline else None
