"""Forecasts made by hand, and small editions that tell what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from council.made_view import SEATED
from edition.made import made_edition
from peaceops.domain.countries import PERMANENT_MEMBERS
from peaceops.domain.months import month_after
from peaceops.edition import Edition
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.ledger import Forecast, Maker, append
from peaceops.ledger.forecast import LEVELS, Ballot, Event, Odds, Quantiles

AS_OF = date(2023, 6, 30)
TODAY = date(2023, 7, 1)
LATER = date(2025, 1, 31)
MAKER = Maker(edition="made-1", seal="s", version="0", code="c")
MEMBERS = SEATED
VINTAGE = "UCDP GED 23.1"


def council(quantity: str, answer: object, **fields: object) -> Forecast:
    """A forecast of the Council on UNTEST."""
    common = {"mission": "UNTEST", "as_of": AS_OF, "question": "?", "resolves_by": "2024-01-31"}
    tables = ("mandates", "decisions", "votes")
    return Forecast.model_validate(
        common | {"quantity": quantity, "resolved_from": tables, "forecast": answer, **fields}
    )


def event(quantity: str, probability: float, draft: str | None = "renew", **fields: object):
    answers = {"baseline": Event(probability=0.5), "alternatives": ("rollover", "terminate")}
    return council(quantity, Event(probability=probability), draft=draft, **answers | fields)


def deaths(probability: float | None = None, at_least: int | None = None, **fields: object):
    """Deaths of July 2023 to June 2024 in Mali, as quantiles or as the odds of a threshold."""
    quantiles = {str(level): 100 * level for level in LEVELS}
    answer = Quantiles(quantiles=quantiles) if probability is None else Event(
        probability=probability
    )  # fmt: skip
    content = {
        "mission": "UNTEST",
        "as_of": AS_OF,
        "quantity": "violence.deaths" if probability is None else "violence.at_least",
        "question": "?",
        "countries": ("MLI",),
        "deaths_in": "all_types",
        "at_least": at_least,
        "first_month": date(2023, 7, 1),
        "last_month": date(2024, 6, 1),
        "vintage": VINTAGE,
        "resolves_by": date(2024, 7, 20),
        "resolved_from": ("violence_country_months",),
        "forecast": answer,
        "baseline": answer,
    }
    return Forecast.model_validate(content | fields)


def strength(**fields: object) -> Forecast:
    content = {
        "mission": "UNTEST",
        "as_of": AS_OF,
        "quantity": "mission.strength",
        "question": "?",
        "last_month": date(2023, 12, 1),
        "resolves_by": date(2024, 1, 20),
        "resolved_from": ("strength",),
        "forecast": Quantiles(quantiles={str(level): 1000.0 for level in LEVELS}),
        "baseline": Quantiles(quantiles={"0.5": 1100.0}),
    }
    return Forecast.model_validate(content | fields)


def some_forecasts() -> list[Forecast]:
    """One of each form."""
    odds = {"renew": 0.8, "rollover": 0.15, "terminate": 0.05}
    votes = {member: {"yes": 0.9, "no": 0.02, "abstain": 0.08} for member in MEMBERS}
    return [
        council("council.next_draft", Odds(odds=odds), baseline=Odds(odds=odds)),
        event("council.put_and_adopted", 0.75),
        event("council.adopted", 0.95),
        event("council.unanimous", 0.6),
        event("council.permanent_abstains", 0.3),
        council(
            "council.votes", Ballot(votes=votes), draft="renew", alternatives=("terminate",),
            baseline=Ballot(votes=votes),
        ),
        deaths(),
        deaths(0.7, 25),
        strength(),
    ]  # fmt: skip


def edition_of(
    folder: Path,
    *,
    drafts: Sequence[Mapping[str, object]] = (),
    months: int = 0,
    monthly: int = 5,
    vintage: str = VINTAGE,
    strengths: Mapping[date, int] | None = None,
    closed: date | None = None,
) -> Edition:
    """An edition of UNTEST in Mali.

    Args:
        folder: Where to write it.
        drafts: Each a day, a kind and members' votes that are not yes; ``outcome``, ``ceiling`` and
            ``until`` where they are not ``adopted``, 1,000 and a year later.
        months: Months of deaths after June 2023 that it holds.
        monthly: Deaths a month.
        vintage: Release of the deaths after June 2023.
        strengths: Strength by month.
        closed: Day on which the mission closed.
    """
    before = {"date": date(2022, 6, 30), "kind": "renew"}
    listed: list[dict[str, Any]] = [before, *(dict(row) for row in drafts)]
    names = [f"S/RES/{2600 + place} ({row['date'].year})" for place, row in enumerate(listed)]
    tables: dict[str, list[dict[str, object]]] = {
        "missions": [
            {"mission": "UNTEST", "name": "Test", "kind": "peacekeeping",
             "start": date(2013, 7, 1)},
        ],
        "mission_hosts": [
            {"mission": "UNTEST", "country": "MLI", "known_on": date(2013, 7, 1)},
        ],
        "decisions": [
            {"decision": name, "date": row["date"], "outcome": row.get("outcome", "adopted"),
             "without_vote": False, "amendment": False, "procedural": False,
             "record": row.get("record", "complete")}
            for name, row in zip(names, listed, strict=True)
        ],
        "mandates": [
            {"mission": "UNTEST", "decision": name, "date": row["date"], "kind": row["kind"],
             "until": row.get("until", row["date"] + timedelta(days=366)), "open_ended": False,
             "ceiling_military": row.get("ceiling", 1000), "basis": "curated"}
            for name, row in zip(names, listed, strict=True)
        ],
        "council_members": [
            {"country": member, "start": date(2020, 1, 1), "end": date(2049, 12, 31),
             "permanent": member in PERMANENT_MEMBERS, "known_on": date(2020, 1, 1)}
            for member in MEMBERS
        ],
        "votes": [
            {"decision": name, "country": member, "known_on": row["date"],
             "vote": row.get("votes", {}).get(member, "yes")}
            for name, row in zip(names, listed, strict=True)
            for member in MEMBERS
        ],
        "violence_country_months": [
            {"country": "MLI", "month": month_after(date(2023, 6, 1), step), "state_based": monthly,
             "non_state": 0, "one_sided": 0, "vintage": vintage if step > 0 else VINTAGE}
            for step in range(-23, months + 1)
        ],
        "strength": [
            {"mission": "UNTEST", "month": month, "total": persons}
            for month, persons in (strengths or {date(2023, 5, 1): 1100}).items()
        ],
    }  # fmt: skip
    if closed is not None:
        tables["mission_closures"] = [{"mission": "UNTEST", "end": closed}]
    frames = {}
    for name, rows in tables.items():
        frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(
            source=pl.lit("made.csv"), row=pl.int_range(2, len(rows) + 2)
        )
        absent = set(TABLES[name].schema.column_names()) - {*frame.columns, "known_on"}
        frames[name] = conform(
            TABLES[name], frame.with_columns(pl.lit(None).alias(column) for column in absent)
        )
    check_references(frames)
    return made_edition(folder, frames)


def later_edition(folder: Path, **changes: object) -> Edition:
    """An edition that tells what became of ``some_forecasts``."""
    content: dict[str, object] = {
        "drafts": [
            {"date": date(2023, 11, 30), "kind": "renew", "votes": {"RUS": "abstain"}},
        ],
        "months": 14,
        "strengths": {date(2023, 12, 1): 1050},
    }
    return edition_of(folder, **content | changes)  # type: ignore[arg-type]


def add_often(path: Path, mission: str, times: int) -> None:
    """Add a forecast a day to a ledger, one after the other."""
    for day in range(1, times + 1):
        forecast = event("council.adopted", 0.5, mission=mission, as_of=date(2023, 7, day))
        append(path, "issued", TODAY, MAKER, [forecast])
