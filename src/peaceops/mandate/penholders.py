"""Which member of the Council holds the pen on a mission: drafts its texts and leads the talks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import as_it_is, message, run_together
from peaceops.edition import KnownRows

TABLE = "penholders"
KEY = "council.penholder"
METHOD = (
    "As {publisher} named it on {day}: {reason}. Who holds the pen is a practice of the Council's; "
    "no document of it says so, and it may have changed since."
)


@dataclass(frozen=True)
class Penholders:
    """Who holds the pen on a mission, as known on a date.

    Attributes:
        mission: Acronym.
        members: The penholder, or the co-penholders by code (ISO 3); empty where none is known.
        named: Day of the newest account that names them.
        publisher: Whose account it is.
        address: Where it was read.
        figure: The names, as the figure ``council.penholder``.
        gaps: Why nothing is known, where that is so.
    """

    mission: str
    members: tuple[str, ...] = ()
    named: date | None = None
    publisher: str = ""
    address: str = ""
    figure: Figure | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def sentence(self) -> str:
        """Who holds the pen, and by whose account; empty where it is not known."""
        if self.figure is None or self.named is None:
            return ""
        role = "penholder" if len(self.members) == 1 else "co-penholders"
        day = long_day(self.named)
        return message(
            "{value}, named as {role} by {publisher} on {day}.",
            value=self.figure.value,
            role=role,
            publisher=self.publisher,
            day=day,
        )


def penholders(view: KnownRows, mission: str) -> Penholders:
    """Tell who holds the pen on a mission, by the newest public account that names a member.

    An elected member whose term is over holds it no longer: it is left out.

    Args:
        view: The edition as known on a date.
        mission: Acronym.

    Returns:
        The members with the account; a gap where the edition has no list, none names this mission,
        or those named sit no longer.
    """
    if not view.has(TABLE):
        return _lacking(mission, "this edition has no list of penholders")
    rows = view.table(TABLE).filter(pl.col("mission") == mission)
    if rows.is_empty():
        return _lacking(
            mission,
            message("no account on record names one by {as_of}", as_of=long_day(view.as_of)),
        )
    newest = rows.filter(pl.col("named") == pl.col("named").max()).sort("country")
    account = newest.row(0, named=True)
    held_by = newest["country"].to_list()
    members = tuple(code for code in held_by if code in _seated(view, held_by))
    if not members:
        return _lacking(
            mission,
            message(
                "{held_by} held it on {named} and no longer {part} on the Council",
                held_by=_listed(held_by),
                named=long_day(account["named"]),
                part="sits" if len(held_by) == 1 else "sit",
            ),
        )
    figure = Figure(
        KEY,
        "Penholder" if len(members) == 1 else "Co-penholders",
        _listed(members),
        "text",
        message(METHOD, publisher=account["publisher"], day=long_day(account["named"]),
                      reason=as_it_is(account["reason"])),
        (Evidence.of(TABLE, f"mission {mission}, named {account['named']}", newest),),
    )  # fmt: skip
    return Penholders(
        mission, members, account["named"], account["publisher"], account["address"], figure
    )


def _seated(view: KnownRows, members: list[str]) -> frozenset[str]:
    """Those of some members that sit on the day; all where the edition does not know who sits."""
    if not view.has("council_members"):
        return frozenset(members)
    sits = (pl.col("start") <= view.as_of) & (pl.col("end") >= view.as_of)
    return frozenset(view.table("council_members").filter(sits)["country"])


def _listed(members: tuple[str, ...] | list[str]) -> str:
    names = [name_of(code) for code in members]
    return run_together(" and ", filter(None, (", ".join(names[:-1]), names[-1])))


def _lacking(mission: str, why: str) -> Penholders:
    gap = Gap(
        KEY,
        message("Which member of the Council holds the pen on {mission}", mission=mission),
        why,
        "state who drafts in a statement of the assumptions file (`kind: draft_state`, "
        "`drafted_by`), or build the edition anew with `peaceops data build`",
    )
    return Penholders(mission, gaps=(gap,))
