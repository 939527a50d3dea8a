"""Which states act in a clause, by name, by office or by a person known from before."""

from __future__ import annotations

from peaceops.reading.clauses import Phrase
from peaceops.reading.text import Text
from peaceops.reading.vocabulary import words_of

_NOT_THE_STATE = words_of("""
    rebel, militia, militant, jihadist, extremist, opposition, group, mercenary, civilian, refugee,
    citizen, protester, demonstrator, ally, invasion, soil, border, territory, capital, press,
    medium
""")


_STAFF = words_of("""
    spokesman, spokesperson, spokeswoman, head, chief, official, staff, director, representative,
    envoy, commander, ambassador, report, draft, resolution, letter
""")


def states_of(text: Text, phrase: Phrase | None) -> list[str]:
    """Codes of the states that a phrase stands for; a minister stands for the state."""
    if phrase is None:
        return []
    states = []
    for referent in phrase.referents:
        if (referent.kind == "state" and referent.role not in _NOT_THE_STATE) or (
            referent.kind == "group" and referent.how == "state force"
        ):
            states.append(referent.means)
        elif referent.kind == "person":
            state = state_of_person(text, referent.means)
            if state:
                states.append(state)
    if not states and phrase.head in ("representative", "ambassador", "delegate", "delegation"):
        states = [mention.means for mention in phrase.named("state")]
    return list(dict.fromkeys(states))


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


def about_mission(phrase: Phrase | None) -> bool:
    """Whether a phrase stands for a mission or its people."""
    if phrase is None or phrase.head in _STAFF:
        return False
    if phrase.of_kind("mission", "force") or phrase.named("mission", "force"):
        return True
    words = phrase.lemmas
    return (
        bool(words & {"peacekeeper", "helmet", "peacekeeping"})
        or (phrase.head == "observer" and "the" in words)
        or ("mission" in words and not phrase.of_kind("state"))
    )
