"""What a document is about: the mission and the host that "the mission" and "the country" mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from peaceops.reading.gazetteer import Entry, Mention, Names, find_mentions
from peaceops.reading.missions import Missions
from peaceops.reading.naming import acronym_behind, by_acronym, is_no_operation, settled
from peaceops.reading.vocabulary import words_of

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
HOST_WORDS = words_of("""
    government, authority, junta, ruler, regime, country, state, nation, army, host, leadership,
    military, ministry, minister, soldier, troop, capital, territory, administration
""")
MISSION_WORDS = words_of("mission, force, operation, minusma, helmet, peacekeeping")


@dataclass(frozen=True)
class Context:
    """The main mission and host of a document."""

    mission: str | None
    host: str | None
    hosts: frozenset[str]


def context_of(
    plain: str,
    names: Names,
    missions: Missions,
    published: date,
    mission: str | None,
    describes: re.Pattern[str],
) -> tuple[Context, list[Mention]]:
    """Find the main mission and host, and every name; also missions that are only described.

    "The UN mission in South Sudan" is the operation that stood there on the day of publication.

    Args:
        plain: The text.
        names: The names of its language.
        missions: The missions that are known.
        published: Day of publication.
        mission: The mission it is about, if the reader says so.
        describes: A mission's description right before the state it is in.
    """
    mentions = _which_congo(plain, find_mentions(plain, names))
    mentions = settled(plain, mentions, missions, published)
    acronyms = by_acronym(plain, mentions)
    described = _described(plain, mentions, acronyms, missions, published, describes)
    everything = sorted([*mentions, *described], key=lambda mention: mention.start)
    counts = Counter(mention.means for mention in everything if mention.kind == "mission")
    states = Counter(mention.means for mention in mentions if mention.kind == "state")
    if mission is None or _about_another(
        missions.hosts(mission), counts[mission], acronyms, states
    ):
        mission = _most_named(everything, counts, acronyms)
    hosts = list(missions.hosts(mission))
    if not hosts and not counts and states and _speaks_of_peacekeeping(plain, mentions):
        dateline = _dateline(plain, names)
        ranked_states = [state for state, _ in states.most_common(8)]
        for state in dict.fromkeys([*([dateline] if dateline else []), *ranked_states]):
            mission = missions.in_country(state, published)
            if mission is not None:
                hosts = [state]
                break
    ranked = sorted(hosts, key=lambda host: -states[host])
    host = ranked[0] if ranked else (states.most_common(1)[0][0] if states else None)
    every = {host for acronym in counts for host in missions.hosts(acronym)} | set(hosts)
    return Context(mission, host, frozenset(every)), everything


def _speaks_of_peacekeeping(plain: str, mentions: list[Mention]) -> bool:
    """Whether a text that names no mission is about one; another body's force alone is none."""
    if any(mention.kind == "force" for mention in mentions):
        return bool(_UNITED_NATIONS.search(plain))
    return bool(_PEACEKEEPING.search(plain))


def _about_another(
    hosts: tuple[str, ...], times_named: int, acronyms: list[str], states: Counter[str]
) -> bool:
    """Whether a text names other missions by their acronyms, and neither this one nor its host."""
    return bool(acronyms) and not times_named and not any(states[host] for host in hosts)


def _most_named(mentions: list[Mention], counts: Counter[str], acronyms: list[str]) -> str | None:
    """The mission named most, an acronym before a name in words."""
    named = [mention.means for mention in mentions if mention.kind == "mission"]
    named = [name for name in named if name in acronyms] or named
    best = max((counts[name] for name in named), default=0)
    return next((name for name in named if counts[name] == best), None)


def _dateline(plain: str, names: Names) -> str | None:
    """The state of a dispatch's city: "BAMAKO, 3 May - "."""
    match = _DATELINE.match(plain)
    if match is None:
        return None
    city = find_mentions(match[1].title(), names)
    return city[0].means if city and city[0].kind == "state" else None


def _which_congo(plain: str, mentions: list[Mention]) -> list[Mention]:
    """Bare "Congo" is the Democratic Republic where the text does not speak of Brazzaville."""
    if "Brazzaville" in plain:
        return mentions
    other = Entry("COD", "state", "name")
    return [
        Mention(mention.start, mention.end, other)
        if mention.means == "COG" and plain[mention.start : mention.end] == "Congo"
        else mention
        for mention in mentions
    ]


def _meant(
    plain: str,
    state: Mention,
    mentions: list[Mention],
    acronyms: list[str],
    missions: Missions,
    published: date,
) -> str | None:
    """The mission that "the mission in STATE" means: by the acronym behind it or in the text."""
    word = acronym_behind(plain, state.end, mentions)
    if word is not None:
        return word[1].means if word[1] is not None and word[1].kind == "mission" else None
    there = [acronym for acronym in acronyms if state.means in missions.hosts(acronym)]
    standing = [acronym for acronym in there if missions.stands(acronym, published)]
    named_here = standing or there
    return named_here[0] if named_here else missions.in_country(state.means, published)


def _described(
    plain: str,
    mentions: list[Mention],
    acronyms: list[str],
    missions: Missions,
    published: date,
    describes: re.Pattern[str],
) -> list[Mention]:
    described = []
    for state in mentions:
        if state.kind != "state" or state.entry.how != "name":
            continue
        base = max(0, state.start - 70)
        match = describes.search(plain[base : state.start])
        if match is None or is_no_operation(plain[base : base + match.start("word")]):
            continue
        word = base + match.start("word")
        if any(force.kind == "force" and force.start <= word < force.end for force in mentions):
            continue  # "the Multinational Security Support mission (MSS) in Haiti" names itself
        acronym = _meant(plain, state, mentions, acronyms, missions, published)
        if acronym:
            entry = Entry(acronym, "mission", "described")
            described.append(Mention(word, base + match.end("word"), entry))
    return described
