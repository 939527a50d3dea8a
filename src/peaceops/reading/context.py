"""What a document is about: the mission and the host that "the mission" and "the country" mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from peaceops.reading.gazetteer import Entry, Mention, find_mentions, mission_in, missions

_DATELINE = re.compile(
    r"\s*([A-ZÀ-Þ][A-ZÀ-Þ' -]{2,30}?)(?:,[^-\n]{0,30}| \([^)\n]{2,40}\))? ?-{1,2} "
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
    mentions = _which_congo(plain, mentions)
    described = _described(plain, mentions, published, describes)
    everything = sorted([*mentions, *described], key=lambda one: one.start)
    counted = Counter(one.means for one in everything if one.kind == "mission")
    states = Counter(one.means for one in mentions if one.kind == "state")
    if mission is None and counted:
        best = max(counted.values())
        mission = next(
            one.means for one in everything if one.kind == "mission" and counted[one.means] == best
        )
    hosts = list(missions()[mission].hosts) if mission in missions() else []
    if not hosts and not counted and states:
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


def _described(
    plain: str, mentions: list[Mention], published: date, describes: re.Pattern[str]
) -> list[Mention]:
    found = []
    for one in mentions:
        if one.kind != "state" or one.entry.how != "name":
            continue
        base = max(0, one.start - 70)
        match = describes.search(plain[base : one.start])
        acronym = mission_in(one.means, published) if match else None
        if match and acronym:
            entry = Entry(acronym, "mission", "described")
            found.append(Mention(base + match.start("word"), base + match.end("word"), entry))
    return found
