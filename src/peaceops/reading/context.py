"""What a document is about: the mission and the host that "the mission" and "the country" mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from peaceops.reading.gazetteer import Entry, Mention, find_mentions, mission_in, missions
from peaceops.reading.naming import acronym_behind, by_acronym, is_no_operation, settled

_DATELINE = re.compile(
    r"\s*([A-ZÀ-Þ][A-ZÀ-Þ' -]{2,30}?)(?:,[^-\n]{0,30}| \([^)\n]{2,40}\))? ?-{1,2} "
)
_PEACEKEEPING = re.compile(
    r"\b(?:missions?|peacekeep\w*|blue helmets?|casques bleus|maintien de la paix|forces?)\b",
    re.IGNORECASE,
)
_UNITED_NATIONS = re.compile(
    r"\b(?:UN|United Nations|ONU|Nations unies|peacekeep\w*|blue helmets?|casques bleus)\b"
)
HOST_WORDS = frozenset(
    [
        "government",
        "authority",
        "junta",
        "ruler",
        "regime",
        "country",
        "state",
        "nation",
        "army",
        "host",
        "leadership",
        "military",
        "ministry",
        "minister",
        "soldier",
        "troop",
        "capital",
        "territory",
        "administration",
    ]
)
MISSION_WORDS = frozenset(["mission", "force", "operation", "minusma", "helmet", "peacekeeping"])


@dataclass(frozen=True)
class Context:
    """The main mission and host of a document."""

    mission: str | None
    host: str | None
    hosts: frozenset[str]


def context_of(
    plain: str,
    mentions: list[Mention],
    published: date,
    mission: str | None,
    describes: re.Pattern[str],
) -> tuple[Context, list[Mention]]:
    """Find the main mission and host; also name missions that are only described.

    "The UN mission in South Sudan" is the operation that stood there on the day of publication.
    """
    mentions = settled(plain, _which_congo(plain, mentions), published)
    described = _described(plain, mentions, published, describes)
    everything = sorted([*mentions, *described], key=lambda one: one.start)
    counted = Counter(one.means for one in everything if one.kind == "mission")
    states = Counter(one.means for one in mentions if one.kind == "state")
    known = by_acronym(plain, mentions)
    if mission is None or _about_another(mission, known, counted, states):
        mission = _most_named(everything, counted, known)
    hosts = list(missions()[mission].hosts) if mission in missions() else []
    if not hosts and not counted and states and _speaks_of_peacekeeping(plain, mentions):
        dateline = _dateline(plain)
        ranked_states = [state for state, _ in states.most_common(8)]
        for state in dict.fromkeys([*([dateline] if dateline else []), *ranked_states]):
            mission = mission_in(state, published)
            if mission is not None:
                hosts = [state]
                break
    ranked = sorted(hosts, key=lambda one: -states[one])
    host = ranked[0] if ranked else (states.most_common(1)[0][0] if states else None)
    every = {host for one in counted for host in missions()[one].hosts} | set(hosts)
    return Context(mission, host, frozenset(every)), everything


def _speaks_of_peacekeeping(plain: str, mentions: list[Mention]) -> bool:
    """Whether a text that names no mission is about one; another body's force alone is none."""
    if any(mention.kind == "force" for mention in mentions):
        return bool(_UNITED_NATIONS.search(plain))
    return bool(_PEACEKEEPING.search(plain))


def _about_another(
    mission: str, known: list[str], counted: Counter[str], states: Counter[str]
) -> bool:
    """Whether a text names other missions by their acronyms, and neither this one nor its host."""
    hosts = missions()[mission].hosts if mission in missions() else ()
    return bool(known) and not counted[mission] and not any(states[name] for name in hosts)


def _most_named(mentions: list[Mention], counted: Counter[str], known: list[str]) -> str | None:
    """The mission named most, an acronym before a name in words."""
    named = [mention.means for mention in mentions if mention.kind == "mission"]
    named = [name for name in named if name in known] or named
    best = max((counted[name] for name in named), default=0)
    return next((name for name in named if counted[name] == best), None)


def _dateline(plain: str) -> str | None:
    """The state of a dispatch's city: "BAMAKO, 3 May - "."""
    match = _DATELINE.match(plain)
    if match is None:
        return None
    city = find_mentions(match[1].title())
    return city[0].means if city and city[0].kind == "state" else None


def _which_congo(plain: str, mentions: list[Mention]) -> list[Mention]:
    """Bare "Congo" is the Democratic Republic where the text does not speak of Brazzaville."""
    if "Brazzaville" in plain:
        return mentions
    other = Entry("COD", "state", "name")
    return [
        Mention(one.start, one.end, other)
        if one.means == "COG" and plain[one.start : one.end] == "Congo"
        else one
        for one in mentions
    ]


def _meant(
    plain: str, state: Mention, mentions: list[Mention], known: list[str], published: date
) -> str | None:
    """The mission that "the mission in STATE" means: by the acronym behind it or in the text."""
    word = acronym_behind(plain, state.end, mentions)
    if word is not None:
        return word[1].means if word[1] is not None and word[1].kind == "mission" else None
    there = [name for name in known if state.means in missions()[name].hosts]
    standing = [name for name in there if missions()[name].stands(published)]
    known_here = standing or there
    return known_here[0] if known_here else mission_in(state.means, published)


def _described(
    plain: str, mentions: list[Mention], published: date, describes: re.Pattern[str]
) -> list[Mention]:
    found = []
    known = by_acronym(plain, mentions)
    for one in mentions:
        if one.kind != "state" or one.entry.how != "name":
            continue
        base = max(0, one.start - 70)
        match = describes.search(plain[base : one.start])
        if match is None or is_no_operation(plain[base : base + match.start("word")]):
            continue
        word = base + match.start("word")
        if any(force.kind == "force" and force.start <= word < force.end for force in mentions):
            continue  # "the Multinational Security Support mission (MSS) in Haiti" names itself
        acronym = _meant(plain, one, mentions, known, published)
        if acronym:
            entry = Entry(acronym, "mission", "described")
            found.append(Mention(base + match.start("word"), base + match.end("word"), entry))
    return found
