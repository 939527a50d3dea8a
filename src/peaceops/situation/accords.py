"""Peace agreements of the host countries: who signed, who fights outside of them, and coups.

Signatories are sides of UCDP's state-based dyads. A group that fights no government, or fought
under another name, is not among them; nor are witnesses and guarantors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import as_it_is, message, run_together
from peaceops.domain.mission import Mission
from peaceops.edition import TABLES, View

Stands = Literal["signed", "signed and fought again", "outside"]
YEARS = 15
"""How far back an agreement counts for who stands in and who outside."""
LATE_YEARS = {"agreements": 1, "episodes": 2}
"""Years by which the newest record may lie back; episodes of a year come out in the next."""
_AGREEMENTS = {
    "country": pl.String, "agreement": pl.Int64, "date": pl.Date, "name": pl.String,
    "about": pl.String, "parties": pl.String,
}  # fmt: skip
_GROUPS = {
    "country": pl.String, "party": pl.String, "stands": pl.String, "signed": pl.Date,
    "agreement": pl.String, "fights_since": pl.Int64, "fought_until": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class HostAccords:
    """Agreements and coups of one host, as figures.

    Attributes:
        country: ISO 3 code.
        agreements: Agreements on record up to the date.
        latest: Day of the latest.
        inside: Groups that signed within the last fifteen years and have not fought since.
        again: Groups that signed in that time and fought again after it.
        outside: Groups that fight the government and signed nothing in that time.
        coups: Coups attempted in the last ten years on record; ``None`` where none are on record.
        successful: How many of them succeeded.
    """

    country: str
    agreements: Figure
    latest: Figure | None
    inside: Figure | None
    again: Figure | None
    outside: Figure | None
    coups: Figure | None
    successful: Figure | None


@dataclass(frozen=True)
class Accords:
    """Peace agreements of a mission's hosts, as known on a date.

    Attributes:
        mission: Its acronym.
        as_of: The date.
        hosts: Figures by host.
        agreements: Agreements, the latest first: ``country, agreement, date, name, about,
            parties`` (separated by semicolons).
        groups: Groups that signed or fight: ``country, party, stands, signed, agreement,
            fights_since, fought_until`` (null while it lasts).
        years: How many years back a signature counts for who stands in and who outside.
        until: Day of the latest agreement that the list holds, of any country.
        fighting_until: The last year of the record of who fights; ``None`` where there is none.
        gaps: What is not known.
    """

    mission: str
    as_of: date
    hosts: tuple[HostAccords, ...]
    agreements: pl.DataFrame
    groups: pl.DataFrame
    years: int
    until: date | None
    fighting_until: int | None
    gaps: tuple[Gap, ...]


def accords(view: View, mission: Mission) -> Accords:
    """Say which agreements the hosts have, who signed them, who stands outside, and of coups.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.

    Returns:
        The answer; it is empty, with a gap, where the edition holds no agreements.
    """
    signed = _signed(view, mission.hosts)
    until: date | None = None
    if view.has("peace_agreements") and view.table("peace_agreements").height:
        until = view.table("peace_agreements")["date"].sort()[-1]
    fighting = _fighting(view, mission.hosts)
    groups = _groups(view, signed, fighting)
    agreements = signed.group_by("country", "agreement", "date", "name", "about").agg(
        parties=pl.col("party").unique(maintain_order=True).str.join("; ")
    )
    hosts = (
        tuple(_of_host(view, country, signed, groups) for country in mission.hosts)
        if until is not None
        else ()
    )
    return Accords(
        mission=mission.acronym,
        as_of=view.as_of,
        hosts=hosts,
        agreements=agreements.sort(
            "country", "date", "agreement", descending=[False, True, True]
        ).select(*_AGREEMENTS),
        groups=groups,
        years=YEARS,
        until=until,
        fighting_until=_covered(view),
        gaps=_gaps(view, mission, until),
    )


def _signed(view: View, hosts: Sequence[str]) -> pl.DataFrame:
    """Parties of each agreement that a host's government or a group against it signed."""
    tables = ("peace_agreements", "peace_agreement_signatories")
    if not all(map(view.has, tables)):
        schema = {**_AGREEMENTS, "party": pl.String, "government": pl.Boolean,
                  "source": pl.String, "row": pl.Int64}  # fmt: skip
        return pl.DataFrame(schema=schema).drop("parties")
    agreements, parties = map(view.table, tables)
    of_hosts = parties.filter(pl.col("country").is_in(list(hosts))).select("agreement", "country")
    rows = of_hosts.unique(maintain_order=True).join(
        agreements.drop("known_on"), on="agreement", maintain_order="left"
    )
    everybody = parties.select("agreement", "party", "government", party_of="country")
    return rows.join(everybody, on="agreement", maintain_order="left_right").sort(
        "country",
        "date",
        "agreement",
        "government",
        "party",
        descending=[False] * 3 + [True, False],
    )


