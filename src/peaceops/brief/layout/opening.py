"""The opening: key figures, the question, and the options side by side."""

from __future__ import annotations

import re

from peaceops.brief import page
from peaceops.brief.document import Brief, Ceiling
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Facts, Paragraph, Section, Text
from peaceops.brief.wording import amount, day, month, number, plural, sentence_list

NOT_KNOWN = "not known"
UNITS_IN_LABEL = ("persons", "deaths", "US dollars")


def hosts(brief: Brief) -> str:
    """Name the host states."""
    return sentence_list([one.name for one in brief.hosts]) or "host not on record"


def as_of(brief: Brief) -> str:
    """Write the as-of date in full."""
    return f"{brief.as_of.day} {brief.as_of.strftime('%B')} {brief.as_of.year}"


def days_left(brief: Brief) -> str | None:
    """Write how long the mandate still runs; ``None`` when no end is known."""
    left = brief.mandate.days_left
    return None if left is None else plural(left, "day")


def at_a_glance(brief: Brief, known: Known) -> Facts:
    """Set out the key figures of the title block; what is not known is left to its section."""
    mandate, strength, council = brief.mandate, brief.mission_strength, brief.council
    items: list[tuple[str, Text]] = []
    if mandate.ends is not None:
        cites = known.cites("mandate.ends")
        items.append(("Mandate ends", Text(day(mandate.ends), cites, small=mandate.resolution)))
    elif mandate.status != NOT_KNOWN:
        items.append(
            ("Mandate", Text(mandate.status, known.cites("mandate.ends", "mandate.status")))
        )
    if mandate.ceiling.military is not None:
        cites = known.cites("mandate.ceiling")
        items.append(
            ("Authorised", Text(_total(mandate.ceiling), cites, small=_parts(mandate.ceiling)))
        )
    items += _strength(brief, known)
    if council.last_vote is not None:
        vote = council.last_vote
        items.append(
            (
                "Last vote",
                Text(
                    f"{vote.yes}-{vote.no}-{vote.abstain}",
                    known.cites("council.last"),
                    small=f"yes, no, abstaining, {month(vote.date)}",
                ),
            )
        )
    items += _deaths(brief, known)
    if strength.cost_dollars is not None:
        written = amount(strength.cost_dollars, "US dollars").removesuffix(" US dollars")
        small = f"US dollars, {strength.cost_period}" if strength.cost_period else "US dollars"
        items.append(("Cost", Text(written, known.cites("mission.cost"), small=small)))
    return Facts(tuple(items))


def _total(ceiling: Ceiling) -> str:
    return number((ceiling.military or 0) + (ceiling.police or 0))


def _parts(ceiling: Ceiling) -> str:
    if ceiling.police is None:
        return "military; police not on record"
    return f"{number(ceiling.military or 0)} military, {number(ceiling.police)} police"


def _strength(brief: Brief, known: Known) -> list[tuple[str, Text]]:
    mission = brief.mission_strength
    stated = mission.stated
    if stated is not None and (mission.latest is None or stated.on > mission.latest.month):
        people = (stated.military or 0) + (stated.police or 0)
        cites = (*known.statement(stated.statement), *known.cites("mission.strength_in_use"))
        return [("Uniformed", Text(number(people), cites, small=f"stated for {month(stated.on)}"))]
    newest = known.finding("mission.strength_in_use")
    if newest is not None and isinstance(newest.value, int | float):
        said = re.search(r"\(([^()]+)\)$", newest.label)
        small = f"newest figure{f', {said[1]}' if said else ''}"
        return [("Uniformed", Text(number(newest.value), known.cites(newest.id), small=small))]
    if mission.latest is None:
        return []
    cites = known.cites("mission.strength_latest", "mission.strength", most=1)
    small = f"on record, {month(mission.latest.month)}"
    return [("Uniformed", Text(number(mission.latest.total), cites, small=small))]


def _deaths(brief: Brief, known: Known) -> list[tuple[str, Text]]:
    own = [one for one in brief.situation.trends if one.role == "host"]
    if not own:
        return []
    deaths = sum(one.last_12_months for one in own)
    cites = known.cites("situation.*all_types_12", "situation.deaths", most=1)
    small = f"twelve months to {month(max(one.until for one in own))}"
    return [("Deaths in violence", Text(number(deaths), cites, small=small))]


def question(brief: Brief, known: Known) -> Section:
    """Put the question, the clock and the headlines."""
    asked: list[page.Block] = [
        Paragraph((Text(brief.question),), "lead"),
        Paragraph(
            (Text(brief.clock, known.cites("mandate.ends", "mandate.days_left", most=2)),), "clock"
        ),
    ]
    rests = (*brief.headline_findings, *((),) * len(brief.headlines))
    lines = tuple(
        Text(line, known.cites(*rest)) for line, rest in zip(brief.headlines, rests, strict=False)
    )
    if lines:
        asked = [page.Columns(tuple(asked), (page.Bullets(lines, "headlines"),))]
    return Section("question", "The question", (*asked, *known.rest("mandate")))


def colophon(brief: Brief) -> tuple[Text, ...]:
    """Say what the brief was made from, so that it can be made again."""
    case = f"case {brief.case}" if brief.case else "no case: from data alone"
    return (
        Text(f"Edition {brief.edition}; {case}; seed {brief.seed}; as known on {as_of(brief)}."),
        Text("Odds are estimates with a track record, not verdicts. Made with peaceops."),
    )
