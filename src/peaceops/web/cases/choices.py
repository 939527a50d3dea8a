"""What the fields of a case's forms offer: countries, members, contributors, options, effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from peaceops.case import Case, Field, decisions_for
from peaceops.council import seats
from peaceops.domain.countries import country, country_codes, name_of
from peaceops.errors import MissingTableError
from peaceops.options import published_effects

if TYPE_CHECKING:
    from peaceops.domain.mission import Mission
    from peaceops.edition import View
    from peaceops.web.desk import Desk

Choice = tuple[str, str]
Group = tuple[str, tuple[Choice, ...]]
"""Choices under a heading; the heading is empty where they need none."""


@dataclass(frozen=True)
class FromEdition:
    """What the edition offers for a mission on a day.

    Attributes:
        countries: Codes and names: hosts, members of the Council, contributors, all others.
        effects: Published effects by enabling factor.
        decisions: What a mission of this kind can get.
        names: Names that a field of free text is likely to hold, by the field's name.
    """

    countries: tuple[Group, ...]
    effects: tuple[Group, ...]
    decisions: frozenset[str]
    names: Mapping[str, tuple[str, ...]]


def from_edition(desk: Desk, mission: str, day: date) -> FromEdition:
    """What the edition offers for a mission on a day, worked out once.

    Args:
        desk: The desk.
        mission: Acronym.
        day: The day of the case.
    """

    def work() -> FromEdition:
        view = desk.view(day)
        operation = view.mission(mission)
        return FromEdition(
            countries=_countries(view, operation),
            effects=_effects(view),
            decisions=frozenset(decisions_for(operation)),
            names={"drop": _tasks(view, mission), "site": _sites(view, mission)},
        )

    return desk.answer(("choices of a case", mission, day), work)


def groups_for(
    field: Field, case: Case | None, offers: FromEdition | None = None
) -> tuple[Group, ...]:
    """The choices of a field; none where it is filled in freely.

    Args:
        field: The field.
        case: The case, whose options and statements can be named.
        offers: What the edition offers; without it, states and effects are typed.
    """
    if field.widget in ("country", "effect"):
        if offers is None:
            return ()
        return offers.countries if field.widget == "country" else offers.effects
    if field.widget == "option":
        options = case.options if case else ()
        return (("", tuple((option.id, option.label) for option in options)),)
    if field.widget == "statement":
        statements = case.statements if case else ()
        return (("", tuple((item.id, _short(item.speaker, item.text)) for item in statements)),)
    choices = field.choices
    if field.name == "decision" and offers is not None:
        choices = tuple(choice for choice in choices if choice[0] in offers.decisions)
    return (("", choices),) if choices else ()


def _short(speaker: str, text: str) -> str:
    words = f"{speaker}: {' '.join(text.split())}"
    return words if len(words) <= 80 else f"{words[:79].rpartition(' ')[0]}…"


def _countries(view: View, mission: Mission) -> tuple[Group, ...]:
    try:
        members: list[str] = seats(view)["country"].to_list()
    except MissingTableError:
        members = []
    standing = [code for code in country_codes() if _stands(code, view.as_of)]
    groups = (
        ("Host state" if len(mission.hosts) == 1 else "Host states", mission.hosts),
        ("Members of the Security Council", members),
        (f"Largest contributors to {mission.acronym}", _contributors(view, mission.acronym)),
        ("All countries", sorted(standing, key=name_of)),
    )
    return tuple((words, _named(codes)) for words, codes in groups if codes)


def _stands(code: str, day: date) -> bool:
    last = country(code).last
    return last is None or last >= day.year


def _named(codes: Iterable[str]) -> tuple[Choice, ...]:
    return tuple((code, name_of(code)) for code in codes)


def _contributors(view: View, mission: str) -> list[str]:
    """The largest contributors of the latest period on record."""
    if not view.has("contributions"):
        return []
    rows = view.table("contributions").filter(pl.col("mission") == mission)
    latest = rows.filter(pl.col("end") == pl.col("end").max())
    ranked = latest.sort("total", "country", descending=[True, False])
    return [str(code) for code in ranked["country"].unique(maintain_order=True).head(20)]


def _effects(view: View) -> tuple[Group, ...]:
    try:
        effects = published_effects(view)
    except MissingTableError:
        return ()
    factors = dict.fromkeys(effect.factor for effect in effects)
    return tuple(
        (
            factor.capitalize(),
            tuple((item.effect, _short(item.study, item.finding)) for item in effects
                  if item.factor == factor),
        )
        for factor in factors
    )  # fmt: skip


def _tasks(view: View, mission: str) -> tuple[str, ...]:
    if not view.has("mandate_tasks"):
        return ()
    rows = view.table("mandate_tasks").filter(pl.col("mission") == mission)
    latest = rows.filter(pl.col("month") == pl.col("month").max())
    return tuple(sorted(set(latest["task"])))


def _sites(view: View, mission: str) -> tuple[str, ...]:
    if not view.has("deployments"):
        return ()
    rows = view.table("deployments").filter(pl.col("mission") == mission)
    latest = rows.filter(pl.col("year") == pl.col("year").max())
    return tuple(sorted({str(name) for name in latest["location"] if name}))
