"""The figures that a reader follows from one brief to the next, by group, and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from peaceops.brief.drafts import likeliest_draft
from peaceops.brief.earlier import EarlierBrief, EarlierFigure
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message

if TYPE_CHECKING:
    from peaceops.brief.document import Brief

Group = Literal["mandate", "odds", "mission", "violence", "options", "data"]
_HOST, _OPTION, _LIKELIEST = "{host}", "{option}", "{likeliest}"
_FOLLOWED: dict[Group, tuple[str, ...]] = {
    "mandate": (
        "mandate.ends",
        "mandate.withdrawn_by",
        "mandate.ceiling_military",
        "mandate.ceiling_police",
        "council.last-vote",
        "mission.host_position",
        "mission.paid_until",
    ),
    "odds": (
        "council.draft_kind.renew",
        "council.draft_kind.rollover",
        "council.draft_kind.terminate",
        f"council.{_OPTION}.p_put_and_adopted",
        f"council.{_LIKELIEST}.p_adopted",
        f"council.{_LIKELIEST}.p_unanimous",
        f"council.{_LIKELIEST}.p_permanent_abstains",
    ),
    "mission": (
        "mission.strength_in_use",
        "mission.share_of_ceiling",
        "mission.strength_after_departures",
        "mission.strength_ahead_12",
        "mission.contributors",
        "mission.sites",
        "mission.appropriation",
        "mission.cost_per_year",
    ),
    "violence": (
        f"situation.{_HOST}.all_types_12",
        f"violence.{_HOST}.next_12",
        f"violence.{_HOST}.p_worse_12",
        f"violence.{_HOST}.p_month_25",
        "options.status-quo.deaths",
        "situation.peacekeepers_killed_12",
        "situation.peacekeepers_died_12",
    ),
    "options": (
        f"options.{_OPTION}.strength",
        f"options.{_OPTION}.cost_difference",
        f"options.{_OPTION}.deaths_difference",
        f"options.{_OPTION}.peacekeeper_fatalities_difference",
    ),
    "data": (
        "knowledge.votes",
        "knowledge.mandates",
        "knowledge.strength",
        "knowledge.deaths",
        "knowledge.fatalities",
        "knowledge.money",
    ),
}
"""Keys of the figures that a reader follows, by group, in the order in which they are shown."""
GROUPS = tuple(_FOLLOWED)
ODDS_IN_WORDS = {
    "p_put_and_adopted": "put to the vote and adopted",
    "p_adopted": "adopted, once put to the vote",
    "p_unanimous": "unanimous, once put to the vote",
    "p_permanent_abstains": "a permanent member abstains, once put to the vote",
}
"""Odds of a draft that a reader follows, in words."""
SLIGHT = 0.05
"""Share of its interval by which an option's figure must move to be shown."""
# Days to the end of the term and the like change with every day, and say nothing new.
CLOCKS = re.compile(r"^mandate\.days_|\.missing_days$")


def followed(brief: Brief, earlier: EarlierBrief) -> Iterator[tuple[str, Group]]:
    """Keys of the figures that a reader follows, with their group, in the order shown."""
    # An option that came or went is named as such, and has nothing to be compared with.
    options = [option for option in options_of(brief) if option in earlier.options]
    hosts = [host.lower() for host in brief.hosts]
    likeliest = likeliest_draft(brief)
    for group, patterns in _FOLLOWED.items():
        for pattern in patterns:
            if _HOST in pattern:
                keys = [pattern.replace(_HOST, host) for host in hosts]
            elif _LIKELIEST in pattern:
                keys = [pattern.replace(_LIKELIEST, likeliest.odds.option)] if likeliest else []
            elif _OPTION in pattern:
                keys = [pattern.replace(_OPTION, option) for option in options]
            else:
                keys = [pattern]
            yield from ((key, group) for key in keys)


def options_of(brief: Brief) -> dict[str, str]:
    """Identifier of each option on the table to its name."""
    return {result.id: result.label for result in brief.comparison.options}


def label_of(key: str, options: Mapping[str, str], figure: Figure | EarlierFigure | None) -> str:
    """What a figure is; odds of a draft by the name of its option, for two may be of one kind.

    Args:
        key: Key of the figure.
        options: Identifier of each option to its name.
        figure: The figure; ``None`` gives its key.
    """
    room, _, rest = key.partition(".")
    option, _, name = rest.rpartition(".")
    if room == "council" and option in options and name in ODDS_IN_WORDS:
        return message(
            "{options}: {odds_in_words}", options=options[option], odds_in_words=ODDS_IN_WORDS[name]
        )
    return key if figure is None else figure.label


def is_slight(apart: float | None, figure: Figure | None) -> bool:
    """Whether an option's figure moved by less than its interval lets one tell.

    Args:
        apart: By how much it moved.
        figure: The figure now.
    """
    if apart is None or figure is None or figure.interval is None:
        return False
    low, high = figure.interval
    return abs(apart) < SLIGHT * (high - low)
