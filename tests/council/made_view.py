"""A view over frames in memory, and a small made-up record of votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from peaceops.domain.mission import Mission
from peaceops.edition.memory import Memory
from peaceops.edition.mission import mission_of
from peaceops.edition.view import View
from peaceops.errors import MissingTableError

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
ELECTED = ("ALB", "ARE", "BRA", "CHE", "ECU", "GAB", "GHA", "JPN", "MLT", "MOZ")
SEATED = (*PERMANENT, *ELECTED)
MISSION = "MINUSMA"


class MadeView(View):
    """Rows of given frames that were known on the day."""

    edition_name = "made"  # type: ignore[assignment]

    def __init__(self, as_of: date, frames: Mapping[str, pl.DataFrame]) -> None:
        self.as_of = as_of
        self.memory = Memory()
        self._frames = frames

    def mission(self, name: str) -> Mission:
        return mission_of(self, name)

    def derived(self, name: str) -> pl.DataFrame | None:
        return self.table(name) if self.has(name) else None

    def has(self, table: str) -> bool:
        return table in self._frames

    def table(self, name: str) -> pl.DataFrame:
        if name not in self._frames:
            raise MissingTableError(f"holds no table {name}")
        return self._frames[name].filter(pl.col("known_on") <= self.as_of)


def view_of(as_of: date, frames: Mapping[str, pl.DataFrame]) -> MadeView:
    """A view on a day over whole tables."""
    return MadeView(as_of, frames)


def members(
    elected: Sequence[str] = ELECTED, start: date = date(2020, 1, 1), end: date = date(2023, 12, 31)
) -> pl.DataFrame:
    """Table ``council_members``: the permanent members and those elected."""
    rows = [(one, date(1945, 10, 24), date(9999, 12, 31), True) for one in PERMANENT]
    rows += [(one, start, end, False) for one in elected]
    return pl.DataFrame(
        rows, schema=["country", "start", "end", "permanent"], orient="row"
    ).with_columns(
        known_on="start", source=pl.lit("members.csv"), row=pl.int_range(2, pl.len() + 2)
    )


def missions() -> pl.DataFrame:
    """Table ``missions``: two, one of which the Council never voted on."""
    return pl.DataFrame(
        {
            "mission": [MISSION, "UNMISS"],
            "name": ["Mission in Mali", "Mission in South Sudan"],
            "kind": ["peacekeeping", "peacekeeping"],
            "start": [date(2013, 7, 1), date(2011, 7, 9)],
            "known_on": [date(2013, 7, 1), date(2011, 7, 9)],
            "source": ["missions.csv"] * 2,
            "row": [2, 3],
        }
    )


def record(
    drafts: Sequence[tuple[date, Mapping[str, str]]], **of_decision: object
) -> dict[str, pl.DataFrame]:
    """Tables of decisions, votes and mandates: drafts on one mission, by day.

    Args:
        drafts: Day, and the members that did not vote yes with their vote.
        of_decision: Values for columns of ``decisions``.
    """
    base = {
        "resolution": None, "topic": None, "agenda_item": None, "outcome": "adopted",
        "without_vote": False, "amendment": False, "procedural": False, "record": "complete",
        "remark": None,
    } | of_decision  # fmt: skip
    decisions, votes, mandates = [], [], []
    for number, (day, others) in enumerate(drafts, start=1):
        name = f"S/RES/{number} ({day.year})"
        where = {"known_on": day, "source": "votes.csv", "row": number}
        decisions.append({"decision": name, "date": day, **base, "resolution": number, **where})
        mandates.append(
            {
                "mission": MISSION,
                "decision": name,
                "date": day,
                "kind": "renew",
                "until": day.replace(year=day.year + 1),
                "open_ended": False,
                "ceiling_military": 13289,
                "ceiling_police": 1920,
                "basis": "curated",
                "reason": None,
                **where,
            }
        )
        votes += [
            {"decision": name, "country": one, "vote": others.get(one, "yes"), **where}
            for one in SEATED
        ]
    return {
        "council_members": members(),
        "decisions": pl.DataFrame(decisions).with_columns(
            pl.col("topic", "agenda_item", "remark").cast(pl.String)
        ),
        "votes": pl.DataFrame(votes),
        "mandates": pl.DataFrame(mandates),
        "missions": missions(),
    }
