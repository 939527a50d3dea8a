"""Drafts with what is known of each before the vote, and the votes then cast.

Known before: the day, the mission and what the draft would do, the agenda item or topic, the
region, who submits it, whether it amends another draft, and its document number. Never read:
the title (the library writes it afterwards, for adopted texts alone), the resolution's number, the
result. Submitters are recorded for most drafts of 1994 to 2014 and from 2021; of 2016 to 2020 for
few, whatever the outcome: not recorded is a state of its own. Of a draft on a mission it is not
known before its text is out, and an outlook comes earlier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from peaceops.council.ballots import CAST
from peaceops.council.ceilings import ceiling_changes
from peaceops.council.model.host_wish import positions_open, wish_of
from peaceops.domain.countries import UnknownCountry, country
from peaceops.edition import View

_COMMON = frozenset(
    """the situation sitution situtation in concerning of question incl inc including between on
    report reports secretary general and to a letter dated from addressed president security
    council maintenance international peace by for with regard regarding situations matters
    relating rep republic united nations former""".split()  # noqa: SIM905
)


BLOCS = ("unknown", "president", "W", "E", "WE", "O")


@dataclass(frozen=True)
class Draft:
    """A draft put, or to be put, to the vote.

    Attributes:
        decision: Its symbol.
        day: Ordinal of the day of the vote.
        mission: Peace operation it is on, if any.
        kind: What it would do to the mission.
        ceiling_change: 1 if it raises the mission's military ceiling, -1 if it lowers it, else 0.
        theme: Significant words of its topic or agenda item; spellings of one item agree.
        region: As recorded, or ``none``.
        bloc: Who submits it: ``unknown``, ``president`` (a text agreed beforehand), ``W`` (with
            FRA, GBR or USA), ``E`` (with CHN or RUS), ``WE``, ``O`` (others alone).
        sponsors: ISO 3 codes of the submitters that could be read.
        submitters: Number of submitters.
        amendment: It amends another draft.
        number: Document number in the year; ``None`` if none is recorded.
        members: Those that voted, or will.
        votes: Index in ``ballots.CAST`` of each member's vote; ``None`` if still to come.
        adopted: The outcome; ``None`` if still to come.
        wish: Whether it meets what the host had on record the day before (``host_wish.WISHES``).
        wish_on_record: The same by the curated list, which is read only once the vote is past.
    """

    decision: str
    day: int
    mission: str | None
    kind: str | None
    ceiling_change: int
    theme: str
    region: str
    bloc: str
    sponsors: frozenset[str]
    submitters: int
    amendment: bool
    number: int | None
    members: tuple[str, ...]
    votes: npt.NDArray[np.int64] | None
    adopted: bool | None
    wish: str | None = None
    wish_on_record: str | None = None

    def without_submitters(self) -> Draft:
        """The same draft as if it were not known who submits it."""
        return replace(self, bloc="unknown", sponsors=frozenset(), submitters=0)

    def as_foreseen(self) -> Draft:
        """As an outlook knows it: on a mission without its submitters, amendments apart."""
        return self if self.mission is None or self.amendment else self.without_submitters()


def drafts_of(view: View, ballots: pl.DataFrame) -> list[Draft]:
    """Drafts behind votes as ``ballots.ballots`` gives them; members in the order of its rows."""
    attributes = {row["decision"]: row for row in _attributes(view).iter_rows(named=True)}
    positions, listed = positions_open(view), _listed_wishes(view)
    code_of = {vote: code for code, vote in enumerate(CAST)}
    by_draft = ballots.group_by("decision", maintain_order=True).agg(
        "country", pl.col("vote").replace_strict(code_of, return_dtype=pl.Int64)
    )
    drafts = []
    for name, members, votes in by_draft.iter_rows():
        row = attributes[name]
        position = next(
            (
                position
                for position, public, until in reversed(positions.get(str(row["mission"]), []))
                if public < row["date"] <= until
            ),
            None,
        )
        drafts.append(
            Draft(
                **draft_attributes(row),
                members=tuple(members),
                votes=np.array(votes),
                adopted=row["outcome"] == "adopted",
                wish=wish_of(row["kind"], position),
                wish_on_record=listed.get(row["decision"]),
            )
        )
    return drafts


def _listed_wishes(view: View) -> dict[str, str]:
    if not view.has("host_wishes"):
        return {}
    listed = view.table("host_wishes").select("decision", pl.col("wish").cast(pl.String))
    return dict(listed.iter_rows())


def draft_attributes(row: Mapping[str, Any]) -> dict[str, Any]:
    """What is known before the vote, from a row of decisions joined to its mandate."""
    text = row["submitted_by"]
    bloc, sponsors, submitters = submitters_of(text if isinstance(text, str) else None)
    number = re.search(r"S/\d+/(\d+)", str(row["draft"] or ""))
    about = theme(row["topic"]) or theme(row["agenda_item"]) or str(row["mission"] or "none")
    return {
        "decision": row["decision"],
        "day": row["date"].toordinal(),
        "mission": row["mission"],
        "kind": row["kind"],
        "ceiling_change": row["ceiling_change"] or 0,
        "theme": about,
        "region": row["region"] or "none",
        "bloc": bloc,
        "sponsors": sponsors,
        "submitters": submitters,
        "amendment": bool(row["amendment"]),
        "number": int(number[1]) if number else None,
    }


def theme(item: object) -> str | None:
    """Significant words of an agenda item, sorted; the whole text where it has none."""
    if not isinstance(item, str) or not item:
        return None
    words = {word for word in re.findall(r"[a-z]+", item.lower()) if word not in _COMMON}
    return " ".join(sorted(words)) or item.lower()


def bloc_of(sponsors: frozenset[str]) -> str:
    """``W`` with a western permanent member, ``E`` with China or Russia, both, or ``O``."""
    west = "W" if sponsors & {"FRA", "GBR", "USA"} else ""
    return west + ("E" if sponsors & {"CHN", "RUS"} else "") or "O"


@cache
def submitters_of(text: str | None) -> tuple[str, frozenset[str], int]:
    """Bloc, codes and number of the submitters named in a cell of the record."""
    clean = re.sub(r"_x000D_|\s+", " ", text or "").strip()
    clean = re.sub(r"\(\d+\)", "", clean).strip(" .")
    if not clean or clean == "-none-":
        return "unknown", frozenset(), 0
    if clean.lower().startswith("president"):
        return "president", frozenset(), 0
    names: list[str] = []
    for part in filter(None, (name.strip() for name in re.split(r"[,;]", clean))):
        whole = _code(part) is not None or " and " not in part
        names += [part] if whole else part.split(" and ")
    codes = frozenset(code for code in map(_code, names) if code)
    return bloc_of(codes), codes, len(names)


@cache
def _code(name: str) -> str | None:
    plain = re.sub(r"^(and )?(the )?", "", name.strip().replace("’", "'"))
    try:
        return country(plain).code
    except UnknownCountry:
        return None


def _attributes(view: View) -> pl.DataFrame:
    decisions = view.table("decisions")
    absent = [
        pl.lit(None, pl.String).alias(name)
        for name in ("draft", "region", "submitted_by", "topic", "agenda_item")
        if name not in decisions.columns
    ]
    decisions = decisions.with_columns(absent)
    if not view.has("mandates"):
        nothing = pl.lit(None, pl.String)
        return decisions.with_columns(
            mission=nothing, kind=nothing, ceiling_change=pl.lit(None, pl.Int64)
        )
    mandates = (
        view.table("mandates")
        .sort("decision", "mission")
        .group_by("decision", maintain_order=True)
        .agg(pl.col("mission").first(), pl.col("kind").first().cast(pl.String))
    )
    changes = (
        ceiling_changes(view)
        .filter(pl.col("kind").is_in(["renew", "amend"]))
        .group_by("decision")
        .agg(ceiling_change=pl.col("change").first())
    )
    return decisions.join(mandates, on="decision", how="left").join(
        changes, on="decision", how="left"
    )