def _fighting(view: View, hosts: Sequence[str]) -> pl.DataFrame:
    """Groups that fight or fought the hosts' governments: their last episode on record."""
    schema = {"country": pl.String, "party": pl.String, "fights_since": pl.Int64,
              "fought_until": pl.Int64}  # fmt: skip
    if not (view.has("conflict_episodes") and view.has("conflict_episode_sides")):
        return pl.DataFrame(schema=schema)
    sides = view.table("conflict_episode_sides").filter(
        ~pl.col("government"), pl.col("country").is_in(list(hosts))
    )
    episodes = view.table("conflict_episodes").select("episode", fights_since="start_year")
    ends = (
        view.table("conflict_episode_ends").select("episode", fought_until="end_year")
        if view.has("conflict_episode_ends")
        else pl.DataFrame(schema={"episode": pl.Int64, "fought_until": pl.Int64})
    )
    rows = sides.select("episode", "country", "party").join(episodes, on="episode")
    last = rows.join(ends, on="episode", how="left").sort("country", "party", "fights_since")
    return last.unique(["country", "party"], keep="last", maintain_order=True).select(*schema)


def _groups(view: View, signed: pl.DataFrame, fighting: pl.DataFrame) -> pl.DataFrame:
    first = view.as_of.replace(year=view.as_of.year - YEARS, day=1)
    signatures = (
        signed.filter(
            ~pl.col("government"), pl.col("date") >= first, pl.col("party_of") == pl.col("country")
        )
        .sort("date", "agreement")
        .unique(["country", "party"], keep="last", maintain_order=True)
        .select("country", "party", signed="date", agreement="name")
        if signed.height
        else pl.DataFrame(
            schema={"country": pl.String, "party": pl.String, "signed": pl.Date,
                    "agreement": pl.String}
        )
    )  # fmt: skip
    both = signatures.join(fighting, on=["country", "party"], how="full", coalesce=True)
    fights = pl.col("fights_since").is_not_null() & pl.col("fought_until").is_null()
    # While it has no end on record, an episode is known to have lasted to the last year covered.
    last = pl.col("fought_until").fill_null(_covered(view) or 0)
    after = pl.col("fights_since").is_not_null() & (last > pl.col("signed").dt.year())
    return (
        both.with_columns(
            stands=pl.when(pl.col("signed").is_null())
            .then(pl.lit("outside"))
            .when(after)
            .then(pl.lit("signed and fought again"))
            .otherwise(pl.lit("signed"))
        )
        .filter(pl.col("signed").is_not_null() | fights)
        .sort("country", "stands", "party")
        .select(*_GROUPS)
    )


def _covered(view: View) -> int | None:
    """The last year in which an episode is known to have begun anywhere; ``None`` without any."""
    if not view.has("conflict_episodes") or view.table("conflict_episodes").is_empty():
        return None
    year: int = view.table("conflict_episodes")["start_year"].sort()[-1]
    return year


def _of_host(view: View, country: str, signed: pl.DataFrame, groups: pl.DataFrame) -> HostAccords:
    host = name_of(country)
    rows = signed.filter(pl.col("country") == country)
    single = rows.unique("agreement", keep="first", maintain_order=True)
    evidence = (Evidence.of("peace_agreements", f"agreements of {host}", single),)
    latest = None
    if single.height:
        last = single.filter(pl.col("date") == pl.col("date").max())
        names = as_it_is("; ".join(last["name"]))
        signed = rows.filter(pl.col("agreement").is_in(last["agreement"].implode()))
        parties = run_together(", ", map(as_it_is, signed["party"].unique(maintain_order=True)))
        latest = Figure(
            key=f"situation.accords_latest_{country}",
            label=message(
                "Latest peace agreement of {host} on record: {names}", host=host, names=names
            ),
            value=last["date"][0].isoformat(),
            unit="date",
            method=message(
                "Signed by {parties}. Witnesses and guarantors are not listed.", parties=parties
            ),
            evidence=(Evidence.of("peace_agreements", f"{host}, {last['date'][0]}", last),),
        )
    of_host = groups.filter(pl.col("country") == country)
    coups, successful = _coups(view, country)
    return HostAccords(
        country=country,
        agreements=Figure(
            key=f"situation.accords_{country}",
            label=message("Peace agreements of {host} on record", host=host),
            value=single.height,
            unit="agreements",
            method="Agreements of UCDP's list that its government or a group against it signed.",
            evidence=evidence,
        ),
        latest=latest,
        inside=_standing(view, country, of_host, "signed"),
        again=_standing(view, country, of_host, "signed and fought again"),
        outside=_standing(view, country, of_host, "outside"),
        coups=coups,
        successful=successful,
    )


