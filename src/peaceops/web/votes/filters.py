"""Filters of the Council's votes, as they stand in an address; and who withheld, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.edition import Edition, View, mission_on_record
from peaceops.overview import RECORDED_KINDS, WAYS, council_votes
from peaceops.questions import NotUnderstood, countries, country_meant

OUTCOMES = {"adopted": "adopted", "vetoed": "vetoed", "failed": "failed for want of votes"}
KIND_WORDS = {
    "establish": "establishes a mission",
    "renew": "renews a mandate",
    "rollover": "technical rollover",
    "amend": "changes a mandate",
    "terminate": "ends a mission or sets its last term",
    "other": "other decision on a mission",
    "amendment": "amendment to a draft",
    "procedural": "procedural matter",
}
VOTE_WORDS = {
    "yes": "in favour",
    "no": "against",
    "abstain": "abstained",
    "not_participating": "did not take part",
}
CHOICES = {
    "yes": "in favour",
    "no": "against",
    "abstain": "abstains",
    "not_participating": "takes no part",
}
"""What a member may do in a vote to come."""
WITHHELD = {"no": "Against", "abstain": "Abstaining", "not participating": "Taking no part",
            "absent": "Absent"}  # fmt: skip
SORTS = {
    "date": ("date", "decision"),
    "decision": ("decision",),
    "mission": ("missions", "date"),
    "yes": ("yes", "date"),
    "outcome": ("outcome", "date"),
}
PAGE = 50
LONGEST = 120
"""Signs of a text that is searched for."""
FIRST_YEAR = 1946


@dataclass(frozen=True)
class VoteFilters:
    """Which votes are shown, and in what order.

    Attributes:
        mission: Acronym, or empty.
        theme: Words of the topic, agenda item or title.
        text: Words of any of these, or of the symbol.
        since: First year, or ``None``.
        until: Last year, or ``None``.
        outcome: One of ``OUTCOMES``, or empty.
        kind: One of ``KIND_WORDS``, or empty.
        member: ISO 3 code, or empty.
        vote: One of ``VOTE_WORDS``, or empty.
        peace_operations: Whether only decisions on a peace operation are shown.
        sort: One of ``SORTS``.
        ascending: Whether the least comes first.
        note: How a word of the reader's was read, where it was only near.
    """

    mission: str = ""
    theme: str = ""
    text: str = ""
    since: int | None = None
    until: int | None = None
    outcome: str = ""
    kind: str = ""
    member: str = ""
    vote: str = ""
    peace_operations: bool = False
    sort: str = "date"
    ascending: bool = False
    note: str = ""

    @property
    def active(self) -> bool:
        """Whether any filter is set."""
        plain = VoteFilters(sort=self.sort, ascending=self.ascending)
        return self.query() != plain.query()

    def query(self, **changes: object) -> dict[str, object]:
        """The filters as an address has them, with some of them changed; a new filter, first page.

        Args:
            changes: Names of filters to other values; ``None`` takes one out.
        """
        values: dict[str, object] = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name != "note" and getattr(self, field.name) != field.default
        }
        if self.ascending:
            values["ascending"] = 1
        if self.peace_operations:
            values["peace_operations"] = 1
        return values | changes

    def listed(self, view: View) -> pl.DataFrame:
        """The votes, in order.

        Args:
            view: What was known.
        """
        votes = council_votes(
            view,
            members=[self.member] if self.member else [],
            mission=self.mission or None,
            since=date(self.since, 1, 1) if self.since else None,
            until=date(self.until, 12, 31) if self.until else None,
            theme=self.theme or None,
            text=self.text or None,
            outcome=self.outcome or None,
            kind=self.kind or None,
            vote=self.vote or None,
            peace_operations=self.peace_operations,
        )
        keys = SORTS[self.sort]
        order = [not self.ascending] * len(keys)
        return votes.sort(list(keys), descending=order, nulls_last=True, maintain_order=True)


def read_filters(query: Mapping[str, str], edition: Edition) -> VoteFilters:
    """Read the filters in an address.

    Args:
        query: Names to values; what is empty counts as absent.
        edition: Knows the missions.

    Raises:
        NotUnderstood: A value is none of those that there are, or no year, or no state.
        UnknownMissionError: There is no such mission.
    """
    values = {name: value.strip()[:LONGEST] for name, value in query.items() if value.strip()}
    since, until = (
        read_year(values[name]) if name in values else None for name in ("since", "until")
    )
    if since and until:
        check_span(since, until)
    member, note = read_member(values["member"]) if "member" in values else ("", "")
    return VoteFilters(
        mission=mission_on_record(edition, values["mission"]) if "mission" in values else "",
        theme=values.get("theme", ""),
        text=values.get("text", ""),
        since=since,
        until=until,
        outcome=_choice(values, "outcome", OUTCOMES),
        kind=_choice(values, "kind", RECORDED_KINDS),
        member=member,
        vote=_choice(values, "vote", WAYS),
        peace_operations=is_ticked(values, "peace_operations"),
        sort=_choice(values, "sort", SORTS) or "date",
        ascending=is_ticked(values, "ascending"),
        note=note,
    )


def withheld(words: str | None) -> list[tuple[str, list[str]]]:
    """Who did not vote in favour, by what each did.

    Args:
        words: The column ``not_in_favour`` of ``council_votes``.

    >>> withheld("CHN abstain; RUS no; USA abstain")
    [('Against', ['Russian Federation']), ('Abstaining', ['China', 'United States'])]
    """
    members: dict[str, list[str]] = {}
    for part in (words or "").split("; "):
        code, _, vote = part.partition(" ")
        if vote:
            members.setdefault(vote, []).append(name_of(code))
    return [(name, sorted(members[vote])) for vote, name in WITHHELD.items() if vote in members]


def known_choices(view: View) -> dict[str, Any]:
    """What a reader may choose from, as known on a day: missions, themes, members and years."""
    decisions = view.table("decisions")
    themes = decisions.select(theme=pl.coalesce("topic", "agenda_item"))["theme"].drop_nulls()
    names = {name_of(code) for code in view.table("council_members")["country"].unique()}
    mandates = view.table("mandates")["mission"] if view.has("mandates") else pl.Series([""])
    return {
        "missions": mandates.unique().sort().to_list(),
        "themes": themes.unique().sort().to_list(),
        "members": sorted(names),
        "years": (FIRST_YEAR, view.as_of.year),
    }


def read_year(text: str) -> int:
    """A year of the Council that a reader writes.

    Raises:
        NotUnderstood: It is none.
    """
    if not re.fullmatch(r"[0-9]{4}", text) or int(text) < FIRST_YEAR:
        raise NotUnderstood(
            f"{text[:40]!r} is no year of the Council", remedy=f"write one from {FIRST_YEAR}"
        )
    return int(text)


def check_span(first: int, last: int) -> None:
    """Refuse years of which the first comes after the last.

    Raises:
        NotUnderstood: It does.
    """
    if first > last:
        raise NotUnderstood(
            f"{first} to {last} is no span of years", remedy="write the earlier first"
        )


def read_member(word: str) -> tuple[str, str]:
    """The ISO 3 code of the state that a word means, and how it was read where it is only near.

    Raises:
        NotUnderstood: It means no state.
    """
    meant = country_meant(word, countries())
    if not meant.meaning:
        raise NotUnderstood(f"{word[:60]!r} is no state that is known", remedy=meant.remedy)
    return meant.meaning, meant.note


def is_ticked(query: Mapping[str, str], name: str) -> bool:
    """Whether a box is ticked in an address."""
    return query.get(name, "").strip() in ("1", "true", "on", "yes")


def _choice(values: Mapping[str, str], name: str, choices: Any) -> str:
    value = values.get(name, "")
    if value and value not in choices:
        raise NotUnderstood(f"{value!r} is no {name}", remedy=f"choose one of {', '.join(choices)}")
    return value
