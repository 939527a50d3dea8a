"""Which states act in a clause, by name, by office or by a person known from before."""

from __future__ import annotations

from peaceops.reading.clauses import Phrase
from peaceops.reading.text import Text

_NOT_THE_STATE = frozenset(
    [
        "rebel",
        "militia",
        "militant",
        "jihadist",
        "extremist",
        "opposition",
        "group",
        "mercenary",
        "civilian",
        "refugee",
        "citizen",
        "protester",
        "demonstrator",
        "ally",
        "invasion",
        "soil",
        "border",
        "territory",
        "capital",
        "press",
        "medium",
    ]
)


_STAFF = frozenset(
    [
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "head",
        "chief",
        "official",
        "staff",
        "director",
        "representative",
        "envoy",
        "commander",
        "ambassador",
        "report",
        "draft",
        "resolution",
        "letter",
    ]
)


def states_of(text: Text, phrase: Phrase | None) -> list[str]:
    """Codes of the states that a phrase stands for; a minister stands for the state."""
    if phrase is None:
        return []
    found = []
    for one in phrase.referents:
        if (one.kind == "state" and one.role not in _NOT_THE_STATE) or (
            one.kind == "group" and one.how == "state force"
        ):
            found.append(one.means)
        elif one.kind == "person":
            state = state_of_person(text, one.means)
            if state:
                found.append(state)
    if not found and phrase.head in ("representative", "ambassador", "delegate", "delegation"):
        found = [one.means for one in phrase.inside if one.kind == "state"]
    return list(dict.fromkeys(found))


def state_of_person(text: Text, name: str | None) -> str | None:
    """The state whose office a person holds."""
    if not name:
        return None
    last = name.split()[-1]
    for office in text.offices:
        if office.name in name or office.name.split()[-1] == last:
            return office.of if office.of and len(office.of) == 3 and office.of.isupper() else None
    return None


def hosts(text: Text) -> frozenset[str]:
    """Hosts of the missions the document names, else the state it is about."""
    if text.context.hosts:
        return text.context.hosts
    return frozenset({text.context.host} if text.context.host else ())


def about_mission(text: Text, phrase: Phrase | None) -> bool:
    """Whether a phrase stands for a mission or its people."""
    if phrase is None:
        return False
    if phrase.head in _STAFF:
        return False
    if any(one.kind in ("mission", "force") for one in phrase.referents):
        return True
    words = phrase.lemmas
    if any(one.kind in ("mission", "force") for one in phrase.inside):
        return True
    return (
        bool(words & {"peacekeeper", "helmet", "peacekeeping"})
        or (phrase.head == "observer" and "the" in words)
        or ("mission" in words and not any(one.kind == "state" for one in phrase.referents))
    )