def _standing(view: View, country: str, groups: pl.DataFrame, stands: Stands) -> Figure | None:
    """How many groups stand so, and which; ``None`` where episodes or signatories are missing."""
    if not (view.has("conflict_episode_sides") and view.has("peace_agreement_signatories")):
        return None
    names = groups.filter(pl.col("stands") == stands)["party"].to_list()
    covered = _covered(view)
    words = {
        "signed": f"signed an agreement in the last {YEARS} years and did not fight since",
        "signed and fought again": f"signed in the last {YEARS} years and fought again after it",
        "outside": f"fight the government and signed nothing in the last {YEARS} years",
    }[stands]
    listed = view.table("conflict_episode_sides").filter(
        pl.col("country") == country, pl.col("party").is_in(names)
    )
    return Figure(
        key=f"situation.groups_{stands.replace(' ', '_')}_{country}",
        label=message(
            "Groups in {country} that {words}", country=name_in_a_sentence(country), words=words
        ),
        value=len(names),
        unit="groups",
        method=message(
            "{part}. Groups of UCDP's state-based dyads, which fight while an episode has "
            "no end on record; the record of episodes reaches {covered}.",
            part=run_together(", ", names) or "No group",
            covered=covered,
        ),
        evidence=(Evidence.of("conflict_episode_sides", f"{country}, {stands}", listed),),
    )


def _coups(view: View, country: str) -> tuple[Figure | None, Figure | None]:
    if not view.has("coup_years"):
        return None, None
    rows = view.table("coup_years").filter(pl.col("country") == country).sort("year")
    if rows.is_empty():
        return None, None
    last: int = rows["year"][-1]
    decade = rows.filter(pl.col("year") > last - 10)
    years = decade.filter(pl.col("attempts") > 0)["year"].to_list()
    evidence = (Evidence.of("coup_years", f"{country}, {last - 9} to {last}", decade),)
    method = (
        message("Counted by year; in {str}.", str=run_together(", ", map(str, years)))
        if years
        else "Counted by year."
    )

    def figure(name: str, what: str, column: str) -> Figure:
        return Figure(
            key=f"situation.coups_{name}_{country}",
            label=message(
                "Coups {what} in {country}, {last} to {last_2}",
                what=what,
                country=name_in_a_sentence(country),
                last=last - 9,
                last_2=last,
            ),
            value=int(decade[column].sum()),
            unit="coups",
            method=method,
            evidence=evidence,
        )

    return (
        figure("attempted", "attempted", "attempts"),
        figure("successful", "that succeeded", "successes"),
    )


def _gaps(view: View, mission: Mission, until: date | None) -> tuple[Gap, ...]:
    what = message("peace agreements of the hosts of {acronym}", acronym=mission.acronym)
    remedy = TABLES["peace_agreements"].how_to_get
    if until is None:
        why = "the edition holds no agreements known on the date"
        return (Gap("situation.accords", what, why, remedy),)
    gaps = []
    if not view.has("peace_agreement_signatories"):
        gaps.append(Gap(
            "situation.accords_signatories", message("who signed the {what}", what=what),
            "the registry of dyads was not beside the list of agreements",
            TABLES["peace_agreement_signatories"].how_to_get,
        ))  # fmt: skip
    covered = _covered(view)
    if covered is None or view.as_of.year - covered > LATE_YEARS["episodes"]:
        gaps.append(
            Gap(
                "situation.accords_fighting",
                message("who fights outside of the {what}", what=what),
                message("the record of episodes of conflict ends with {covered}", covered=covered)
                if covered
                else "the edition holds no episodes of conflict known on the date",
                TABLES["conflict_episode_sides"].how_to_get,
            )
        )
    if view.as_of.year - until.year > LATE_YEARS["agreements"]:
        gaps.append(Gap(
            "situation.accords_late", message("{what} after {until:%B %Y}", what=what, until=until),
            message("the list of agreements ends on {until}", until=long_day(until)), remedy,
        ))  # fmt: skip
    return tuple(gaps)
